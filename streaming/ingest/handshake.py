"""RTMP's handshake, the server's side. Source: Adobe, "RTMP" (2012), section 5.2.

The simple one. A sender that offers the digest of the Flash players is answered with a version field of zero,
which tells ffmpeg and librtmp to go on without; C2 is not compared, since those that hold a digest to be due
send something else there.
"""

from __future__ import annotations

import os

from streaming.ingest.errors import Malformed

VERSION, BLOCK = 3, 1536


class Handshake:
    """Feed until `done`; then `rest` is what came after it."""

    def __init__(self) -> None:
        self.done = False
        self.rest = b""
        self._greeted = False
        self._held = bytearray()

    @property
    def held(self) -> int:
        """Bytes in memory now."""
        return len(self._held)

    def feed(self, data: bytes | memoryview) -> bytes:
        """Returns what to answer; raises Malformed at the first byte that is not RTMP's version."""
        self._held += data
        if not self._greeted and self._held[:1] not in (b"", bytes([VERSION])):
            raise Malformed("not RTMP version 3")
        answer = b""
        if not self._greeted and len(self._held) > BLOCK:
            answer = bytes([VERSION]) + bytes(8) + os.urandom(BLOCK - 8) + self._held[1 : 1 + BLOCK]
            del self._held[: 1 + BLOCK]
            self._greeted = True
        if self._greeted and len(self._held) >= BLOCK:
            self.rest = bytes(self._held[BLOCK:])
            self._held.clear()
            self.done = True
        return answer
