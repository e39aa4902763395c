"""What the machines have to carry."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for
from events.api.schema import described
from events.permissions import May
from streaming.api.load_bodies import LoadOut, LoadQuery
from streaming.load import load_body


class LoadView(APIView):
    """For the charts of the console."""

    @described(answers={200: LoadOut}, query=LoadQuery)
    def get(self, request: Request, slug: str) -> Response:
        """The last quarter of an hour, a sample every 5 s; the machines carry all broadcasts."""
        ceremony_for(request, slug, May.SEE_BROADCAST)
        query = LoadQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(load_body(query.validated_data.get("after")))
