"""One publisher's RTMP session without any I/O: bytes in, events and bytes out.

Publish-only: connect, releaseStream, FCPublish, createStream, publish, deleteStream and the protocol
control messages; everything else is answered or passed over. Source: Adobe, "RTMP" (2012), sections 5 to 7;
Veovera, "Enhanced RTMP" v2 (2025), for what connect offers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from streaming.ingest import amf0, messages
from streaming.ingest.chunks import MAX_MESSAGE, ChunkReader, Message, chunked
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.handshake import Handshake
from streaming.ingest.messages import AUDIO, COMMAND, DATA, VIDEO

# ffmpeg sends in chunks of the size that we say, so a large one saves both sides work.
OUR_CHUNK, OUR_WINDOW, STREAM_ID = 65536, 2_500_000, 1
CONTROL_CHANNEL, COMMAND_CHANNEL = 2, 3
MAX_NAME = 512
# What a stranger may send before its key was found right: a handshake, a few commands, no more.
STRANGER_BYTES, STRANGER_MESSAGES = 16 * 1024, 64
MAX_OUTPUT = 64 * 1024
ENDINGS = ("deleteStream", "FCUnpublish", "closeStream")
COURTESIES = ("releaseStream", "FCPublish", "_checkbw", "getStreamLength")
COMMANDS = ("connect", "createStream", "publish", "play", "play2", *ENDINGS, *COURTESIES)
FOURCCS: list[amf0.Value] = ["avc1", "hvc1", "av01", "mp4a"]


@dataclass(frozen=True, slots=True)
class WantsToPublish:
    """The sender named an app and a stream key; answer with accept() or refuse()."""

    app: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ended:
    """The sender said that it is done."""


# A Message is media: its kind is AUDIO, VIDEO or DATA, its payload an FLV tag's body, never empty.
Event = WantsToPublish | Message | Ended


class Session:
    """Feed what arrived; send `take_output()`; act on the events."""

    def __init__(self) -> None:
        self.handshake = Handshake()
        self.reader = ChunkReader()
        self.output = bytearray()
        self.app: str | None = None
        self.publishing = False
        self.asked = False
        self.received = self.acknowledged = 0
        self.window = OUR_WINDOW
        self._trusted_until = STRANGER_BYTES
        self._messages = 0

    @property
    def held(self) -> int:
        """Bytes of the sender's in memory now."""
        return self.handshake.held + self.reader.held

    def take_output(self) -> bytes:
        """The bytes to send, once."""
        out = bytes(self.output)
        self.output.clear()
        return out

    def feed(self, data: bytes | memoryview) -> Iterator[Event]:
        """The events that `data` completes; raises Malformed."""
        self.received += len(data)
        if not self.handshake.done:
            self.output += self.handshake.feed(data)
            data, self.handshake.rest = self.handshake.rest, b""
        if self.handshake.done:
            for message in self.reader.feed(data):
                if self.publishing and message.kind in (AUDIO, VIDEO) and message.payload:
                    yield message  # as nearly all do, so without a detour
                    continue
                for part in messages.unwrapped(message):
                    yield from self._message(part)
            self._acknowledge()
        if not self.publishing and self.received > self._trusted_until:
            raise Malformed("too much before a key")

    def _acknowledge(self) -> None:
        if self.received - self.acknowledged >= self.window // 2:
            self.acknowledged = self.received
            self._control(messages.ACKNOWLEDGEMENT, struct.pack(">I", self.received & 0xFFFFFFFF))

    def _message(self, message: Message) -> Iterator[Event]:
        kind, body = message.kind, message.payload
        self._bound()
        if kind in (AUDIO, VIDEO, DATA):
            if self.publishing and body:
                yield message
        elif kind == COMMAND:
            yield from self._command(amf0.Reader(body))
        else:
            self._protocol(kind, body)

    def _bound(self) -> None:
        self._messages += 1
        if not self.publishing and self._messages > STRANGER_MESSAGES:
            raise Malformed("too many messages before a key")
        if len(self.output) > MAX_OUTPUT:
            raise Malformed("too many questions at once")

    def _protocol(self, kind: int, body: bytes) -> None:
        if kind == messages.SET_CHUNK_SIZE:
            size = messages.number(body, 4)
            if not 1 <= size <= 0x7FFFFFFF:
                raise Malformed("chunk size out of bounds")
            self.reader.size = min(size, MAX_MESSAGE)
        elif kind == messages.ABORT:
            self.reader.abort(messages.number(body, 4))
        elif kind == messages.WINDOW:
            self.window = max(4096, min(messages.number(body, 4), OUR_WINDOW))
        elif kind == messages.USER_CONTROL and messages.number(body, 2) == messages.PING:
            stamp = struct.pack(">I", messages.number(body[2:], 4))
            self._control(messages.USER_CONTROL, struct.pack(">H", messages.PONG) + stamp)

    def _command(self, words: amf0.Reader) -> Iterator[Event]:
        name = words.value()
        if name not in COMMANDS:  # passed over unread: no reason to end a broadcast
            return
        number, *values = words.rest() or [None]
        number = number if isinstance(number, float) else 0.0
        if name == "connect":
            self._connect(number, values[0] if values else None)
        elif name == "createStream":
            self._say("_result", number, None, float(STREAM_ID))
        elif name == "publish":
            yield self._publish(values[1] if len(values) > 1 else None)
        elif name in ENDINGS:
            yield from self._unpublish()
        elif name in COURTESIES:
            self._say("_result", number, None, None)
        else:
            raise Malformed("this server only receives")

    def _connect(self, number: float, given: amf0.Value) -> None:
        about = given if isinstance(given, dict) else {}
        app = about.get("app")
        if self.app is not None or not isinstance(app, str) or len(app) > MAX_NAME:
            raise Malformed("connect without an app, or twice")
        self.app = app.strip("/")
        self._control(messages.WINDOW, struct.pack(">I", OUR_WINDOW))
        self._control(messages.BANDWIDTH, struct.pack(">IB", OUR_WINDOW, 2))
        self._control(messages.SET_CHUNK_SIZE, struct.pack(">I", OUR_CHUNK))
        self._say("_result", number, _server(), _connected("fourCcList" in about))

    def _publish(self, name: amf0.Value) -> Event:
        if self.app is None or self.asked or not isinstance(name, str) or len(name) > MAX_NAME:
            raise Malformed("publish without connect or name, or twice")
        self.asked = True
        key = name.partition("?")[0].strip("/")
        if not key:  # some encoders have one field for the whole address and split it elsewhere
            key = self.app.partition("?")[0].partition("/")[2]
        return WantsToPublish(self.app, key)

    def _unpublish(self) -> Iterator[Event]:
        self.asked = False
        self._messages, self._trusted_until = 0, self.received + STRANGER_BYTES
        if self.publishing:
            self.publishing = False
            self._status("status", "NetStream.Unpublish.Success", "Stopped publishing.")
            yield Ended()

    def accept(self) -> None:
        """The key was right: media may come."""
        self.publishing = True
        self._control(messages.USER_CONTROL, struct.pack(">HI", messages.STREAM_BEGIN, STREAM_ID))
        self._status("status", "NetStream.Publish.Start", "Publishing.")

    def refuse(self, why: Refused) -> None:
        """Say so; the caller ends the connection after sending."""
        self.publishing = False
        self._status("error", why.status, why.words)

    def _status(self, level: str, code: str, words: str) -> None:
        info: dict[str, amf0.Value] = {"level": level, "code": code, "description": words}
        self._say("onStatus", 0.0, None, info, stream=STREAM_ID)

    def _say(self, name: str, number: float, *values: amf0.Value, stream: int = 0) -> None:
        payload = amf0.encode(name, number, *values)
        self.output += chunked(Message(COMMAND, 0, stream, payload), COMMAND_CHANNEL, OUR_CHUNK)

    def _control(self, kind: int, payload: bytes) -> None:
        # Our chunk size is announced before the first command, and control messages fit into any.
        self.output += chunked(Message(kind, 0, 0, payload), CONTROL_CHANNEL, OUR_CHUNK)


def _server() -> dict[str, amf0.Value]:
    return {"fmsVer": "FMS/3,5,7,7009", "capabilities": 31.0, "mode": 1.0}


def _connected(enhanced: bool) -> dict[str, amf0.Value]:
    """The answer to connect; `enhanced`: the sender asked which codecs are known here."""
    status: dict[str, amf0.Value] = {
        "level": "status",
        "code": "NetConnection.Connect.Success",
        "description": "Connection succeeded.",
        "objectEncoding": 0.0,
    }
    return {**status, "fourCcList": FOURCCS, "capsEx": 0.0} if enhanced else status
