"""A sender's side of RTMP, written by the letter for the tests: every chunk form, every size, interleaved."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from streaming.ingest import amf0
from streaming.ingest.chunks import EXTENDED, Message
from streaming.ingest.messages import AUDIO, COMMAND, SET_CHUNK_SIZE, VIDEO

HELLO = b"\x03" + bytes(1536)
ECHO = bytes(1536)
AVC_HEADER = b"\x17\x00\x00\x00\x00" + bytes.fromhex(
    "0164001fffe1000a6764001facd9405005bb010003 68ebe3".replace(" ", "")
)
AAC_HEADER = b"\xaf\x00\x12\x10"
Choose = Callable[[list[int]], int]


@dataclass
class Track:
    """What one chunk stream said last."""

    timestamp: int
    delta: int
    length: int
    kind: int
    owner: int


@dataclass
class Writer:
    """Writes messages as chunks. `choose` picks among the forms that are legal; by default the shortest."""

    size: int = 128
    repeats: bool = True  # the extended stamp, in every chunk of form 3
    choose: Choose = max
    tracks: dict[int, Track] = field(default_factory=dict)

    def message(self, message: Message, number: int) -> list[bytes]:
        """The chunks of one message."""
        forms = self._legal(message, number)
        form = self.choose(forms)
        delta = message.timestamp
        before = self.tracks.get(number)
        if form and before:
            delta = (message.timestamp - before.timestamp) % 2**32
        size = len(message.payload)
        self.tracks[number] = Track(message.timestamp, delta, size, message.kind, message.stream)
        again = self._basic(3, number) + (_extended(delta) if self.repeats else b"")
        first = self._basic(form, number) + self._header(form, message, delta)
        pieces = [message.payload[at : at + self.size] for at in range(0, size, self.size)] or [b""]
        return [first + pieces[0], *(again + piece for piece in pieces[1:])]

    def _legal(self, message: Message, number: int) -> list[int]:
        before = self.tracks.get(number)
        if before is None or before.owner != message.stream:
            return [0]
        delta = (message.timestamp - before.timestamp) % 2**32
        same = (before.length, before.kind) == (len(message.payload), message.kind)
        return [0, 1, *([2] if same else []), *([3] if same and delta == before.delta else [])]

    def _header(self, form: int, message: Message, delta: int) -> bytes:
        if form == 3:
            return _extended(delta) if self.repeats else b""
        head = min(delta, EXTENDED).to_bytes(3, "big")
        if form < 2:
            head += len(message.payload).to_bytes(3, "big") + bytes([message.kind])
        if form == 0:
            head += message.stream.to_bytes(4, "little")
        return head + _extended(delta)

    @staticmethod
    def _basic(form: int, number: int) -> bytes:
        if number < 64:
            return bytes([form << 6 | number])
        if number < 320:
            return bytes([form << 6, number - 64])
        return bytes([form << 6 | 1]) + (number - 64).to_bytes(2, "little")

    def bytes_of(self, message: Message, number: int) -> bytes:
        """The same in one piece."""
        return b"".join(self.message(message, number))


def _extended(delta: int) -> bytes:
    return struct.pack(">I", delta) if delta >= EXTENDED else b""


@dataclass
class Talk:
    """A whole session's bytes, a sentence at a time."""

    writer: Writer = field(default_factory=Writer)

    def command(self, name: str, number: float, *values: amf0.Value) -> bytes:
        """One AMF0 command."""
        return self.writer.bytes_of(Message(COMMAND, 0, 0, amf0.encode(name, number, *values)), 3)

    def chunk_size(self, size: int) -> bytes:
        """Set it, and use it from now on."""
        said = self.writer.bytes_of(Message(SET_CHUNK_SIZE, 0, 0, struct.pack(">I", size)), 2)
        self.writer.size = size
        return said

    def connect(self, app: str = "live", **more: amf0.Value) -> bytes:
        """connect with an app."""
        return self.command("connect", 1.0, {"app": app, "type": "nonprivate", **more})

    def publish(self, key: str) -> bytes:
        """All that ffmpeg says before it publishes."""
        return (
            self.command("releaseStream", 2.0, None, key)
            + self.command("FCPublish", 3.0, None, key)
            + self.command("createStream", 4.0, None)
            + self.command("publish", 5.0, None, key, "live")
        )

    def media(self, tags: Sequence[Message]) -> bytes:
        """Media, audio and video on a chunk stream each."""
        return b"".join(self.writer.bytes_of(tag, 4 if tag.kind == AUDIO else 6) for tag in tags)


def frames(count: int, *, start: int = 0, every: int = 25, body: int = 300) -> list[Message]:
    """Headers and `count` pictures of 40 ms, a key frame every `every`, each with its sound."""
    found = [Message(VIDEO, start, 1, AVC_HEADER), Message(AUDIO, start, 1, AAC_HEADER)]
    for index in range(count):
        at = (start + index * 40) % 2**32
        first = b"\x17\x01\0\0\0" if index % every == 0 else b"\x27\x01\0\0\0"
        found.append(Message(VIDEO, at, 1, first + index.to_bytes(4, "big") * (body // 4)))
        found.append(Message(AUDIO, at, 1, b"\xaf\x01" + index.to_bytes(4, "big") * 8))
    return found


@dataclass(frozen=True)
class FlvTag:
    """One tag that a reader got."""

    kind: int
    at: int
    body: bytes


def flv_tags(data: bytes) -> list[FlvTag]:
    """The whole tags of an FLV stream, its header checked."""
    assert data[:3] == b"FLV", data[:16]
    at, found = 13, []
    while at + 11 <= len(data):
        size = int.from_bytes(data[at + 1 : at + 4], "big")
        if at + 15 + size > len(data):
            break
        stamp = int.from_bytes(data[at + 4 : at + 7], "big") | data[at + 7] << 24
        assert int.from_bytes(data[at + 11 + size : at + 15 + size], "big") == size + 11
        found.append(FlvTag(data[at], stamp, data[at + 11 : at + 11 + size]))
        at += 15 + size
    return found
