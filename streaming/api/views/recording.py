"""The recording of one ceremony, and the disk that holds them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.permissions import May
from streaming.api.live import byte_range
from streaming.api.recording_out import RecordingOut, StorageOut
from streaming.errors import NoRecording
from streaming.selectors_recording import download_of, recording_body, storage_body
from streaming.services import recordings

BLOCK = 256 * 1024
KIND = "video/mp4"


class RecordingView(APIView):
    """What is kept of a ceremony."""

    @described(answers={200: RecordingOut})
    def get(self, request: Request, slug: str) -> Response:
        """How far it is, and where to get it."""
        return Response(recording_body(ceremony_for(request, slug, May.SEE_BROADCAST)))


class PurgeView(APIView):
    """Delete it for good."""

    @described(answers={200: RecordingOut})
    def post(self, request: Request, slug: str) -> Response:
        """The MP4 and every segment; not while on air."""
        ceremony = ceremony_for(request, slug, May.PURGE_RECORDING)
        recordings.purge(person_of(request), ceremony)
        return Response(recording_body(ceremony))


class RetryView(APIView):
    """Put it together again."""

    @described(answers={200: RecordingOut})
    def post(self, request: Request, slug: str) -> Response:
        """Now, where it had failed."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        recordings.retry(person_of(request), ceremony)
        return Response(recording_body(ceremony))


class DownloadView(APIView):
    """The MP4 itself."""

    @described(answers={200: bytes})
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Whole, or the range that is asked for."""
        path = download_of(ceremony_for(request, slug, May.SEE_BROADCAST))
        if path is None:
            raise NoRecording
        return _file(path, f"{slug}.mp4", request.headers.get("Range", ""))


def _file(path: Path, name: str, wanted: str) -> HttpResponseBase:
    size = path.stat().st_size
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": f'attachment; filename="{name}"'}
    headers["Cache-Control"] = "private, no-cache"
    part = byte_range(wanted, size)
    first, last = part or (0, size - 1)
    if first > last:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(last - first + 1)
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    body = _blocks(path, first, last)
    return StreamingHttpResponse(body, status=206 if part else 200, content_type=KIND, headers=headers)


def _blocks(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block


class StorageView(APIView):
    """The disk."""

    @described(answers={200: StorageOut})
    def get(self, request: Request) -> Response:
        """What is free, and what policy would delete within a day."""
        return Response(storage_body(person_of(request)))
