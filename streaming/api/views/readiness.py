"""Could the pages be sent to?"""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.permissions import May
from streaming.api.readiness_bodies import BoardOut
from streaming.readiness.bodies import board
from streaming.readiness.looking import look_now
from streaming.selectors import last_look


class ReadinessView(APIView):
    """The board."""

    @described(answers={200: BoardOut})
    def get(self, request: Request, slug: str) -> Response:
        """The last look."""
        return Response({"board": board(last_look(ceremony_for(request, slug, May.SEE_BROADCAST)))})

    @described(answers={200: BoardOut})
    def post(self, request: Request, slug: str) -> Response:
        """Look now: every page that is on is asked, nothing is published. Takes up to ten seconds."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        return Response({"board": board(look_now(person_of(request), ceremony))})
