"""The broadcast of one ceremony: what is wanted is written here, what is seen is read."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.models import Ceremony
from events.permissions import May
from events.selectors import ceremony_by_slug, standing_in_ceremony
from streaming import bodies
from streaming.api.commands import BroadcastEdit, ModeIn, RunsQuery, StartIn, StopIn
from streaming.api.serializers import BroadcastOut, RunOut
from streaming.enums import Mode
from streaming.errors import UnknownSource
from streaming.models import Source
from streaming.selectors import broadcast_body, broadcast_of, runs_of
from streaming.services import broadcasts, pass_check, program


def answer(request: Request, slug: str) -> Response:
    """The whole broadcast as it is now, for this caller."""
    person, ceremony = person_of(request), ceremony_by_slug(slug)
    return Response(broadcast_body(ceremony, standing_in_ceremony(person, ceremony), person))


def checked(serializer: Any, request: Request) -> dict[str, Any]:
    """The request's body as the serializer reads it; 400 where it cannot."""
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    found: dict[str, Any] = given.validated_data
    return found


def source_in(ceremony: Ceremony, number: int | None) -> Source | None:
    """The source of this number. Raises UnknownSource."""
    if number is None:
        return None
    source = Source.objects.filter(pk=number, ceremony=ceremony).first()
    if source is None:
        raise UnknownSource(source=number)
    return source


class BroadcastView(APIView):
    """The streaming side of one ceremony."""

    @described(answers={200: BroadcastOut})
    def get(self, request: Request, slug: str) -> Response:
        """What is wanted and what the worker sees."""
        ceremony_for(request, slug, May.SEE_BROADCAST)
        return answer(request, slug)

    @described(takes=BroadcastEdit, answers={200: BroadcastOut})
    def patch(self, request: Request, slug: str) -> Response:
        """Another source or sound, on air too; 409 for a version that is not the present one."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        given = checked(BroadcastEdit, request)
        version, source = given.pop("version"), source_in(ceremony, given.pop("source", None))
        with transaction.atomic():
            broadcast = program.tune(person_of(request), ceremony, version, **given)
            if source is not None:
                later = broadcast.version if given else version
                broadcasts.set_source(person_of(request), ceremony, source, later)
        return answer(request, slug)


class StartView(APIView):
    """On air."""

    @described(takes=StartIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """A repeated start answers 200 with the same broadcast."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        given = checked(StartIn, request)
        source = source_in(ceremony, given.get("source"))
        broadcast = broadcast_of(ceremony)
        pass_check.check(broadcast, source or broadcast.source)
        broadcasts.start(person_of(request), ceremony, source, given.get("version"))
        return answer(request, slug)


class StopView(APIView):
    """Off air."""

    @described(takes=StopIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """The ceremony is over, where it was live."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        broadcasts.stop(person_of(request), ceremony, checked(StopIn, request).get("version"))
        return answer(request, slug)


class _ModeView(APIView):
    mode = Mode.SLATE

    @described(takes=ModeIn, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str) -> Response:
        """On every page at once, undoable; 409 for a version that is not the present one."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        given = checked(ModeIn, request)
        broadcasts.set_mode(person_of(request), ceremony, self.mode, given.get("version"))
        return answer(request, slug)


class SlateView(_ModeView):
    """The red button: the slate, and silence."""


class UnslateView(_ModeView):
    """Back to the sources."""

    mode = Mode.AUTO


class RunsView(APIView):
    """The lives of its processes."""

    @described(query=RunsQuery, answers={200: RunOut(many=True)})
    def get(self, request: Request, slug: str) -> Response:
        """The newest 50, of one page where asked."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        query = RunsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response([bodies.run(run) for run in runs_of(ceremony, query.validated_data.get("page"))])
