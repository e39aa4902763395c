"""A file of any size, in blocks: never held in memory, resumable where a line broke."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date

from streaming.api.live import byte_range

BLOCK = 256 * 1024
KIND = "video/mp4"


def file_answer(path: Path, name: str, etag: str, asked: Mapping[str, str]) -> HttpResponseBase:
    """Whole, or the range that is asked for; a range of what is no longer the same file gets the whole."""
    size, changed = path.stat().st_size, http_date(path.stat().st_mtime)
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": f'attachment; filename="{name}"'}
    headers |= {"Cache-Control": "private, no-cache", "ETag": etag, "Last-Modified": changed}
    same = asked.get("If-Range", etag) in (etag, changed)
    part = byte_range(asked.get("Range", ""), size) if same else None
    first, last = part or (0, size - 1)
    if first > last:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(last - first + 1)
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    body = _blocks(path, first, last)
    return StreamingHttpResponse(body, status=206 if part else 200, content_type=KIND, headers=headers)


async def _blocks(path: Path, first: int, last: int) -> AsyncIterator[bytes]:
    """Asynchronous: under ASGI Django would gather a plain iterator whole before the first byte leaves."""
    left = last - first + 1
    with await asyncio.to_thread(path.open, "rb") as file:
        file.seek(first)
        while left > 0 and (block := await asyncio.to_thread(file.read, min(BLOCK, left))):
            left -= len(block)
            yield block
