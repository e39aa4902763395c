"""Every frame of the sockets, typed and closed; docs/protocol.md is held against this module by a test.

Server frames are typed dictionaries. What goes to many is encoded once: the parts of a batch and of
a snapshot come encoded already and are only joined here.
"""

from __future__ import annotations

import json
from enum import IntEnum
from typing import Any, Literal, TypedDict

from realtime.bodies import CrewBody, DeskComment, DeskRoomBody, PublicComment, RoomBody

MAX_FRAME_BYTES = 64 * 1024  # inbound; the server closes with 1009 beyond
Body = dict[str, Any]  # a body of another room's, as its REST answers it


class CloseCode(IntEnum):
    """Why a socket ended; 1009 is the server's own, 1012 also at its restart."""

    TOO_BIG = 1009
    RESTART = 1012
    FULL = 1013
    NOT_LOGGED_IN = 4401
    NOT_PERMITTED = 4403
    NO_CEREMONY = 4404
    TOO_SLOW = 4408


class Snapshot(TypedDict):
    """Viewers: the present state, or where `resumed` what changed since `after`."""

    type: Literal["snapshot"]
    seq: int
    resumed: bool
    server_now: str
    comments: list[PublicComment]
    removed: list[int]
    room: RoomBody
    broadcast: Body
    viewers: int
    ceremony: Body


class DeskSnapshot(TypedDict):
    """Desks: the same with the staff's bodies, the rundown and what the crew said."""

    type: Literal["snapshot"]
    seq: int
    resumed: bool
    server_now: str
    comments: list[DeskComment]
    removed: list[int]
    room: DeskRoomBody
    broadcast: Body
    viewers: int
    ceremony: Body
    rundown: Body
    crew: list[CrewBody]


class CommentEvent(TypedDict):
    """A comment as it now is, new or changed."""

    type: Literal["comment"]
    seq: int
    comment: PublicComment | DeskComment


class CommentRemovedEvent(TypedDict):
    """A comment that was public and is no more."""

    type: Literal["comment_removed"]
    seq: int
    id: int


class CrewSaidEvent(TypedDict):
    """Desks: a message of the crew as it now is, new or seen."""

    type: Literal["crew.said"]
    seq: int
    message: CrewBody


# Everything that changed for this audience in (from, to]; `from` is a word of Python's, so no class.
Batch = TypedDict(
    "Batch",
    {
        "type": Literal["batch"],
        "from": int,
        "to": int,
        "events": list[CommentEvent | CommentRemovedEvent | CrewSaidEvent],
    },
)


class ViewersFrame(TypedDict):
    """How many watch now."""

    type: Literal["viewers"]
    viewers: int


class ReactionsFrame(TypedDict):
    """Hearts and flags of all viewers since the last such frame."""

    type: Literal["reactions"]
    heart: int
    flag: int


class BroadcastFrame(TypedDict):
    """The stream's state changed."""

    type: Literal["broadcast"]
    broadcast: Body


class CeremonyFrame(TypedDict):
    """The ceremony's text, state or cue changed."""

    type: Literal["ceremony"]
    ceremony: Body


class RundownFrame(TypedDict):
    """Desks: the running order or the cue changed."""

    type: Literal["rundown"]
    rundown: Body


class RoomFrame(TypedDict):
    """The room's settings changed."""

    type: Literal["room"]
    room: RoomBody | DeskRoomBody


class Levels(TypedDict):
    """dBFS of each channel, left and right; LUFS over the last 3 s, null where it is silent."""

    peak_db: list[float]
    rms_db: list[float]
    lufs_s: float | None


class LevelsFrame(TypedDict):
    """Desks: how loud the program is now, some four times a second while it is mixed."""

    type: Literal["levels"]
    levels: Levels


class Ack(TypedDict):
    """What was sent under this `ref` is committed."""

    type: Literal["ack"]
    ref: str
    id: int
    seq: int
    state: str


class ErrorFrame(TypedDict):
    """Why a frame was refused; `ref` where it had one, `retry_after` in seconds where waiting helps."""

    type: Literal["error"]
    ref: str | None
    code: str
    message: str
    retry_after: int | None


class Pong(TypedDict):
    """The answer to a ping."""

    type: Literal["pong"]
    server_now: str


ServerFrame = (
    Snapshot
    | DeskSnapshot
    | Batch
    | ViewersFrame
    | ReactionsFrame
    | BroadcastFrame
    | CeremonyFrame
    | RundownFrame
    | RoomFrame
    | LevelsFrame
    | Ack
    | ErrorFrame
    | Pong
)


def encode(frame: ServerFrame | PublicComment | DeskComment | CrewBody | RoomBody | Body) -> str:
    """Compact JSON; Vietnamese stays as it is, which is shorter on a weak network."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def comment_event(seq: int, comment: str) -> str:
    """CommentEvent around an encoded comment."""
    return f'{{"type":"comment","seq":{seq},"comment":{comment}}}'


def removed_event(seq: int, comment_id: int) -> str:
    """CommentRemovedEvent."""
    return f'{{"type":"comment_removed","seq":{seq},"id":{comment_id}}}'


def crew_event(seq: int, message: str) -> str:
    """CrewSaidEvent around an encoded message."""
    return f'{{"type":"crew.said","seq":{seq},"message":{message}}}'


def batch(held: int, to: int, events: str) -> str:
    """Batch from what the reader holds, around encoded events joined by commas."""
    return f'{{"type":"batch","from":{held},"to":{to},"events":[{events}]}}'


def side(name: str, body: str) -> str:
    """BroadcastFrame, CeremonyFrame, RundownFrame, RoomFrame or LevelsFrame around an encoded body."""
    return f'{{"type":"{name}","{name}":{body}}}'


def snapshot(head: Body, comments: list[str], sides: dict[str, str]) -> str:
    """Snapshot or DeskSnapshot from its small fields, encoded comments and encoded sides."""
    parts = ["".join(['"comments":[', ",".join(comments), "]"])]
    parts += [f'"{name}":{body}' for name, body in sides.items()]
    return f"{encode({'type': 'snapshot', **head})[:-1]},{','.join(parts)}}}"
