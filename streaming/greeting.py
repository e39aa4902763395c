"""RTMP's greeting, the client's side: whether whoever answers at a port speaks it. Nothing is published.

Source: Adobe, "RTMP" (2012), section 5.2: C0 and C1 are sent together, S0 and S1 come back; who has
sent S1 speaks RTMP, so the rest is not waited for.
"""

from __future__ import annotations

import os
import socket
import time

VERSION, BLOCK = 3, 1536


class NoGreeting(Exception):
    """`code` is one of streaming.messages."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def greet(peer: socket.socket, until: float) -> bytes:
    """The server's block, which whoever goes on echoes.

    Raises NoGreeting; takes no longer than `until` (monotonic) and reads no more than the two blocks.
    """
    try:
        peer.settimeout(left(until))
        peer.sendall(bytes([VERSION]) + bytes(8) + os.urandom(BLOCK - 8))
        return _hear(peer, until)
    except TimeoutError:
        raise NoGreeting("page_silent") from None
    except OSError:  # closed at our first words
        raise NoGreeting("page_not_rtmp") from None


def _hear(peer: socket.socket, until: float) -> bytes:
    heard = b""
    while len(heard) < 1 + BLOCK:
        peer.settimeout(left(until))
        data = peer.recv(1 + BLOCK - len(heard))
        if not data or (not heard and data[0] != VERSION):
            raise NoGreeting("page_not_rtmp")
        heard += data
    return heard[1:]


def left(until: float) -> float:
    """Seconds till then (monotonic); raises TimeoutError where it is over."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds
