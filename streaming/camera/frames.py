"""The frames of a camera's socket: text is JSON as below, binary is the recording as it comes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from streaming.camera.errors import BadFrame

CONTAINERS = {"webm": "matroska", "mp4": "mov"}  # as the browser calls it → ffmpeg's demuxer
MAX_PIECE = 48 * 1024  # bytes of one binary frame; the server itself ends a socket beyond 64 kB


class Ready(TypedDict):
    """Send now: binary frames of at most `piece` bytes, the recording from its very beginning."""

    type: Literal["ready"]
    piece: int


class Taken(TypedDict):
    """So many bytes of this recording were handed on."""

    type: Literal["taken"]
    bytes: int


class Status(TypedDict):
    """Once a second: whether picture or sound arrives at the ingest, and how much of it."""

    type: Literal["status"]
    sending: bool
    kbps: int


class Refusal(TypedDict):
    """Why the socket is about to be closed."""

    type: Literal["error"]
    code: str
    message: str


ServerFrame = Ready | Taken | Status | Refusal


@dataclass(frozen=True)
class Begin:
    """What the phone is about to send. `copy`: its picture is H.264 already."""

    container: str
    copy: bool


def encode(frame: ServerFrame) -> str:
    """Compact."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def parse_begin(said: str | bytes) -> Begin:
    """The first frame: {"type":"begin","container":"webm|mp4","video":"h264|other"}. Raises BadFrame."""
    given = _object(said)
    container, video = given.get("container"), given.get("video")
    if given.get("type") != "begin" or container not in CONTAINERS or video not in ("h264", "other"):
        raise BadFrame
    return Begin(container, video == "h264")


def _object(said: str | bytes) -> dict[str, Any]:
    try:
        given = json.loads(said) if isinstance(said, str) else None
    except (ValueError, RecursionError):
        raise BadFrame from None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise BadFrame
    return given
