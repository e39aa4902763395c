"""RTMP's chunk stream, both ways. Source: Adobe, "RTMP" (2012), section 5.3.

Reading holds at most MAX_UNFINISHED bytes of unfinished messages over at most MAX_STREAMS chunk streams, and
beside them no more than a header and what was fed last.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from streaming.ingest.errors import Malformed

MAX_STREAMS = 32
MAX_MESSAGE = 8 * 1024 * 1024  # an IDR frame at 50 Mb/s stays under 2 MB
MAX_UNFINISHED = 16 * 1024 * 1024
DEFAULT_CHUNK = 128
EXTENDED = 0xFFFFFF
HEADER_BYTES = (11, 7, 3, 0)
TIME_MASK = 0xFFFFFFFF


class Message(NamedTuple):
    """One whole message; `timestamp` in ms, 32 bits, wrapping."""

    kind: int
    timestamp: int
    stream: int
    payload: bytes


@dataclass(slots=True)
class _Stream:
    """What one chunk stream remembers for the chunks whose headers leave things out."""

    timestamp: int = 0
    delta: int = 0
    length: int = 0
    kind: int = 0
    owner: int = 0
    extended: bytes | None = None  # the extended stamp, where the short one was not enough
    payload: bytearray = field(default_factory=bytearray)
    open: bool = False  # a message has begun


class _More(Exception):
    """The header is not whole yet."""


class ChunkReader:
    """Feed bytes in any cut, get whole messages; raises Malformed for what breaks a rule or a bound."""

    def __init__(self) -> None:
        self.size = DEFAULT_CHUNK
        self.promised = 0  # lengths of all messages that have begun: what may be held at most
        self._streams: dict[int, _Stream] = {}
        self._buffer = bytearray()
        self._at = 0
        self._current: tuple[int, _Stream] | None = None  # in the middle of this one's chunk
        self._left = 0  # bytes of that chunk still to come

    @property
    def held(self) -> int:
        """Bytes in memory now."""
        return len(self._buffer) + sum(len(stream.payload) for stream in self._streams.values())

    def feed(self, data: bytes | memoryview) -> Iterator[Message]:
        """The messages that `data` completes; change `size` between them where one says so."""
        self._buffer += data
        while self._current is not None or self._header():
            message = self._fill()
            if message is not None:
                yield message
            elif self._current is not None:
                break
        del self._buffer[: self._at]
        self._at = 0

    def abort(self, number: int) -> None:
        """Forget the unfinished message of one chunk stream (protocol control 2)."""
        stream = self._streams.get(number)
        if stream is not None:
            self._close(stream)

    def _header(self) -> bool:
        """Read the next chunk's header, whole or not at all; False when more bytes are needed."""
        try:
            form, number, at = self._basic_header(self._at)
            stream = self._streams.get(number) or self._new(form)
            at = self._message_header(form, stream, at)
        except _More:
            return False
        self._keep(number, stream)
        self._at = at
        self._current = number, stream
        self._left = min(self.size, stream.length - len(stream.payload))
        return True

    def _basic_header(self, at: int) -> tuple[int, int, int]:
        """(form, chunk stream, where the message header begins)."""
        first = self._bytes(at, 1)[0]
        form, number = first >> 6, first & 63
        if number > 1:
            return form, number, at + 1
        wide = self._bytes(at + 1, number + 1)
        return form, int.from_bytes(wide, "little") + 64, at + 2 + number

    @staticmethod
    def _new(form: int) -> _Stream:
        # librtmp begins its control channel with form 1, so that is taken beside the 0 of the rules.
        if form > 1:
            raise Malformed("a chunk stream begins without a full header")
        return _Stream()

    def _message_header(self, form: int, stream: _Stream, at: int) -> int:
        raw = self._bytes(at, HEADER_BYTES[form])
        at += len(raw)
        extended = stream.extended
        if form < 3:
            extended = self._bytes(at, 4) if raw[:3] == b"\xff\xff\xff" else None
            at += 4 if extended else 0
        elif extended is not None and self._repeated(extended, at):
            at += 4
        self._take(form, stream, raw, extended)
        return at

    def _repeated(self, extended: bytes, at: int) -> bool:
        """Whether the stamp is said again. Some senders leave it out, and what is there is payload.

        Where the few bytes that are there could be either, the next ones of the stream tell.
        """
        there = self._buffer[at : at + 4]
        if there == extended[: len(there)] and len(there) < 4:
            raise _More
        return there == extended

    def _take(self, form: int, stream: _Stream, raw: bytes, extended: bytes | None) -> None:
        """Write what the header says into the stream; nothing before it is whole."""
        length = int.from_bytes(raw[3:6], "big") if form < 2 else stream.length
        if stream.open and length == stream.length:
            return  # the same message goes on, whatever the form (section 5.3.1.2.4 only advises form 3)
        self._close(stream)
        if form < 3:
            stream.extended = extended
            stream.delta = int.from_bytes(extended or raw[:3], "big")
        if form < 2:
            stream.length, stream.kind = length, raw[6]
        if form == 0:
            stream.owner, stream.timestamp = int.from_bytes(raw[7:11], "little"), stream.delta
        else:
            stream.timestamp = (stream.timestamp + stream.delta) & TIME_MASK
        self._open(stream)

    def _open(self, stream: _Stream) -> None:
        self.promised += stream.length
        stream.open = True
        if stream.length > MAX_MESSAGE or self.promised > MAX_UNFINISHED:
            raise Malformed("a message is longer than its bound")

    def _close(self, stream: _Stream) -> None:
        if stream.open:
            self.promised -= stream.length
            stream.open = False
            stream.payload = bytearray()

    def _keep(self, number: int, stream: _Stream) -> None:
        self._streams[number] = stream
        if len(self._streams) > MAX_STREAMS:
            raise Malformed("too many chunk streams")

    def _fill(self) -> Message | None:
        """Move what is there of the current chunk into its message; the message where it is whole."""
        assert self._current is not None  # noqa: S101  feed asks only then
        number, stream = self._current
        piece = self._buffer[self._at : self._at + self._left]
        stream.payload += piece
        self._at += len(piece)
        self._left -= len(piece)
        if self._left:
            return None
        self._current = None
        self._run(number, stream)
        if len(stream.payload) < stream.length:
            return None
        message = Message(stream.kind, stream.timestamp, stream.owner, bytes(stream.payload))
        self._close(stream)
        return message

    def _run(self, number: int, stream: _Stream) -> None:
        """Many chunks of one message in a row, at once: small chunks would cost a turn of the loop each."""
        step = self.size + 1
        left = (stream.length - len(stream.payload)) // self.size
        count = min(left, (len(self._buffer) - self._at) // step)
        if count < 2 or number > 63 or stream.extended is not None:
            return
        marks = self._buffer[self._at : self._at + count * step : step]
        count -= len(marks.lstrip(bytes([0xC0 | number])))
        run = self._buffer[self._at : self._at + count * step]
        self._at += len(run)
        del run[::step]
        stream.payload += run

    def _bytes(self, at: int, count: int) -> bytes:
        found = bytes(self._buffer[at : at + count])
        if len(found) < count:
            raise _More
        return found


def chunked(message: Message, number: int, size: int) -> bytes:
    """One message as chunks of `size` bytes, the first with a full header; `number` is 2 to 63."""
    long = message.timestamp >= EXTENDED
    stamp = EXTENDED if long else message.timestamp
    head = bytes([number]) + stamp.to_bytes(3, "big") + len(message.payload).to_bytes(3, "big")
    head += bytes([message.kind]) + message.stream.to_bytes(4, "little")
    extra = struct.pack(">I", message.timestamp) if long else b""
    pieces = [message.payload[at : at + size] for at in range(0, len(message.payload), size)] or [b""]
    again = bytes([0xC0 | number]) + extra
    return head + extra + again.join(pieces)
