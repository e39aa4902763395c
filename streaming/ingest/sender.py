"""One sender's connection: bytes to the session, its events to the house, and every time-out."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Protocol

from streaming.ingest.chunks import Message
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.session import Ended, Session, WantsToPublish
from streaming.ingest.source import Source

HANDSHAKE_S, PUBLISH_S, IDLE_S = 5.0, 10.0, 15.0
LINGER_S = 1.0  # for the sender to read why, before the connection is cut
MAX_UNSENT = 64 * 1024
# One for all: it is filled and used up within one callback.
_SCRATCH = memoryview(bytearray(256 * 1024))


class House(Protocol):
    """Who knows the keys and the sources."""

    def admitted(self, sender: Sender) -> bool:
        """Asked once, at accept."""

    def asks(self, sender: Sender, key: str) -> None:
        """May answer later, by accept() or end(). Raises Refused."""

    def gone(self, sender: Sender) -> None:
        """It ended, or its publication did; may come twice."""

    def closed(self, sender: Sender) -> None:
        """Its connection is no more; comes once for every one that was admitted."""

    def refused(self, sender: Sender, code: str) -> None:
        """To be noted."""


class Sender(asyncio.BufferedProtocol):
    """Publishing when `source` is set."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.session = Session()
        self.source: Source | None = None
        self.meant: int | None = None  # the source that its key opens
        self.address, self.port, self.digest = "", 0, ""
        self.began = self.heard_at = time.monotonic()
        self.leaving_at: float | None = None
        self._admitted = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask at the door; over TLS it was asked before."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  a stream socket has no other
        self._transport = transport
        transport.set_write_buffer_limits(high=MAX_UNSENT)
        self.meet(transport)

    def meet(self, transport: asyncio.BaseTransport) -> bool:
        """Learn who it is and ask at the door, once."""
        if self._admitted:
            return True
        name = transport.get_extra_info("peername") or ("", 0)
        self.address, self.port = str(name[0]), int(name[1])
        self._admitted = self.house.admitted(self)
        if not self._admitted:
            transport.abort() if isinstance(transport, asyncio.Transport) else transport.close()
        return self._admitted

    def secured(self, transport: asyncio.Transport) -> None:
        """TLS stands."""
        self._transport = transport
        transport.set_write_buffer_limits(high=MAX_UNSENT)
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._transport = None
        self.lost()

    def lost(self) -> None:
        """Leave the source and the house, once."""
        if self._admitted:
            self._admitted = False
            self.house.gone(self)
            self.house.closed(self)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where the next bytes go."""
        return _SCRATCH

    def buffer_updated(self, nbytes: int) -> None:
        """Some bytes came."""
        if self.leaving_at is not None:
            return
        self.heard_at = time.monotonic()
        try:
            self._feed(_SCRATCH[:nbytes])
        except Malformed:
            self.end("malformed")
        except Refused as why:
            self.end(why.code)
        self._send()

    def _feed(self, data: memoryview) -> None:
        try:
            for event in self.session.feed(data):
                if isinstance(event, Message):
                    if self.source is not None:
                        self.source.take(event, self.heard_at)
                elif isinstance(event, WantsToPublish):
                    self.house.asks(self, event.key)
                elif isinstance(event, Ended):
                    self.house.gone(self)
        finally:
            if self.source is not None:
                self.source.rate.add(self.heard_at, len(data))
                self.source.flush()

    def hold(self) -> None:
        """Read no more until accept() or end()."""
        if self._transport is not None:
            self._transport.pause_reading()

    def accept(self, source: Source) -> None:
        """The key was right and the source is free."""
        self.source = source
        self.session.accept()
        if self._transport is not None:
            self._transport.resume_reading()
            self._send()

    def end(self, code: str) -> None:
        """Turn it away, with a status where it is one that the sender can read, and a moment to read it."""
        if self.leaving_at is not None:
            return
        self.leaving_at = time.monotonic()
        self.house.refused(self, code)
        with contextlib.suppress(KeyError):
            self.session.refuse(Refused(code))
        self.house.gone(self)
        self._send()
        self._linger()

    def _linger(self) -> None:
        """Whoever asked gets to read the answer: cut with bytes unread, the connection would lose it."""
        if self._transport is None:
            return
        if not self.session.asked:
            self._transport.close()
            return
        self._transport.resume_reading()
        if self._transport.can_write_eof():
            self._transport.write_eof()

    def _send(self) -> None:
        if self._transport is None or not self.session.output:
            return
        self._transport.write(self.session.take_output())
        if self._transport.get_write_buffer_size() > MAX_UNSENT:
            self.abort()

    def abort(self) -> None:
        """Cut it, without a word."""
        if self._transport is not None:
            self._transport.abort()

    def look(self, now: float) -> None:
        """Whether one of its times has run out."""
        if self.leaving_at is not None:
            if now - self.leaving_at > LINGER_S:
                self.abort()
        elif self._late(now):
            self.end("timeout")

    def _late(self, now: float) -> bool:
        if self.source is not None:
            return now - self.heard_at > IDLE_S
        return now - self.began > (PUBLISH_S if self.session.handshake.done else HANDSHAKE_S)
