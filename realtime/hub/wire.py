"""Straight onto the connection, where the server is uvicorn with its sans-I/O websockets.

A server's frames are not masked, so all sockets take the same bytes. ASGI has no word for that: its
`send` encodes each socket's frame anew, which was more than half of what a delivered comment cost.
Everything out of the ordinary (a full buffer, a handshake, a close) is left to the server's own `send`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

FINAL_TEXT = 0x81  # the only frame of its message, of text
OWN = ("transport", "writable", "conn", "handshake_complete", "close_sent", "disconnected")


def encoded(text: str) -> bytes:
    """One unmasked text frame (RFC 6455, 5.2). Raises UnicodeEncodeError for half a surrogate."""
    body = text.encode()
    size = len(body)
    if size < 126:
        return bytes((FINAL_TEXT, size)) + body
    if size < 1 << 16:
        return bytes((FINAL_TEXT, 126)) + size.to_bytes(2, "big") + body
    return bytes((FINAL_TEXT, 127)) + size.to_bytes(8, "big") + body


class _Last:
    """The text that was encoded last: a batch is offered to one socket after the other."""

    text = ""
    frame = b""


def _frame(text: str) -> bytes:
    if text is not _Last.text:
        _Last.text, _Last.frame = text, encoded(text)
    return _Last.frame


class Wire:
    """One connection of the server."""

    __slots__ = ("_server",)

    def __init__(self, server: Any) -> None:
        self._server = server

    def write(self, text: str) -> bool:
        """Whether it was written; False where the server's own `send` has to judge."""
        server = self._server
        if not server.handshake_complete or server.close_sent or server.disconnected:
            return False
        if not server.writable.is_set() or server.transport.is_closing():
            return False
        try:
            server.transport.write(_frame(text))
        except UnicodeEncodeError:
            return False
        return True


def wire_of(send: Any) -> Wire | None:
    """None where the server is another, or compresses: then no two sockets take the same bytes."""
    server = getattr(send, "__self__", None)
    if not all(hasattr(server, name) for name in OWN) or getattr(server, "initial_response", None):
        return None
    return None if server.conn.extensions else Wire(server)  # type: ignore[union-attr]  # any object


def innermost(send: Any) -> Any:
    """The server's own `send`, without channels' session wrapper.

    That one saves sessions when an HTTP answer starts; on a websocket it does nothing, for every frame.
    """
    while hasattr(getattr(send, "__self__", None), "real_send"):
        send = send.__self__.real_send
    return send


def aborting(send: Any) -> Callable[[], None]:
    """What cuts the connection behind `send` where the server is uvicorn.

    ASGI has no word for it, and uvicorn's own close waits for its buffer, which a peer that stopped
    reading never empties: each such peer would keep its connection for ever.
    """

    def abort() -> None:
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if isinstance(transport, asyncio.Transport):
            transport.abort()

    return abort
