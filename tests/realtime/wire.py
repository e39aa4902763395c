"""The frames as the code declares them, read from the types: name → the sets of fields that it may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from realtime import bodies, frames


@dataclass(frozen=True)
class Shape:
    """The fields of one kind of object."""

    required: frozenset[str]
    optional: frozenset[str]

    @classmethod
    def of(cls, declared: Any) -> Shape:
        return cls(frozenset(declared.__required_keys__), frozenset(declared.__optional_keys__))

    def fits(self, found: dict[str, Any]) -> bool:
        return self.required <= set(found) <= self.required | self.optional


def type_of(declared: Any) -> str:
    """The `type` that a frame's declaration fixes."""
    (name,) = get_args(get_type_hints(declared)["type"])
    return str(name)


DECLARED: list[Any] = list(get_args(frames.ServerFrame))
EVENTS: list[Any] = [frames.CommentEvent, frames.CommentRemovedEvent, frames.CrewSaidEvent]
COMMENTS = [Shape.of(bodies.PublicComment), Shape.of(bodies.DeskComment)]


def shapes(declared: list[Any]) -> dict[str, list[Shape]]:
    """By type; the viewers' and the desks' snapshot share one."""
    found: dict[str, list[Shape]] = {}
    for each in declared:
        found.setdefault(type_of(each), []).append(Shape.of(each))
    return found


def is_known(frame: dict[str, Any]) -> bool:
    """Whether a frame that came over the wire is one of the declared, down to its comments and its room."""
    if not any(shape.fits(frame) for shape in shapes(DECLARED).get(frame["type"], [])):
        return False
    rooms = (Shape.of(bodies.RoomBody), Shape.of(bodies.DeskRoomBody))
    if "room" in frame and not any(shape.fits(frame["room"]) for shape in rooms):
        return False
    events = frame.get("events", [])
    known = all(any(s.fits(event) for s in shapes(EVENTS).get(event["type"], [])) for event in events)
    comments = [*frame.get("comments", []), *(event["comment"] for event in events if "comment" in event)]
    said = [*frame.get("crew", []), *(event["message"] for event in events if "message" in event)]
    known = known and all(Shape.of(bodies.CrewBody).fits(message) for message in said)
    return known and all(any(shape.fits(comment) for shape in COMMENTS) for comment in comments)
