"""A page is confirmed by a person who looked at it."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.permissions import May
from streaming.api.serializers import BroadcastOut
from streaming.api.views.broadcast import answer
from streaming.services import seen


class SeenView(APIView):
    """A look at the page itself."""

    @described(takes=None, answers={200: BroadcastOut})
    def post(self, request: Request, slug: str, page_id: int) -> Response:
        """The caller saw the stream on this page just now. It counts until the next interruption."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        seen.saw(person_of(request), ceremony, page_id)
        return answer(request, slug)

    @described(answers={200: BroadcastOut})
    def delete(self, request: Request, slug: str, page_id: int) -> Response:
        """Taken back, whoever said it."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        seen.take_back(person_of(request), ceremony, page_id)
        return answer(request, slug)
