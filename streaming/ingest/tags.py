"""FLV tags: what is in their bodies, and how they are written.

Sources: Adobe, "Video File Format" v10.1, annex E; Veovera, "Enhanced RTMP" v2, for the ex-headers.
"""

from __future__ import annotations

import struct
from enum import Enum, auto
from typing import NamedTuple

from streaming.ingest import amf0
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.messages import DATA

AVC, AAC, EX_AUDIO = 7, 10, 9
KEY_FRAME, COMMAND_FRAME = 1, 5
SEQUENCE_START, SEQUENCE_END, METADATA, MULTITRACK, MOD_EX = 0, 2, 4, 5, 7
VIDEO_MULTITRACK = 6
VIDEO_CODECS = {b"avc1": "h264", b"hvc1": "hevc", b"av01": "av1"}
AUDIO_CODECS = {b"mp4a": "aac"}
HAS_VIDEO, HAS_AUDIO = 1, 4
_HEAD = struct.Struct(">II3x")
_SIZE = struct.Struct(">I")


class Part(Enum):
    """What a reader has to do with a tag."""

    HEADER = auto()  # decoder configuration: kept for who comes later
    KEY = auto()  # a picture to begin with
    FRAME = auto()
    NOTHING = auto()  # not for readers


class Look(NamedTuple):
    """One look into a tag's body."""

    codec: str
    part: Part


def video(body: bytes) -> Look:
    """Raises Refused for what is not taken, Malformed for what is no video tag."""
    first = body[0]
    kind = first >> 4 & 7
    if first & 0x80:
        return _ex_video(body, kind)
    if kind == COMMAND_FRAME:
        return Look("", Part.NOTHING)
    if first & 15 != AVC:
        raise Refused("codec")
    return Look("h264", _part(_byte(body, 1), kind, coded=1))


def _ex_video(body: bytes, kind: int) -> Look:
    packet, at = _packet(body)
    if kind == COMMAND_FRAME and packet != METADATA:
        return Look("", Part.NOTHING)
    if packet == VIDEO_MULTITRACK:
        raise Refused("multitrack")
    codec = VIDEO_CODECS.get(body[at : at + 4])
    if codec is None:
        raise Refused("codec")
    return Look(codec, Part.FRAME if packet == METADATA else _part(packet, kind, coded=3))


def audio(body: bytes) -> Look:
    """Raises Refused for what is not taken, Malformed for what is no audio tag."""
    form = body[0] >> 4
    if form == AAC:
        return Look("aac", _part(_byte(body, 1), 0, coded=1))
    if form != EX_AUDIO:
        raise Refused("codec")
    packet, at = _packet(body)
    if packet == MULTITRACK:
        raise Refused("multitrack")
    codec = AUDIO_CODECS.get(body[at : at + 4])
    if codec is None:
        raise Refused("codec")
    return Look(codec, _part(packet, 0, coded=1))


def _packet(body: bytes) -> tuple[int, int]:
    """(packet type, where the fourcc is) of an ex-header, behind its ModEx prefixes."""
    packet, at = body[0] & 15, 1
    while packet == MOD_EX:
        size = _byte(body, at) + 1
        at += 1
        if size == 256:
            size = _byte(body, at) * 256 + _byte(body, at + 1) + 1
            at += 2
        packet = _byte(body, at + size) & 15
        at += size + 1
    return packet, at


def _part(packet: int, kind: int, *, coded: int) -> Part:
    """Packet types up to `coded` are a header (0), frames, or the end of a sequence (2)."""
    if packet == SEQUENCE_START:
        return Part.HEADER
    if packet == SEQUENCE_END or packet > coded:
        return Part.NOTHING
    return Part.KEY if kind == KEY_FRAME else Part.FRAME


def _byte(body: bytes, at: int) -> int:
    if at >= len(body):
        raise Malformed("a media tag ends early")
    return body[at]


def file_header(has_video: bool, has_audio: bool) -> bytes:
    """How an FLV stream begins."""
    flags = (HAS_VIDEO if has_video else 0) | (HAS_AUDIO if has_audio else 0)
    return b"FLV\x01" + bytes([flags]) + b"\0\0\0\x09" + b"\0\0\0\0"


def tag(kind: int, timestamp: int, body: bytes) -> bytes:
    """One tag with the size that follows it; `timestamp` in ms, 32 bits."""
    size = len(body)
    head = _HEAD.pack(kind << 24 | size, (timestamp & 0xFFFFFF) << 8 | timestamp >> 24)
    return b"".join((head, body, _SIZE.pack(size + 11)))


# What of a sender's words reaches a reader: a duration, an index or a file size would mislead it.
KEPT = {
    **dict.fromkeys(("width", "height", "framerate", "videodatarate"), "video"),
    **dict.fromkeys(("audiosamplerate", "audiosamplesize", "audiodatarate", "stereo"), "audio"),
}


def metadata(body: bytes) -> dict[str, amf0.Value] | None:
    """What onMetaData says, where `body` is one, with or without @setDataFrame; else None."""
    try:
        values = amf0.decode(body)
    except Malformed:  # no reason to end a broadcast: what matters is in the sequence headers
        return None
    words = values[1:] if values[:1] == ["@setDataFrame"] else values
    if len(words) < 2 or words[0] != "onMetaData" or not isinstance(words[1], dict):
        return None
    return {name: value for name, value in words[1].items() if name in KEPT and _plain(value)}


def _plain(value: amf0.Value) -> bool:
    return isinstance(value, bool) or (isinstance(value, float) and 0 <= value < 1e9)


def metadata_tag(said: dict[str, amf0.Value], has: set[str]) -> bytes:
    """onMetaData of the tracks that there are; at 0, or ffmpeg takes it for a subtitle track."""
    about = {name: value for name, value in said.items() if KEPT[name] in has}
    return tag(DATA, 0, amf0.encode("onMetaData") + amf0.ecma_array(about))
