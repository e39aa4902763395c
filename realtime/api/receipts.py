"""The public side of cases: the citizen's receipt, and the answers that everybody may read."""

from __future__ import annotations

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.schema import described
from realtime import device
from realtime.api import case_bodies as bodies
from realtime.api import case_serializers as s
from realtime.api.access import readable_ceremony
from realtime.selectors.cases import cases_by_device, public_answers
from realtime.services import receipts

KEPT_NOWHERE = {"Cache-Control": "no-store"}  # a phone is lent, and a proxy has many readers


def _network(request: Request) -> str:
    return device.address_hash(request.META.get("REMOTE_ADDR"))


class OwnReceiptsView(APIView):
    """How the citizen learns of the code: on the phone that the comment was written with."""

    permission_classes = (AllowAny,)

    @described(answers={200: s.ReceiptsOut}, operation_id="receipts_list")
    def get(self, request: Request) -> Response:
        """Those of this device's own comments."""
        known = device.device_in(request.COOKIES.get(device.COOKIE))
        found = cases_by_device(known) if known else []
        return Response({"receipts": [bodies.receipt(case) for case in found]}, headers=KEPT_NOWHERE)


class ReceiptView(APIView):
    """One receipt."""

    permission_classes = (AllowAny,)

    @described(answers={200: s.ReceiptOut})
    def get(self, request: Request, code: str) -> Response:
        """By its code, however it is typed; 429 for who tries too many."""
        return Response(bodies.receipt(receipts.looked_up(code, _network(request))), headers=KEPT_NOWHERE)


class ContactView(APIView):
    """How the citizen can be reached."""

    permission_classes = (AllowAny,)

    @described(takes=s.ContactIn, answers={200: s.ReceiptOut})
    def post(self, request: Request, code: str) -> Response:
        """Leave it, in place of what was left before; it is sealed, and read by the unit's staff alone."""
        given = s.ContactIn(data=request.data)
        given.is_valid(raise_exception=True)
        case = receipts.set_contact(code, _network(request), **given.validated_data)
        return Response(bodies.receipt(case), headers=KEPT_NOWHERE)


class AnswersView(APIView):
    """What was answered in public."""

    permission_classes = (AllowAny,)

    @described(answers={200: s.AnswersOut})
    def get(self, request: Request, slug: str) -> Response:
        """The newest 100, with the comments."""
        ceremony = readable_ceremony(request, slug)
        return Response({"answers": [bodies.answered(case) for case in public_answers(ceremony.pk)]})
