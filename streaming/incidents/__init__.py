"""The incident log: what the system saw and did, beside what people did and what the monitor raised.

`happenings` says what is worth a line (pure), `noting` writes it in the worker's own transaction, `log` reads
all of it as one list, `words` says them in the caller's language, `table` makes the file.
"""
