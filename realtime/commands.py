"""What a client may say, parsed into closed, typed commands; anything else is a RoomError."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from realtime.enums import Reaction
from realtime.errors import BadField, BadRef, BadText, Malformed, UnknownType
from realtime.text import HALVES, REF


@dataclass(frozen=True)
class Ping:
    """Are you there?"""


@dataclass(frozen=True)
class CommentPost:
    """Write a comment."""

    ref: str
    body: str
    name: str = ""


@dataclass(frozen=True)
class React:
    """Hearts, or waving flags, as many as were tapped since the last frame."""

    kind: Reaction
    count: int = 1


@dataclass(frozen=True)
class CrewSay:
    """Say something to the crew."""

    ref: str
    body: str
    urgent: bool = False


MOST_AT_ONCE = 5  # reactions in one frame
Command = Ping | CommentPost | React | CrewSay
VIEWER_COMMANDS: dict[str, type[Command]] = {
    "ping": Ping,
    "comment.post": CommentPost,
    "reaction": React,
}
# A desk acts over REST, where each act has its own answer; its socket listens, and takes what the crew says.
DESK_COMMANDS: dict[str, type[Command]] = {"ping": Ping, "crew.say": CrewSay}


def parse(text: str | None, known: dict[str, type[Command]]) -> Command:
    """Raises Malformed, UnknownType, BadField, BadRef or BadText."""
    frame = _object(text)
    kind = frame.pop("type", None)
    if not isinstance(kind, str) or kind not in known:
        raise UnknownType
    if known[kind] is Ping:
        return Ping()
    if known[kind] is React:
        return React(_reaction(frame), _count(frame))
    ref = _typed(frame, "ref")
    if not REF.fullmatch(ref):
        raise BadRef
    if known[kind] is CrewSay:
        return CrewSay(ref, _text(frame, "body"), _switch(frame, "urgent"))
    return CommentPost(ref, _text(frame, "body"), _text(frame, "name", ""))


def _reaction(frame: dict[str, Any]) -> Reaction:
    try:
        return Reaction(_typed(frame, "kind"))
    except ValueError:
        raise BadField(name="kind") from None


def _count(frame: dict[str, Any]) -> int:
    value = frame.get("count", 1)
    if type(value) is not int or not 1 <= value <= MOST_AT_ONCE:
        raise BadField(name="count")
    return value


def ref_in(text: str | None) -> str | None:
    """The `ref` of a frame that was refused, so that its sender knows which one it was."""
    try:
        ref = _object(text).get("ref")
    except Malformed:
        return None
    return ref if isinstance(ref, str) and len(ref) <= 64 and ref.isprintable() else None


def _object(text: str | None) -> dict[str, Any]:
    try:
        frame = json.loads(text or "", parse_constant=_no_constant)
    except (ValueError, RecursionError):  # broken, a number of 5,000 digits, 100,000 brackets
        raise Malformed from None
    if not isinstance(frame, dict):
        raise Malformed
    return frame


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _text(frame: dict[str, Any], name: str, default: str | None = None) -> str:
    value = _typed(frame, name, default)
    if HALVES.search(value):
        raise BadText(name=name)
    return value


def _switch(frame: dict[str, Any], name: str) -> bool:
    value = frame.get(name, False)
    if not isinstance(value, bool):
        raise BadField(name=name)
    return value


def _typed(frame: dict[str, Any], name: str, default: str | None = None) -> str:
    value = frame.get(name, default)
    if not isinstance(value, str):
        raise BadField(name=name)
    return value
