"""A bound on every request's body before Django spools it to the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from events.errors import TooBig

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]
VIDEO_UPLOAD = re.compile(r"^/api/v1/ceremonies/[\w-]+/broadcast/sources/$")
ORDINARY_BYTES = 10 * 1024 * 1024


class _OverTheBound(Exception):
    pass


def limit_for(path: str) -> int:
    """Bytes that a request to this path may bring."""
    return int(settings.MAX_VIDEO_BYTES) if VIDEO_UPLOAD.match(path) else ORDINARY_BYTES


def bounded(app: App) -> App:
    """Wrap an ASGI application: 413 for a body over the bound, announced or not."""

    async def wrapped(scope: Any, receive: Receive, send: Send) -> None:
        limit, seen = limit_for(scope["path"]), 0
        if _announced(scope) > limit:
            await _refuse(send)
            return

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _OverTheBound
            return message

        try:
            await app(scope, counting, send)
        except _OverTheBound:
            await _refuse(send)

    return wrapped


def _announced(scope: Any) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(send: Send) -> None:
    body = json.dumps(TooBig().body()).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
