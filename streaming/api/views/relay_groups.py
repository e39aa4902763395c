"""Many pages of one broadcast at once."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.permissions import May
from streaming.api.relay_bodies import GroupIn, GroupOut
from streaming.api.views.broadcast import answer, checked
from streaming.services.relay_groups import GroupAct, Whom, act_on_many


def _done(request: Request, slug: str, act: GroupAct) -> Response:
    """Answers with the pages that were changed; what was so already is not."""
    ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
    given = checked(GroupIn, request)
    whom = Whom(given.get("pages"), given.get("unit"))
    done = act_on_many(person_of(request), ceremony, act, whom)
    counted = {"count": len(done.changed), "pages": done.changed, "withdrawn": done.withdrawn}
    return Response({**counted, "broadcast": answer(request, slug).data})


class RelaysStartView(APIView):
    """On."""

    @described(takes=GroupIn, answers={200: GroupOut}, operation_id="broadcast_relays_start_many")
    def post(self, request: Request, slug: str) -> Response:
        """Those that are off are switched on."""
        return _done(request, slug, GroupAct.START)


class RelaysStopView(APIView):
    """Off."""

    @described(takes=GroupIn, answers={200: GroupOut}, operation_id="broadcast_relays_stop_many")
    def post(self, request: Request, slug: str) -> Response:
        """Those that are on are switched off."""
        return _done(request, slug, GroupAct.STOP)


class RelaysRetryView(APIView):
    """Again."""

    @described(takes=GroupIn, answers={200: GroupOut}, operation_id="broadcast_relays_retry_many")
    def post(self, request: Request, slug: str) -> Response:
        """At once, and at the first address: what waits, has given up or is on its backup."""
        return _done(request, slug, GroupAct.RETRY)
