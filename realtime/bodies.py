"""A comment and a room as each audience reads them: REST and sockets answer the same."""

from __future__ import annotations

from typing import TypedDict, cast

from django.utils import timezone

from events.api.bodies import moment
from events.models import Ceremony
from realtime.device import shown
from realtime.limits import MAX_BODY
from realtime.models import Comment, CrewMessage, Room
from realtime.opening import opening


class Origin(TypedDict):
    """Where a comment of another platform was written."""

    page: str


class _Shown(TypedDict):
    id: int
    name: str
    body: str
    at: str
    pinned: bool
    position: int | None
    origin: Origin | None


class PublicComment(_Shown, total=False):
    """What everybody sees; these three come only to the author, with the own ones."""

    mine: bool
    state: str
    ref: str


class DeskComment(_Shown):
    """What a moderator sees."""

    state: str
    ref: str
    device: str
    first_time: bool
    handled_by: str | None
    held_for: list[str]
    hits: list[list[int]]


class CrewBody(TypedDict):
    """What the crew of a ceremony reads; `author` is an account's id, `seen_by` a name."""

    id: int
    ref: str
    author: int | None
    name: str
    body: str
    urgent: bool
    at: str
    seen_by: str | None
    seen_at: str | None


class RoomBody(TypedDict):
    """What a viewer has to know; whether it is `open` follows from its switch and the ceremony."""

    moderation: str
    state: str
    max_length: int
    open: bool
    closed_because: str | None
    closes_at: str | None


def public_comment(comment: Comment) -> PublicComment:
    """For everybody."""
    return cast("PublicComment", _shown(comment))


def _shown(comment: Comment) -> _Shown:
    return {
        "id": comment.pk,
        "name": comment.name,
        "body": comment.body,
        "at": moment(comment.created_at) or "",
        "pinned": comment.pinned,
        "position": comment.position,
        "origin": {"page": comment.origin_page.name} if comment.origin_page else None,
    }


def author_comment(comment: Comment) -> PublicComment:
    """For the device that wrote it."""
    return {**_shown(comment), "mine": True, "state": comment.state, "ref": comment.ref}


def desk_comment(comment: Comment) -> DeskComment:
    """For those who moderate."""
    return {
        **_shown(comment),
        "state": comment.state,
        "ref": comment.ref,
        "device": shown(comment.device),
        "first_time": comment.first_time,
        "handled_by": comment.handled_by.shown_name() if comment.handled_by else None,
        "held_for": comment.held_for,
        "hits": comment.hits,
    }


def crew_message(message: CrewMessage) -> CrewBody:
    """For the desks alone."""
    return {
        "id": message.pk,
        "ref": message.ref,
        "author": message.author_id,
        "name": message.name,
        "body": message.body,
        "urgent": message.urgent,
        "at": moment(message.created_at) or "",
        "seen_by": message.seen_name or None,
        "seen_at": moment(message.seen_at),
    }


def room_body(room: Room, ceremony: Ceremony) -> RoomBody:
    """For everybody."""
    found = opening(ceremony, room.state, timezone.now())
    return {
        "moderation": room.moderation,
        "state": room.state,
        "max_length": MAX_BODY,
        "open": found.open,
        "closed_because": found.closed_because,
        "closes_at": moment(found.closes_at),
    }
