"""A comment and a room as each audience reads them: REST and sockets answer the same."""

from __future__ import annotations

from typing import Any, TypedDict, cast

from django.utils import timezone

from events.api.bodies import moment
from events.models import Ceremony
from realtime.device import shown
from realtime.models import Comment, CrewMessage, LogEntry, Room, Sanction
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
    shadow: bool


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
    opens_at: str | None
    slow_seconds: int
    rules: str
    reactions: bool


class DeskRoomBody(RoomBody):
    """What is set beside it, for the staff alone."""

    opens_before_min: int | None
    closes_after_min: int
    hold_links: bool
    hold_first: bool


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
    return {**_shown(comment), "mine": True, "state": comment.told_state, "ref": comment.ref}


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
        "shadow": comment.shadow,
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
    found = opening(ceremony, room, timezone.now())
    return {
        "moderation": room.moderation,
        "state": room.state,
        "max_length": room.max_length,
        "open": found.open,
        "closed_because": found.closed_because,
        "closes_at": moment(found.closes_at),
        "opens_at": moment(found.opens_at),
        "slow_seconds": room.slow_seconds,
        "rules": room.rules,
        "reactions": room.reactions,
    }


def desk_room_body(room: Room, ceremony: Ceremony) -> DeskRoomBody:
    """For the staff."""
    return {
        **room_body(room, ceremony),
        "opens_before_min": room.opens_before_min,
        "closes_after_min": room.closes_after_min,
        "hold_links": room.hold_links,
        "hold_first": room.hold_first,
    }


def log_entry(entry: LogEntry) -> dict[str, Any]:
    """For those who moderate."""
    found = entry.sanction
    return {
        "id": entry.pk,
        "deed": entry.deed,
        "by": entry.actor_name,
        "reason": entry.reason,
        "at": moment(entry.at),
        "comments": [item["id"] for item in entry.items],
        "author": found.name if found else None,
        "device": shown(found.device) if found else None,
        "undoes": entry.undoes_id,
        "undone": hasattr(entry, "undone"),
    }


def sanction(found: Sanction) -> dict[str, Any]:
    """For those who moderate."""
    return {
        "id": found.pk,
        "kind": found.kind,
        "name": found.name,
        "device": shown(found.device),
        "reason": found.reason,
        "by": found.by.shown_name() if found.by else None,
        "at": moment(found.created_at),
        "until": moment(found.until),
        "unit": found.unit.name if found.unit else None,
    }
