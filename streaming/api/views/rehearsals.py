"""Rehearsals of the whole ceremony."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.errors import NotFound
from events.models import Ceremony
from events.permissions import May
from streaming.api.rehearsal_bodies import RehearsalIn, RehearsalOut, RehearsalsOut, VerdictOut
from streaming.drill.bodies import past, summary, whole
from streaming.drill.table import as_csv
from streaming.enums_drill import Fault
from streaming.models import Rehearsal
from streaming.services import rehearsals


class RehearsalsView(APIView):
    """Begun by a technician, kept with the ceremony."""

    @described(answers={200: RehearsalsOut}, operation_id="ceremonies_broadcast_rehearsals_list")
    def get(self, request: Request, slug: str) -> Response:
        """The last thirty."""
        return Response({"rehearsals": past(ceremony_for(request, slug, May.SEE_BROADCAST))})

    @described(takes=RehearsalIn, answers={201: RehearsalOut})
    def post(self, request: Request, slug: str) -> Response:
        """Begin one: the real chain, to pages of our own. Nothing is public, no real page is met."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        given = RehearsalIn(data=request.data)
        given.is_valid(raise_exception=True)
        faults = list(dict.fromkeys(given.validated_data.get("faults", Fault.values)))
        made = rehearsals.begin(person_of(request), ceremony, given.validated_data["length_s"], faults)
        return Response(summary(made), status=201)


class RehearsalView(APIView):
    """One of them."""

    @described(answers={200: VerdictOut})
    def get(self, request: Request, slug: str, rehearsal_id: int) -> Response:
        """Its verdict with every row."""
        return Response(whole(_found(ceremony_for(request, slug, May.SEE_BROADCAST), rehearsal_id)))


class RehearsalStopView(APIView):
    """Enough."""

    @described(answers={200: RehearsalOut})
    def post(self, request: Request, slug: str, rehearsal_id: int) -> Response:
        """End it; the verdict says what was seen till now."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        return Response(summary(rehearsals.stop(person_of(request), ceremony, rehearsal_id)))


class RehearsalFileView(APIView):
    """The verdict as a file."""

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str, rehearsal_id: int) -> HttpResponse:
        """CSV in the caller's language."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        found = _found(ceremony, rehearsal_id)
        name = {
            "Content-Disposition": f'attachment; filename="{ceremony.slug}-rehearsal-{found.pk}.csv"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(as_csv(ceremony.title, whole(found)), "text/csv; charset=utf-8", headers=name)


def _found(ceremony: Ceremony, rehearsal_id: int) -> Rehearsal:
    found = Rehearsal.objects.filter(ceremony=ceremony, pk=rehearsal_id).select_related("by").first()
    if found is None:
        raise NotFound
    return found
