"""One reader of a source: gets FLV over a Unix socket, at its own pace, and delays nobody."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import NamedTuple, Protocol

HIGH_WATER = 1024 * 1024
QUEUE_BYTES = 24 * 1024 * 1024  # a whole kept GOP fits
QUEUE_MS = 5_000


class Tag(NamedTuple):
    """A written tag, its place in ms, whether a reader can begin with it, its number in the source."""

    data: bytes
    at: int
    key: bool
    serial: int


class Readable(Protocol):
    """What a reader stands at."""

    def joined(self, reader: Reader) -> None: ...
    def left(self, reader: Reader) -> None: ...


class Reader(asyncio.Protocol):
    """While it keeps up, what comes goes straight to its socket; else into a bounded queue.

    When that is full, it is emptied and the reader waits for the next picture that it can begin with.
    `once`: it copies what it gets, so it wants one sender's stream of one form, and then its end.
    """

    def __init__(self, source: Readable, once: bool = False) -> None:
        self.source, self.once = source, once
        self.form: tuple[str, str, bytes] | None = None  # what it was begun with
        self.waiting = True
        self.skips = 0
        self.seen = -1  # the serial of the last tag that went out
        self._queue: deque[Tag] = deque()
        self._bytes = 0
        self._allowed_ms = QUEUE_MS
        self._paused = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Join the source."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  a stream socket has no other
        transport.set_write_buffer_limits(high=HIGH_WATER)
        self._transport = transport
        self.source.joined(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave it."""
        self._transport = None
        self._empty()
        self.source.left(self)

    def pause_writing(self) -> None:
        """The other side does not keep up."""
        self._paused = True

    def resume_writing(self) -> None:
        """It does again: what waited first."""
        self._paused = False
        self._pump()

    @property
    def unsent(self) -> int:
        """Bytes that it was given and that its socket has not taken yet."""
        return self._bytes + (self._transport.get_write_buffer_size() if self._transport else 0)

    def begin(self, tags: list[Tag]) -> None:
        """Start, or start again, with everything that is needed to decode from here."""
        self.waiting = False
        oldest = self._queue[0] if self._queue else tags[0]
        # A kept GOP comes at once and is older than what the bound allows; it is only asked to shrink.
        self._allowed_ms = QUEUE_MS + tags[-1].at - oldest.at
        self._enqueue(tags)
        self._pump()

    def send(self, tags: list[Tag], joined: bytes) -> None:
        """What is new, also as one piece that all readers share."""
        if self._transport is None or self.waiting:
            return
        if self._paused or self._queue:
            self._enqueue(tags)
        else:
            self.seen = tags[-1].serial
            self._transport.write(joined)

    def pause(self) -> None:
        """Nothing comes, or what comes does not follow on: wait for what it can begin with, or end."""
        if self.once and self.form is not None:
            self.close()
        self.waiting = True

    def close(self) -> None:
        """End it: its source is gone, or changed so that it has to begin anew."""
        if self._transport is not None:
            self._transport.abort() if self._paused else self._transport.close()

    def _enqueue(self, tags: list[Tag]) -> None:
        self._queue.extend(tags)
        self._bytes += sum(len(tag.data) for tag in tags)
        if self._bytes > QUEUE_BYTES or tags[-1].at - self._queue[0].at > self._allowed_ms:
            self._empty()
            self.skips += 1
            self.waiting = True

    def _empty(self) -> None:
        self._queue.clear()
        self._bytes = 0

    def _pump(self) -> None:
        while self._queue and not self._paused and self._transport is not None:
            tag = self._queue.popleft()
            self._bytes -= len(tag.data)
            self.seen = max(self.seen, tag.serial)
            self._transport.write(tag.data)
        if not self._queue:
            self._allowed_ms = QUEUE_MS
