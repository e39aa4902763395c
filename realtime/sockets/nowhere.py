"""Every other address under which somebody opens a socket."""

from __future__ import annotations

from typing import Any

from realtime.frames import CloseCode
from realtime.sockets.line import Line, Receive, Scope


async def refuse(scope: Scope, receive: Receive, send: Any) -> None:
    """There is nothing here, and that is no error of ours."""
    line = Line(scope, receive, send)
    if await line.opened():
        await line.close(CloseCode.NO_CEREMONY)
