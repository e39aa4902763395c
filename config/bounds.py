"""A bound on every request's body before Django spools it to the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings

from config import uploads
from events.errors import DomainError, NoRoom, TooBig, UploadsFull

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]
VIDEO_UPLOAD = re.compile(r"^/api/v1/ceremonies/[\w-]+/broadcast/sources/$")
ORDINARY_BYTES = 10 * 1024 * 1024


class _OverTheBound(Exception):
    pass


def bounded(app: App) -> App:
    """Wrap an ASGI application: 413 for a body over the bound, announced or not.

    Only the upload of a video may be large, and only for who proves a login before it begins.
    """

    async def wrapped(scope: Any, receive: Receive, send: Send) -> None:
        announced = _announced(scope)
        if not _is_upload(scope) or announced <= ORDINARY_BYTES:
            await _within(ORDINARY_BYTES, app, scope, receive, send)
            return
        if announced > settings.MAX_VIDEO_BYTES or not await sync_to_async(uploads.is_staff)(scope):
            await _refuse(send, TooBig())
            return
        await _upload(announced, app, scope, receive, send)

    return wrapped


async def _upload(announced: int, app: App, scope: Any, receive: Receive, send: Send) -> None:
    with uploads.one_of_few() as free:
        try:
            uploads.check_room(announced)
        except NoRoom as error:
            await _refuse(send, error)
            return
        if not free:
            await _refuse(send, UploadsFull())
            return
        await _within(announced, app, scope, receive, send)


async def _within(limit: int, app: App, scope: Any, receive: Receive, send: Send) -> None:
    if _announced(scope) > limit:
        await _refuse(send, TooBig())
        return
    seen = 0

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
        await _refuse(send, TooBig())


def _is_upload(scope: Any) -> bool:
    return bool(scope["method"] == "POST" and VIDEO_UPLOAD.match(scope["path"]))


def _announced(scope: Any) -> int:
    length = uploads.header(scope, b"content-length")
    return int(length) if length.isascii() and length.isdigit() else 0


async def _refuse(send: Send, error: DomainError) -> None:
    body = json.dumps(error.body(), ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
