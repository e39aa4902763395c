"""The crew's talk over REST: the same as on the desk's socket, and the older messages."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.permissions import May
from realtime import bodies
from realtime.api.serializers import MAX_SEQ, MAX_TEXT
from realtime.selectors.comments import room_seq
from realtime.selectors.crew_chat import CREW_SHOWN, crew_before
from realtime.services import crew_chat


class CrewMessageIn(serializers.Serializer[Any]):
    """A message to the crew; `ref` is the client's own id and makes a repeated post harmless."""

    ref = serializers.CharField(max_length=64)
    body = serializers.CharField(max_length=MAX_TEXT, allow_blank=True)
    urgent = serializers.BooleanField(default=False)


class CrewQuery(serializers.Serializer[Any]):
    """Which messages: the newest, or those `before` an id."""

    before = serializers.IntegerField(min_value=1, max_value=MAX_SEQ, required=False)
    limit = serializers.IntegerField(min_value=1, max_value=CREW_SHOWN, default=CREW_SHOWN)


class CrewMessageOut(serializers.Serializer[Any]):
    """A message as the desks show it; `mine` is found by `author`, `seen_by` is a name."""

    id = serializers.IntegerField()
    ref = serializers.CharField()
    author = serializers.IntegerField(allow_null=True)
    name = serializers.CharField()
    body = serializers.CharField()
    urgent = serializers.BooleanField()
    at = serializers.DateTimeField()
    seen_by = serializers.CharField(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)


class CrewMessagesOut(serializers.Serializer[Any]):
    """By id; ask again with `before` the first id where there is `more`."""

    seq = serializers.IntegerField()
    messages = CrewMessageOut(many=True)
    more = serializers.BooleanField()


class CrewChatView(APIView):
    """What the crew of one ceremony says."""

    permission_classes = (IsAuthenticated,)

    @described(query=CrewQuery, answers={200: CrewMessagesOut})
    def get(self, request: Request, slug: str) -> Response:
        """The newest messages, or older ones."""
        ceremony = ceremony_for(request, slug, May.SEE_DESK)
        query = CrewQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        limit, seq = query.validated_data["limit"], room_seq(ceremony.pk)
        found = crew_before(ceremony.pk, query.validated_data.get("before"), limit + 1)
        shown = [bodies.crew_message(message) for message in found[-limit:]]
        return Response({"seq": seq, "messages": shown, "more": len(found) > limit})

    @described(takes=CrewMessageIn, answers={201: CrewMessageOut, 200: CrewMessageOut})
    def post(self, request: Request, slug: str) -> Response:
        """Say something; 200 where this person had sent the same `ref` before."""
        ceremony = ceremony_for(request, slug, May.SEE_DESK)
        given = CrewMessageIn(data=request.data)
        given.is_valid(raise_exception=True)
        said = crew_chat.say(person_of(request), ceremony.pk, **given.validated_data)
        return Response(bodies.crew_message(said.message), status=200 if said.repeated else 201)


class CrewSeenView(APIView):
    """An urgent message that somebody has seen."""

    permission_classes = (IsAuthenticated,)

    @described(takes=None, answers={200: CrewMessageOut})
    def post(self, request: Request, slug: str, message_id: int) -> Response:
        """I have seen it; the first name stays."""
        ceremony = ceremony_for(request, slug, May.SEE_DESK)
        return Response(bodies.crew_message(crew_chat.seen(person_of(request), ceremony, message_id)))
