"""One connection to a rehearsal page. Any key is right here, unless the page is to refuse it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import StrEnum

from streaming.ingest.chunks import Message
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.messages import AUDIO, VIDEO
from streaming.ingest.session import Session, WantsToPublish
from streaming.rehearsal.arrived import Arrived

MAX_CONNECTIONS = 8
STALL_AFTER_BYTES = 500_000  # a second or two of a broadcast: it looked well at first
LINGER_S = 1.0  # for the sender to read why


class Behaviour(StrEnum):
    """How it treats who sends; the same words as streaming.enums.PageBehaviour."""

    ACCEPT = "accept"
    REFUSE_KEY = "refuse_key"
    STALL = "stall"
    DROP = "drop"
    SLOW = "slow"


def _unheard(key: str) -> None:
    """Nobody wants to know what arrives."""


class Target(asyncio.Protocol):
    """`drop_s`: how long a dropping page keeps a connection; `slow_s`: how late a slow one answers;
    `seen` counts; `heard`: told of media that arrives, by its key."""

    def __init__(
        self,
        behaviour: Behaviour,
        drop_s: float,
        slow_s: float,
        room: set[Target],
        *,
        seen: Arrived,
        heard: Callable[[str], None] = _unheard,
    ) -> None:
        self.behaviour, self.drop_s, self.slow_s, self.room = behaviour, drop_s, slow_s, room
        self.session, self.seen, self._heard, self._key = Session(), seen, heard, ""
        self._transport: asyncio.Transport | None = None
        self._later: list[asyncio.TimerHandle] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """One more than there is room for is hung up on."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  a stream socket has no other
        if len(self.room) >= MAX_CONNECTIONS:
            transport.abort()
            return
        self.room.add(self)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more will come."""
        self._transport = None
        self.room.discard(self)
        for handle in self._later:
            handle.cancel()

    def data_received(self, data: bytes) -> None:
        """What is media is thrown away."""
        try:
            for event in self.session.feed(data):
                if isinstance(event, WantsToPublish):
                    self._key = event.key
                    self._asked()
                elif isinstance(event, Message):
                    self._media(event)
        except Malformed:
            self._cut()
            return
        self._answer()
        if self._stalls and self._transport is not None:
            self.seen.stops()
            self._transport.pause_reading()

    def _media(self, event: Message) -> None:
        if event.kind in (AUDIO, VIDEO):
            self.seen.media(event.kind == VIDEO, len(event.payload))
        if self.behaviour is not Behaviour.STALL:
            self._heard(self._key)  # what a stalling page took at first it never showed

    @property
    def _stalls(self) -> bool:
        return self.behaviour is Behaviour.STALL and self.session.received > STALL_AFTER_BYTES

    def _asked(self) -> None:
        if self.behaviour is Behaviour.REFUSE_KEY:
            self.seen.refuses()
            self.session.refuse(Refused("bad_key"))
            self._after(LINGER_S, self._cut)
            return
        self.seen.connections += 1
        self.session.accept()
        if self.behaviour is Behaviour.DROP:
            self._after(self.drop_s, self._drop)

    def _answer(self) -> None:
        words = self.session.take_output()
        if words and self.behaviour is Behaviour.SLOW:
            self._after(self.slow_s, lambda: self._say(words))
        elif words:
            self._say(words)

    def _say(self, words: bytes) -> None:
        if self._transport is not None:
            self._transport.write(words)

    def _after(self, seconds: float, work: Callable[[], None]) -> None:
        self._later = [handle for handle in self._later if handle.when() > asyncio.get_running_loop().time()]
        self._later.append(asyncio.get_running_loop().call_later(seconds, work))

    def _drop(self) -> None:
        self.seen.drops()
        self._cut()

    def _cut(self) -> None:
        if self._transport is not None:
            self._transport.abort()
