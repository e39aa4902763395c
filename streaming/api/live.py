"""Playlists and segments, from the disk. A ceremony has files only once it was published and on air.

In production nginx serves the same folder; here one small read a request, off the event loop.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from events.errors import DomainError, NotFound
from streaming.api import held
from streaming.api.past import past
from streaming.folder import PLAYLISTS
from streaming.recording.journal import DVR

NAME = re.compile(r"(?:index|program|low|audio|dvr)\.m3u8|(?:seg|low|audio)-\d{1,12}-\d{1,12}\.ts", re.ASCII)
WAITED = frozenset(PLAYLISTS)  # those that grow
SLUG = re.compile(r"[\w-]{1,120}", re.ASCII)
RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)
TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t"}
# A segment's name is never used again; a playlist changes every second.
CACHING = {".m3u8": "no-cache", ".ts": "public, max-age=31536000, immutable"}


class NotHere(DomainError):
    """Anything but reading."""

    code, status = "method_not_allowed", 405
    vi = "Thao tác này không có ở đây."
    en = "Not possible here."


async def live_file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One file of one ceremony's stream; 404 before the first segment."""
    if request.method not in ("GET", "HEAD"):
        return _refusal(NotHere(), {"Allow": "GET, HEAD"})
    if not SLUG.fullmatch(slug) or not NAME.fullmatch(name):
        return _nothing()
    path = settings.ENV.live_dir / slug / name
    try:
        if name == DVR:
            return await asyncio.to_thread(past, request, path)
        if name in WAITED and held.waits(request):
            waited = _answer(path, await held.answered(request, path), "")
            waited["Preference-Applied"] = "wait"
            return waited
        data = await asyncio.to_thread(path.read_bytes)
    except OSError:
        return _nothing()
    return _answer(path, data, request.headers.get("Range", ""))


def _nothing() -> HttpResponse:
    return _refusal(NotFound(), {"Cache-Control": "no-store"})


def _refusal(error: DomainError, headers: dict[str, str]) -> HttpResponse:
    return JsonResponse(error.body(), status=error.status, headers=headers)


def _answer(path: Path, data: bytes, wanted: str) -> HttpResponse:
    headers = {"Cache-Control": CACHING[path.suffix], "Accept-Ranges": "bytes"}
    if path.name in WAITED:
        headers["Vary"] = "Prefer"
    kind = TYPES[path.suffix]
    part = byte_range(wanted, len(data))
    if part is None:
        return HttpResponse(data, content_type=kind, headers=headers)
    first, last = part
    if first > last:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    return HttpResponse(data[first : last + 1], status=206, content_type=kind, headers=headers)


def byte_range(wanted: str, size: int) -> tuple[int, int] | None:
    """(first, last) of a single range; first above last where it cannot be met; None for the whole."""
    found = RANGE.fullmatch(wanted)
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        count = int(found[2])
        return (max(0, size - count), size - 1) if count else (size, size - 1)
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    first = int(found[1])
    if found[2] and int(found[2]) < first:
        return None
    return first, last
