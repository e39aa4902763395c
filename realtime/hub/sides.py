"""What stands beside the comments: the room, the stream, the ceremony, the rundown. Never numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from events.api import bodies
from events.models import Ceremony, User
from events.permissions import Standing
from realtime import frames
from realtime.bodies import desk_room_body, room_body
from realtime.models import Room
from streaming.selectors import broadcast_body, public_broadcast

# These change without anything having happened, so they alone send no frame.
VOLATILE = frozenset({"server_now", "seen_at", "viewers", "watched"})


@dataclass(frozen=True)
class Staff:
    """For whom a desk's bodies are made: they name what this person may do and choose from."""

    user_id: int
    standing: Standing
    language: str


@dataclass(frozen=True)
class Side:
    """One body, encoded, and the same without what is volatile."""

    body: str
    mark: str

    @classmethod
    def of(cls, body: Any) -> Side:
        """Encode a body of REST's."""
        return cls(frames.encode(body), frames.encode(_steady(body)))


def _steady(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _steady(inner) for key, inner in value.items() if key not in VOLATILE}
    return [_steady(inner) for inner in value] if isinstance(value, list) else value


Sides = dict[str, Side]


@dataclass(frozen=True)
class AllSides:
    """Everybody's sides at one moment; `public` is empty for a ceremony that was never published."""

    public: Sides
    desks: dict[Staff, Sides]
    reactions: bool = False  # whether hearts and flags are taken now


def read_sides(ceremony_id: int, staff: Iterable[Staff]) -> AllSides | None:
    """Read and encode, once a person; None where the ceremony is gone."""
    ceremony = Ceremony.objects.select_related("unit", "published").filter(pk=ceremony_id).first()
    if ceremony is None:
        return None
    found = Room.objects.filter(pk=ceremony_id).first() or Room(pk=ceremony_id)
    shown = room_body(found, ceremony)
    room, ours = Side.of(shown), Side.of(desk_room_body(found, ceremony))
    desks = {who: {"room": ours, **_desk_sides(ceremony, who)} for who in set(staff)}
    return AllSides(_public_sides(ceremony, room), desks, shown["open"] and shown["reactions"])


def _public_sides(ceremony: Ceremony, room: Side) -> Sides:
    if ceremony.published is None:
        return {}
    return {
        "room": room,
        "broadcast": Side.of(public_broadcast(ceremony)),
        "ceremony": Side.of(bodies.public_ceremony(ceremony)),
    }


def _desk_sides(ceremony: Ceremony, who: Staff) -> Sides:
    person = User.objects.filter(pk=who.user_id).first()
    with translation.override(who.language):
        return {
            "broadcast": Side.of(broadcast_body(ceremony, who.standing, person)),
            "ceremony": Side.of(bodies.staff_ceremony(ceremony, who.standing)),
            "rundown": Side.of(bodies.rundown(ceremony)),
        }


def changed(before: Sides, after: Sides) -> list[str]:
    """The frames that tell what differs."""
    return [
        frames.side(name, side.body)
        for name, side in after.items()
        if name not in before or before[name].mark != side.mark
    ]
