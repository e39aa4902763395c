"""A rehearsal page: an RTMP server of our own on loopback that throws everything away.

It behaves as it is told: takes the stream, refuses the key, takes it and then reads no more, drops it every
half minute, or answers slowly. One process a page, without Django and without a secret.
"""
