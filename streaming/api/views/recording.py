"""The recording of one ceremony, and the disk that holds them all."""

from __future__ import annotations

from django.http import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.permissions import May
from streaming.api.bigfile import file_answer
from streaming.api.recording_out import RecordingOut, StorageOut, StorageQuery
from streaming.errors import NoRecording
from streaming.selectors_recording import download_of, recording_body, storage_body
from streaming.services import recordings


class RecordingView(APIView):
    """What is kept of a ceremony."""

    @described(answers={200: RecordingOut})
    def get(self, request: Request, slug: str) -> Response:
        """How far it is, and where to get it."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        return Response(recording_body(ceremony, person_of(request)))


class PurgeView(APIView):
    """Delete it for good."""

    @described(answers={200: RecordingOut})
    def post(self, request: Request, slug: str) -> Response:
        """The MP4 and every segment; not while on air."""
        ceremony = ceremony_for(request, slug, May.PURGE_RECORDING)
        recordings.purge(person_of(request), ceremony)
        return Response(recording_body(ceremony, person_of(request)))


class RetryView(APIView):
    """Put it together again."""

    @described(answers={200: RecordingOut})
    def post(self, request: Request, slug: str) -> Response:
        """Now, where it had failed."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        recordings.retry(person_of(request), ceremony)
        return Response(recording_body(ceremony, person_of(request)))


class DownloadView(APIView):
    """The MP4 itself."""

    @described(answers={200: bytes})
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """Whole, or the range that is asked for."""
        found = download_of(ceremony_for(request, slug, May.SEE_BROADCAST))
        if found is None:
            raise NoRecording
        path, sha256 = found
        return file_answer(path, f"{slug}.mp4", f'"{sha256}"', request.headers)


class StorageView(APIView):
    """The disk."""

    @described(query=StorageQuery, answers={200: StorageOut})
    def get(self, request: Request) -> Response:
        """What is free, and what policy would delete soon."""
        query = StorageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(storage_body(person_of(request), query.validated_data["days"]))
