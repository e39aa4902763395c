"""The running order, the cue, and the crew."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api import bodies
from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.api.serializers.rundown import (
    CrewIn,
    CrewOut,
    CueIn,
    CueOut,
    MarkIn,
    MarkOut,
    RundownIn,
    RundownOut,
)
from events.permissions import May
from events.selectors import ceremony_by_slug, crew_of
from events.services import crew, rundown


class RundownView(APIView):
    """The whole running order."""

    @described(answers={200: RundownOut})
    def get(self, request: Request, slug: str) -> Response:
        """The working rundown with planned times."""
        return Response(bodies.rundown(ceremony_for(request, slug, May.SEE_DESK)))

    @described(takes=RundownIn, answers={200: RundownOut})
    def put(self, request: Request, slug: str) -> Response:
        """Write the whole list."""
        ceremony = ceremony_for(request, slug, May.EDIT_CEREMONY)
        given = RundownIn(data=request.data)
        given.is_valid(raise_exception=True)
        rundown.replace(person_of(request), ceremony, given.validated_data["segments"])
        return Response(bodies.rundown(ceremony_by_slug(slug)))


class CueView(APIView):
    """What is on now."""

    @described(takes=CueIn, answers={200: CueOut})
    def post(self, request: Request, slug: str) -> Response:
        """Say that a segment is on; null: nothing is."""
        ceremony = ceremony_for(request, slug, May.CUE)
        given = CueIn(data=request.data)
        given.is_valid(raise_exception=True)
        cue = rundown.cue(person_of(request), ceremony, given.validated_data["segment"])
        return Response({"now": cue.segment_id, "cued_at": bodies.moment(cue.at)})


class MarkView(APIView):
    """This moment, to be found again."""

    @described(takes=MarkIn, answers={200: MarkOut})
    def post(self, request: Request, slug: str) -> Response:
        """Mark it. The same `ref` again answers with the first mark."""
        ceremony = ceremony_for(request, slug, May.CUE)
        given = MarkIn(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        return Response(
            bodies.mark(rundown.mark(person_of(request), ceremony, wanted["ref"], wanted.get("words", "")))
        )


class CrewView(APIView):
    """Who does what."""

    @described(answers={200: CrewOut})
    def get(self, request: Request, slug: str) -> Response:
        """The crew with its people."""
        return Response(bodies.crew(crew_of(ceremony_for(request, slug, May.SEE_DESK))))

    @described(takes=CrewIn, answers={200: CrewOut})
    def put(self, request: Request, slug: str) -> Response:
        """Write the whole crew."""
        ceremony = ceremony_for(request, slug, May.EDIT_CREW)
        given = CrewIn(data=request.data)
        given.is_valid(raise_exception=True)
        places = [(place["user"], place["role"]) for place in given.validated_data["crew"]]
        return Response(bodies.crew(crew.replace(person_of(request), ceremony, places)))
