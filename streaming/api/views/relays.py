"""The pages of one broadcast."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.errors import NotFound, NotPermitted
from events.models import Ceremony
from events.permissions import May, allowed
from events.selectors import ceremony_by_slug, standing_in_ceremony
from streaming.api.serializers import BroadcastOut
from streaming.api.views.broadcast import answer
from streaming.models import Page, Relay
from streaming.selectors import lends, page_by_id
from streaming.services import relays


def _place(request: Request, slug: str, page_id: int) -> tuple[Ceremony, Page]:
    """For the broadcast's technicians, and for those of the unit whose page is in it."""
    person, ceremony = person_of(request), ceremony_by_slug(slug)
    page = page_by_id(page_id)
    runs_it = allowed(May.RUN_BROADCAST, standing_in_ceremony(person, ceremony))
    if not runs_it and not _speaks_for(request, ceremony, page):
        ceremony_for(request, slug, May.SEE_DESK)  # 404 where the caller may not know of it
        raise NotPermitted
    if page is None:
        raise NotFound
    return ceremony, page


def _speaks_for(request: Request, ceremony: Ceremony, page: Page | None) -> bool:
    if page is None or not Relay.objects.filter(broadcast_id=ceremony.pk, page=page).exists():
        return False
    return lends(person_of(request), page.unit)


def _answer(request: Request, slug: str) -> Response:
    """A page's technician may stop its relay without seeing the rest."""
    person, ceremony = person_of(request), ceremony_by_slug(slug)
    if allowed(May.SEE_BROADCAST, standing_in_ceremony(person, ceremony)):
        return answer(request, slug)
    return Response(status=204)


class RelayStartView(APIView):
    """On."""

    @described(takes=None, answers={200: BroadcastOut, 204: None})
    def post(self, request: Request, slug: str, page_id: int) -> Response:
        """Send to this page; before going on air it waits for the start."""
        ceremony, page = _place(request, slug, page_id)
        relays.add_page(person_of(request), ceremony, page)
        return _answer(request, slug)


class RelayStopView(APIView):
    """Off."""

    @described(takes=None, answers={200: BroadcastOut, 204: None})
    def post(self, request: Request, slug: str, page_id: int) -> Response:
        """Send no more; by the page's own technician it is taken back."""
        ceremony, page = _place(request, slug, page_id)
        relays.stop_page(person_of(request), ceremony, page)
        return _answer(request, slug)


class RelayView(APIView):
    """A page's place in this ceremony."""

    @described(answers={204: None})
    def delete(self, request: Request, slug: str, page_id: int) -> Response:
        """Remove the page from the ceremony."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        page = page_by_id(page_id)
        if page is None:
            raise NotFound
        relays.remove_page(person_of(request), ceremony, page)
        return Response(status=204)
