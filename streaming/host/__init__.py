"""A host: a small program that owns ffmpeg processes and outlives the worker that asked for them.

Nothing but the standard library, and no Django: it has to start in a moment and live through everything
that may happen to the rest. `python -m streaming.host --help` says how it is started;
streaming.hosts starts and finds hosts, streaming.worker.link talks to them.
"""
