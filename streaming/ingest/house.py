"""The house: sources by number, senders at its door, and what the worker asked for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from streaming.ingest.errors import Refused
from streaming.ingest.gate import Gate
from streaming.ingest.journal import Journal
from streaming.ingest.keys import Keyring
from streaming.ingest.sender import Sender
from streaming.ingest.source import SILENT_S, Source

# Opens the socket of a source's readers; closing what it returns ends it.
OpenReaders = Callable[[Source], Awaitable[Callable[[], None]]]
GUESSES = ("bad_key", "malformed")


@dataclass(frozen=True)
class Challenge:
    """A second sender with the right key, until the first is heard or was silent long enough."""

    sender: Sender
    digest: str
    at: float


class House:
    """Implements sender.House; one step a method, times handed in by tests."""

    def __init__(self, open_readers: OpenReaders) -> None:
        self.keys, self.gate, self.journal = Keyring(), Gate(), Journal()
        self.sources: dict[int, Source] = {}
        self.senders: set[Sender] = set()
        self._challenges: dict[int, Challenge] = {}
        self._open_readers = open_readers
        self._closers: dict[int, Callable[[], None]] = {}
        self._applying = asyncio.Lock()

    def admitted(self, sender: Sender) -> bool:
        """At accept: the bounds."""
        now = time.monotonic()
        why = self.gate.enter(sender.address, now)
        if why is None:
            self.senders.add(sender)
            return True
        if self.gate.tell(sender.address, now):
            self.journal.refuse(sender.address, sender.port, why)
        return False

    def closed(self, sender: Sender) -> None:
        """Its connection is no more."""
        self.senders.discard(sender)
        self.gate.leave(sender.address)

    def refused(self, sender: Sender, code: str) -> None:
        """Note it; whoever guesses is counted."""
        if code in GUESSES:
            self.gate.failed(sender.address, time.monotonic())
        self.journal.refuse(sender.address, sender.port, code, sender.meant)

    def asks(self, sender: Sender, key: str) -> None:
        """Find the key's source; where somebody sends there, see who is alive."""
        found = self.keys.find(key, time.time())
        sender.meant = found.source
        now = time.monotonic()
        self.gate.proved(sender.address, now)
        source = self.sources.get(found.source)
        if source is None:  # its socket is about to open
            raise Refused("not_open")
        if source.publisher is None:
            self._begin(source, sender, found.digest, now)
        elif found.source in self._challenges:
            raise Refused("in_use")
        else:
            sender.hold()
            self._challenges[found.source] = Challenge(sender, found.digest, now)
            self._judge(source, now)

    def _begin(self, source: Source, sender: Sender, digest: str, now: float) -> None:
        sender.digest = digest
        source.start(sender, now)
        sender.accept(source)
        self.journal.note(sender.address, sender.port, "publishes", source.number)

    def _judge(self, source: Source, now: float) -> None:
        """The first sender was heard since: it stays. Silent for 2 s: the second takes over."""
        challenge = self._challenges.get(source.number)
        if challenge is None:
            return
        first = source.publisher
        if first is not None and source.heard_at > challenge.at:
            del self._challenges[source.number]
            challenge.sender.end("in_use")
        elif first is None or now - source.heard_at >= SILENT_S:
            del self._challenges[source.number]
            if first is not None:
                first.end("taken_over")
            self._begin(source, challenge.sender, challenge.digest, now)

    def gone(self, sender: Sender) -> None:
        """It sends no more; whoever waits for that begins at the next look."""
        for number, challenge in list(self._challenges.items()):
            if challenge.sender is sender:
                del self._challenges[number]
        source, sender.source = sender.source, None
        if source is None or source.publisher is not sender:
            return
        source.stop()
        self.journal.note(sender.address, sender.port, "stopped", source.number)

    def look(self, now: float) -> None:
        """Every time-out and every challenge, a few times a second."""
        for number in list(self._challenges):
            self._judge(self.sources[number], now)
        for sender in list(self.senders):
            sender.look(now)

    async def apply(self) -> None:
        """Make sources and senders as the keys say."""
        async with self._applying:
            wanted = self.keys.sources
            for number in self.sources.keys() - wanted:
                self._remove(number)
            for number in sorted(wanted - self.sources.keys()):
                source = Source(number)
                self._closers[number] = await self._open_readers(source)
                self.sources[number] = source
        self._withdraw()

    def _withdraw(self) -> None:
        """End whoever sends, or waits to send, by a key that is no more."""
        for sender in list(self.senders):
            if sender.source is not None and not self.keys.holds(sender.source.number, sender.digest):
                sender.end("key_removed")
        for number, challenge in list(self._challenges.items()):
            if not self.keys.holds(number, challenge.digest):
                challenge.sender.end("key_removed")

    def _remove(self, number: int) -> None:
        source = self.sources[number]
        if number in self._challenges:
            self._challenges[number].sender.end("key_removed")
        if source.publisher is not None:
            source.publisher.end("key_removed")
        for reader in list(source.readers):
            reader.close()
        del self.sources[number]
        self._closers.pop(number)()

    def close(self) -> None:
        """End everything."""
        for sender in list(self.senders):
            sender.abort()
        for number in list(self.sources):
            self._remove(number)
