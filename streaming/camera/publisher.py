"""A sender's side of RTMP, enough for our own ingest on this machine.

Not ffmpeg's: an address in its command line could be read by every user of the machine, and the address
would hold the key.
"""

from __future__ import annotations

import asyncio
import contextlib

from streaming.ingest import amf0, messages
from streaming.ingest.chunks import ChunkReader, Message, chunked
from streaming.ingest.errors import Malformed
from streaming.ingest.session import OUR_CHUNK, STREAM_ID

APP = "live"
HELLO = b"\x03" + bytes(1536)
GREETING = 1 + 2 * 1536
COMMAND_CHANNEL, MEDIA_CHANNELS = 3, {messages.AUDIO: 4, messages.DATA: 5, messages.VIDEO: 6}
ANSWER_WITHIN_S, TAKES_WITHIN_S = 5.0, 10.0
READ = 4096


class NotTaken(Exception):
    """Nobody listens, the key is not known, or the ingest hung up."""


class Publisher:
    """`open`, then `send` what comes; `ended` is set when the ingest takes no more."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._chunks = ChunkReader()

    async def open(self, key: str) -> None:
        """Until the ingest says that it takes it. Raises NotTaken."""
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
                await self._greet(self._reader, self._writer)
                self._writer.write(_wish(key))
                await self._accepted(self._reader)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, Malformed) as error:
            raise NotTaken(type(error).__name__) from None

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HELLO)
        greeting = await reader.readexactly(GREETING)
        writer.write(greeting[1:1537])

    async def _accepted(self, reader: asyncio.StreamReader) -> None:
        while True:
            for message in await self._heard(reader):
                words = amf0.decode(message.payload) if message.kind == messages.COMMAND else []
                if words[:1] == ["onStatus"]:
                    info = words[3] if len(words) > 3 else None
                    code = info.get("code") if isinstance(info, dict) else None
                    if code == "NetStream.Publish.Start":
                        return
                    raise NotTaken(str(code))

    async def _heard(self, reader: asyncio.StreamReader) -> list[Message]:
        data = await reader.read(READ)
        if not data:
            raise NotTaken("hung up")
        heard = []
        for message in self._chunks.feed(data):
            if message.kind == messages.SET_CHUNK_SIZE:
                self._chunks.size = messages.number(message.payload, 4)
            heard.append(message)
        return heard

    async def listen(self) -> None:
        """Read, and pass over, what the ingest says until it hangs up; always raises NotTaken."""
        assert self._reader is not None  # noqa: S101  after open
        try:
            while True:
                await self._heard(self._reader)
        except (OSError, Malformed) as error:
            raise NotTaken(type(error).__name__) from None

    async def send(self, message: Message) -> None:
        """One tag; waits where the ingest is slow. Raises NotTaken."""
        assert self._writer is not None  # noqa: S101  after open
        number = MEDIA_CHANNELS.get(message.kind)
        if number is None or not message.payload:
            return
        self._writer.write(chunked(message, number, OUR_CHUNK))
        try:
            async with asyncio.timeout(TAKES_WITHIN_S):
                await self._writer.drain()
        except (OSError, TimeoutError) as error:
            raise NotTaken(type(error).__name__) from None

    def close(self) -> None:
        """Hang up; the ingest knows at once."""
        if self._writer is not None:
            with contextlib.suppress(OSError):
                self._writer.close()


def _wish(key: str) -> bytes:
    """Everything up to `publish`, in one go."""
    about: dict[str, amf0.Value] = {"app": APP, "type": "nonprivate", "flashVer": "NhipCau"}
    said = [
        (messages.SET_CHUNK_SIZE, 2, 0, OUR_CHUNK.to_bytes(4, "big")),
        (messages.COMMAND, COMMAND_CHANNEL, 0, amf0.encode("connect", 1.0, about)),
        (messages.COMMAND, COMMAND_CHANNEL, 0, amf0.encode("createStream", 2.0, None)),
        (messages.COMMAND, COMMAND_CHANNEL, STREAM_ID, amf0.encode("publish", 3.0, None, key, APP)),
    ]
    parts = (
        chunked(Message(kind, 0, stream, body), number, OUR_CHUNK) for kind, number, stream, body in said
    )
    return b"".join(parts)
