"""dvr.m3u8 as an answer: it is long, so a player that has it is sent what is new, and all of it is packed."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from streaming.recording.dvr import delta

KIND = "application/vnd.apple.mpegurl"
LEVEL = 5


def past(request: HttpRequest, path: Path) -> HttpResponse:
    """The whole, or a delta update where `_HLS_skip` asks for one. Raises OSError."""
    skip = request.GET.get("_HLS_skip") in ("YES", "v2")
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    data = _text(str(path), path.stat().st_mtime_ns, skip, packed)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if packed:
        headers["Content-Encoding"] = "gzip"
    return HttpResponse(data, content_type=KIND, headers=headers)


@lru_cache(maxsize=16)
def _text(path: str, _changed_ns: int, skip: bool, packed: bool) -> bytes:
    """Made once a second, however many look back."""
    text = Path(path).read_text()
    data = (delta(text) if skip else text).encode()
    return gzip.compress(data, LEVEL) if packed else data
