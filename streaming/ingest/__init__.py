"""RTMP ingest: a small, publish-only server of its own process, outliving the worker that steers it.

Nothing but the standard library, and no Django. `amf0`, `chunks`, `handshake`, `messages` and `session` are
the protocol without I/O; `tags`, `timeline` and `source` turn what comes into one continuous FLV stream for
each source; `sender`, `reader`, `control` and `server` are the sockets. `python -m streaming.ingest --help`.
"""
