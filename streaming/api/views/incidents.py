"""The incident log, to read and to take away."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for
from events.api.schema import described
from events.permissions import May
from streaming.api.incident_bodies import IncidentsQuery, LineOut
from streaming.incidents.log import lines
from streaming.incidents.table import as_csv

WHOLE = 50_000  # lines of a file: a day of seventeen pages that fail all the time


class IncidentsView(APIView):
    """Who, what, when, and what the system did."""

    @described(query=IncidentsQuery, answers={200: LineOut(many=True)})
    def get(self, request: Request, slug: str) -> Response:
        """The newest 500 lines, or those before a moment."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        query = IncidentsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(lines(ceremony, query.validated_data.get("before")))


class IncidentsFileView(APIView):
    """The same as a file."""

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """CSV in the caller's language, the oldest first."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        name = {
            "Content-Disposition": f'attachment; filename="{ceremony.slug}.csv"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(as_csv(lines(ceremony, most=WHOLE)), "text/csv; charset=utf-8", headers=name)
