"""What this room's API takes in and answers; the answers are for the schema, bodies.py makes them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from realtime.enums import Audience, ClosedBecause, CommentState, HeldFor, Moderation, RoomState
from realtime.limits import MAX_BODY
from realtime.selectors.comments import DESK_SHOWN

MAX_SEQ = 2**63 - 1
# Far over what is taken, so that the service says by how much; the parser bounds the body.
MAX_TEXT = 200_000


class CommentIn(serializers.Serializer[Any]):
    """A viewer's message; `ref` is the client's own id and makes a repeated post harmless."""

    ref = serializers.CharField(max_length=64)
    name = serializers.CharField(max_length=MAX_TEXT, required=False, allow_blank=True, default="")
    body = serializers.CharField(max_length=MAX_TEXT, allow_blank=True)


class CommentsQuery(serializers.Serializer[Any]):
    """Which comments: those that changed `after` a number, or the present ones."""

    after = serializers.IntegerField(min_value=0, max_value=MAX_SEQ, required=False)
    limit = serializers.IntegerField(min_value=1, max_value=DESK_SHOWN, required=False)
    audience = serializers.ChoiceField(
        [Audience.PUBLIC.value, Audience.DESK.value], default=Audience.PUBLIC.value
    )


class RoomIn(serializers.Serializer[Any]):
    """What a moderator may set."""

    moderation = serializers.ChoiceField(Moderation.choices, required=False)
    state = serializers.ChoiceField(RoomState.choices, required=False)
    slow_seconds = serializers.IntegerField(min_value=0, max_value=600, required=False)
    opens_before_min = serializers.IntegerField(
        min_value=0, max_value=30 * 24 * 60, required=False, allow_null=True
    )
    closes_after_min = serializers.IntegerField(min_value=0, max_value=7 * 24 * 60, required=False)
    max_length = serializers.IntegerField(min_value=50, max_value=MAX_BODY, required=False)
    hold_links = serializers.BooleanField(required=False)
    hold_first = serializers.BooleanField(required=False)
    rules = serializers.CharField(max_length=1000, allow_blank=True, required=False)
    reactions = serializers.BooleanField(required=False)


class RoomOut(serializers.Serializer[Any]):
    """The room's settings, whether it takes comments, and the number that it has reached; the last four but
    one come for the staff alone."""

    moderation = serializers.ChoiceField(Moderation.choices)
    state = serializers.ChoiceField(RoomState.choices)
    max_length = serializers.IntegerField()
    open = serializers.BooleanField()
    closed_because = serializers.ChoiceField([str(why) for why in ClosedBecause], allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    opens_at = serializers.DateTimeField(allow_null=True)
    slow_seconds = serializers.IntegerField()
    rules = serializers.CharField()
    reactions = serializers.BooleanField()
    opens_before_min = serializers.IntegerField(allow_null=True, required=False)
    closes_after_min = serializers.IntegerField(required=False)
    hold_links = serializers.BooleanField(required=False)
    hold_first = serializers.BooleanField(required=False)
    seq = serializers.IntegerField()


class PostedOut(serializers.Serializer[Any]):
    """The acknowledgement: it is committed."""

    ref = serializers.CharField()
    id = serializers.IntegerField()
    seq = serializers.IntegerField()
    state = serializers.ChoiceField(CommentState.choices)


class OriginOut(serializers.Serializer[Any]):
    """Where a comment of another platform was written."""

    page = serializers.CharField()


class PublicCommentOut(serializers.Serializer[Any]):
    """What everybody sees; `mine`, `state` and `ref` come with the caller's own alone."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    body = serializers.CharField()
    at = serializers.DateTimeField()
    pinned = serializers.BooleanField()
    position = serializers.IntegerField(allow_null=True)
    origin = OriginOut(allow_null=True)
    mine = serializers.BooleanField(required=False)
    state = serializers.ChoiceField(CommentState.choices, required=False)
    ref = serializers.CharField(required=False)


class DeskCommentOut(PublicCommentOut):
    """What a moderator sees."""

    mine = None  # type: ignore[assignment]
    state = serializers.ChoiceField(CommentState.choices)
    ref = serializers.CharField()
    device = serializers.CharField()
    first_time = serializers.BooleanField()
    handled_by = serializers.CharField(allow_null=True)
    held_for = serializers.ListField(child=serializers.ChoiceField([str(why) for why in HeldFor]))
    hits = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    shadow = serializers.BooleanField()


class AnyCommentOut(PublicCommentOut):
    """A comment for the asked audience: the last six come for the desk alone."""

    device = serializers.CharField(required=False)
    first_time = serializers.BooleanField(required=False)
    handled_by = serializers.CharField(required=False, allow_null=True)
    held_for = serializers.ListField(child=serializers.CharField(), required=False)
    hits = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()), required=False
    )
    shadow = serializers.BooleanField(required=False)


class CommentsOut(serializers.Serializer[Any]):
    """Complete up to `seq`; ask again with `after=seq` where there is `more`."""

    seq = serializers.IntegerField()
    resumed = serializers.BooleanField()
    comments = AnyCommentOut(many=True)
    removed = serializers.ListField(child=serializers.IntegerField())
    more = serializers.BooleanField()
