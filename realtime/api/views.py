"""The room, its comments, and what moderators do."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.models import Ceremony
from events.permissions import May, allowed
from events.selectors import standing_in_ceremony
from realtime import bodies, device
from realtime.api.access import comment_to_moderate, readable_ceremony
from realtime.api.serializers import (
    CommentIn,
    CommentsOut,
    CommentsQuery,
    DeskCommentOut,
    PostedOut,
    RoomIn,
    RoomOut,
)
from realtime.enums import Audience, ModerationAct
from realtime.models import Comment, Room
from realtime.selectors.comments import DESK_SHOWN, PUBLIC_SHOWN, Page, Reader, page_now, page_since
from realtime.services import moderation, posting, rooms


class RoomView(APIView):
    """The room of one ceremony."""

    permission_classes = (AllowAny,)

    @described(answers={200: RoomOut})
    def get(self, request: Request, slug: str) -> Response:
        """Its settings."""
        ceremony = readable_ceremony(request, slug)
        room = Room.objects.filter(pk=ceremony.pk).first() or Room(pk=ceremony.pk)
        return Response(_room(request, room, ceremony))

    @described(takes=RoomIn, answers={200: RoomOut})
    def patch(self, request: Request, slug: str) -> Response:
        """Change them."""
        ceremony = ceremony_for(request, slug, May.SET_ROOM)
        given = RoomIn(data=request.data)
        given.is_valid(raise_exception=True)
        room = rooms.set_room(person_of(request), ceremony, **given.validated_data)
        return Response({**bodies.desk_room_body(room, ceremony), "seq": room.seq})


def _room(request: Request, room: Room, ceremony: Ceremony) -> dict[str, Any]:
    staff = allowed(May.SEE_DESK, standing_in_ceremony(request.user, ceremony))
    body = bodies.desk_room_body(room, ceremony) if staff else bodies.room_body(room, ceremony)
    return {**body, "seq": room.seq}


class CommentsView(APIView):
    """The comments of one ceremony."""

    permission_classes = (AllowAny,)

    @described(query=CommentsQuery, answers={200: CommentsOut})
    def get(self, request: Request, slug: str) -> Response:
        """The present ones, or with `after` those that changed since; `audience=desk` for moderators."""
        query = CommentsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        wanted = query.validated_data
        known = device.device_in(request.COOKIES.get(device.COOKIE))
        reader = Reader(Audience(wanted["audience"]), known)
        if reader.audience is Audience.DESK:
            ceremony = ceremony_for(request, slug, May.MODERATE)
        else:
            ceremony = readable_ceremony(request, slug)
        return _with_device(Response(_page(ceremony.pk, reader, wanted)), known)

    @described(takes=CommentIn, answers={201: PostedOut, 200: PostedOut})
    def post(self, request: Request, slug: str) -> Response:
        """Write one; 200 where this device had sent the same `ref` before."""
        ceremony = readable_ceremony(request, slug)
        given = CommentIn(data=request.data)
        given.is_valid(raise_exception=True)
        known = device.device_in(request.COOKIES.get(device.COOKIE))
        who = known or device.new_device()
        network = device.address_hash(request.META.get("REMOTE_ADDR"))
        posted = posting.post_comment(ceremony.pk, device=who, address_hash=network, **given.validated_data)
        comment = posted.comment
        body = {"ref": comment.ref, "id": comment.pk, "seq": comment.seq, "state": comment.told_state}
        return _with_device(Response(body, status=200 if posted.repeated else 201), known, who)


def _with_device(response: Response, known: str | None, new: str | None = None) -> Response:
    if known is None:
        value = device.signed(new or device.new_device())
        response.set_cookie(device.COOKIE, value, **device.cookie_options())
    return response


def _page(room_id: int, reader: Reader, wanted: dict[str, Any]) -> dict[str, Any]:
    limit = wanted.get("limit", DESK_SHOWN if reader.audience is Audience.DESK else PUBLIC_SHOWN)
    if "after" in wanted:
        page = page_since(room_id, reader, wanted["after"], limit)
    else:
        page = page_now(room_id, reader, limit)
    return _page_body(page, reader)


def _page_body(page: Page, reader: Reader) -> dict[str, Any]:
    return {
        "seq": page.seq,
        "resumed": page.resumed,
        "comments": [_comment(comment, reader) for comment in page.comments],
        "removed": page.removed,
        "more": page.more,
    }


def _comment(comment: Comment, reader: Reader) -> bodies.PublicComment | bodies.DeskComment:
    if reader.audience is Audience.DESK:
        return bodies.desk_comment(comment)
    return bodies.author_comment(comment) if reader.owns(comment) else bodies.public_comment(comment)


class ModerationView(APIView):
    """Base of the acts; one subclass an act, so that each has its address and its row in the matrix."""

    act: ModerationAct

    @described(takes=None, answers={200: DeskCommentOut})
    def post(self, request: Request, comment_id: int) -> Response:
        """Carry the act out; a repeated one changes nothing."""
        comment = comment_to_moderate(request, comment_id)
        changed = moderation.moderate(person_of(request), comment, self.act)
        return Response(bodies.desk_comment(changed))


class PublishView(ModerationView):
    """Show it to the public."""

    act = ModerationAct.PUBLISH


class HideView(ModerationView):
    """Take it off the public screens."""

    act = ModerationAct.HIDE


class PinView(ModerationView):
    """Keep it in sight."""

    act = ModerationAct.PIN


class UnpinView(ModerationView):
    """Let it go with the others."""

    act = ModerationAct.UNPIN
