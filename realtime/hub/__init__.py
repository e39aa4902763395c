"""The room broadcaster, one a process: reads the database in order, encodes once, waits for nobody.

`lanes` are the threads that touch the database; `outlet` is the way out of one socket; `fanout` is
the pure part (who gets which frame); `room` ties them together for one ceremony; `hub` holds the
rooms, the clock and the subscription.
"""
