"""Where pages are lent."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import person_of
from events.api.schema import described
from streaming.api.serializers import LoanOut
from streaming.loans import loans_of


class LoansView(APIView):
    """The caller's pages in ceremonies that are not over."""

    @described(answers={200: LoanOut(many=True)})
    def get(self, request: Request) -> Response:
        """All of them; taken back by `broadcast/relays/{page}/stop/` of the ceremony."""
        return Response(loans_of(person_of(request)))
