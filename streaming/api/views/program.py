"""What the program shows: the order of its sources, a take, a preview; and its own clock."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.models import Ceremony, User
from events.permissions import May
from streaming.api.commands import ArmIn, ExtendIn, OrderIn, PictureIn, PreviewIn, TakeIn
from streaming.api.serializers import BroadcastOut
from streaming.api.views.broadcast import answer, checked, source_in
from streaming.services import clock, program, slates


def _asked(request: Request, slug: str, serializer: Any) -> tuple[User, Ceremony, dict[str, Any]]:
    """Who asks, about what, for what."""
    ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
    return person_of(request), ceremony, checked(serializer, request)


class OrderView(APIView):
    """Main and backups."""

    @described(takes=OrderIn, answers={200: BroadcastOut})
    def put(self, request: Request, slug: str) -> Response:
        """The first is the main source; where it fails the next that plays goes on air, at last the slate."""
        person, ceremony, given = _asked(request, slug, OrderIn)
        program.set_order(person, ceremony, given["sources"], given.get("version"))
        return answer(request, slug)


class TakeView(APIView):
    """A cut on air."""

    @described(takes=TakeIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """This source before all others, as soon as it plays; null gives it back to the order."""
        person, ceremony, given = _asked(request, slug, TakeIn)
        source = source_in(ceremony, given["source"])
        program.take(person, ceremony, source, given.get("version"))
        return answer(request, slug)


class PreviewView(APIView):
    """A look before anything is public."""

    @described(takes=PreviewIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """Connect a source and show it to staff, for half an hour unless asked again."""
        _, ceremony, given = _asked(request, slug, PreviewIn)
        source = source_in(ceremony, given["source"])
        assert source is not None  # noqa: S101  a number was given
        program.preview(ceremony, source, given["on"])
        return answer(request, slug)


class SlatePictureView(APIView):
    """A picture of one's own in place of the designed slate."""

    parser_classes = (MultiPartParser,)

    @extend_schema(responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """What viewers would see, for staff."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        return HttpResponse(slates.shown(ceremony), "image/png", headers={"Cache-Control": "no-store"})

    @described(takes=PictureIn, answers={200: BroadcastOut})
    def put(self, request: Request, slug: str) -> Response:
        """Shown at once where the slate is on air."""
        person, ceremony, given = _asked(request, slug, PictureIn)
        slates.set_picture(person, ceremony, given["file"])
        return answer(request, slug)

    @described(answers={200: BroadcastOut})
    def delete(self, request: Request, slug: str) -> Response:
        """The designed card again."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        slates.set_picture(person_of(request), ceremony, None)
        return answer(request, slug)


class ArmView(APIView):
    """The clock."""

    @described(takes=ArmIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """Go on air at a time, and end by itself where asked."""
        person, ceremony, given = _asked(request, slug, ArmIn)
        clock.arm(person, ceremony, given["at"], given["ends"], given.get("version"))
        return answer(request, slug)


class ArmSeenView(APIView):
    """The alert of a start that did not come."""

    @described(answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """It has been seen, and is shown no more."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        clock.seen(person_of(request), ceremony)
        return answer(request, slug)


class ExtendView(APIView):
    """More time."""

    @described(takes=ExtendIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """Put off the end that comes by itself."""
        person, ceremony, given = _asked(request, slug, ExtendIn)
        clock.extend(person, ceremony, given["minutes"], given.get("version"))
        return answer(request, slug)
