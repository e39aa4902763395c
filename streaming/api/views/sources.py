"""Sources of one ceremony."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.parsers import BoundedJSONParser
from events.api.schema import described
from events.errors import NotFound
from events.permissions import May
from streaming import bodies
from streaming.api.senders import camera_qr, made
from streaming.api.source_bodies import SourceEdit, SourceIn, SourceMade, SourceOut
from streaming.api.views.broadcast import checked
from streaming.camera.errors import NotAPhone
from streaming.enums import SourceKind
from streaming.errors import NoKeyHere
from streaming.models import Source
from streaming.selectors import sources_of
from streaming.services import sources


class SourcesView(APIView):
    """All sources of the ceremony."""

    parser_classes = (BoundedJSONParser, MultiPartParser)

    @described(answers={200: SourceOut(many=True)})
    def get(self, request: Request, slug: str) -> Response:
        """In the order in which they came."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        return Response([bodies.source(source) for source in sources_of(ceremony)])

    @described(takes=SourceIn, answers={201: SourceMade})
    def post(self, request: Request, slug: str) -> Response:
        """A test card, an address, a file of the library, or with a multipart body an uploaded file."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        given = checked(SourceIn, request)
        upload = given.pop("file", None)
        source = sources.add_source(person_of(request), ceremony, upload=upload, **given)
        return Response(made(source), status=201)


class SourceView(APIView):
    """One source."""

    @described(takes=SourceEdit, answers={200: SourceOut})
    def patch(self, request: Request, slug: str, source_id: int) -> Response:
        """Change it."""
        source = self._source(request, slug, source_id)
        changed = sources.edit_source(person_of(request), source, **checked(SourceEdit, request))
        return Response(bodies.source(changed))

    @described(answers={204: None})
    def delete(self, request: Request, slug: str, source_id: int) -> Response:
        """Delete it; not while it is on air."""
        sources.delete_source(person_of(request), self._source(request, slug, source_id))
        return Response(status=204)

    def _source(self, request: Request, slug: str, source_id: int) -> Source:
        return source_for(request, slug, source_id)


class RotateView(APIView):
    """The stream key of a source that is sent to."""

    @described(answers={200: SourceMade})
    def post(self, request: Request, slug: str, source_id: int) -> Response:
        """A new one, shown this once."""
        source = source_for(request, slug, source_id)
        if not sources.has_key(source):
            raise NoKeyHere(name=source.name)
        sources.rotate_key(person_of(request), source)
        return Response(made(source))


class CameraQrView(APIView):
    """The way from the console to the phone."""

    @extend_schema(responses={(200, "image/svg+xml"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str, source_id: int) -> HttpResponse:
        """The address of this camera's screen as a QR code; no key is in it."""
        source = source_for(request, slug, source_id)
        if source.kind != SourceKind.CAMERA:
            raise NotAPhone(name=source.name)
        return HttpResponse(camera_qr(source), "image/svg+xml", headers={"Cache-Control": "no-store"})


def source_for(request: Request, slug: str, source_id: int) -> Source:
    """One of this ceremony's, for who may change it."""
    ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
    source = sources_of(ceremony).filter(pk=source_id).select_related("ceremony").first()
    if source is None:
        raise NotFound
    return source
