"""How many phones, how fast, and one a source: the newest."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from streaming.camera.errors import TakenOver, TooManyCameras

MAX_CAMERAS = 8  # of one web process
BYTES_S = 1_000_000  # 8 Mb/s, three times what our own screen sends
BURST = 4_000_000
PER_MESSAGE = 4096  # what a message costs beside its bytes: at most 250 small ones a second
LEAVES_WITHIN_S = 5.0


class Throttle:
    """Who sends more than its share is read more slowly; the network makes the phone wait."""

    def __init__(self, now: float) -> None:
        self._left, self._at = float(BURST), now

    def wait_after(self, count: int, now: float) -> float:
        """Seconds to wait before the next message is read, after one of `count` bytes."""
        self._left = min(BURST, self._left + (now - self._at) * BYTES_S) - count - PER_MESSAGE
        self._at = now
        return max(0.0, -self._left / BYTES_S)


class Seat:
    """One connection's place: `given_up` is set when a newer one takes it."""

    def __init__(self, path: Path) -> None:
        self.given_up, self.free = asyncio.Event(), asyncio.Event()
        self._path, self._mark = path, secrets.token_hex(8)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(self._mark)

    def check(self) -> None:
        """Raises TakenOver, also where another web process of this machine has the newer connection."""
        with contextlib.suppress(OSError):
            if self._path.read_text() != self._mark:
                self.given_up.set()
        if self.given_up.is_set():
            raise TakenOver

    def leave(self) -> None:
        """Make room, and leave no file behind that is ours."""
        self.free.set()
        with contextlib.suppress(OSError):
            if self._path.read_text() == self._mark:
                self._path.unlink()


class Seats:
    """All connections of this process, by source."""

    def __init__(self) -> None:
        self._taken: dict[int, Seat] = {}
        self._count = 0

    @asynccontextmanager
    async def seat(self, folder: Path, source_id: int) -> AsyncIterator[Seat]:
        """Raises TooManyCameras; whoever sits there is asked to go, and waited for."""
        before = self._taken.get(source_id)
        if self._count >= (MAX_CAMERAS if before is None else 2 * MAX_CAMERAS):
            raise TooManyCameras(most=MAX_CAMERAS)
        mine = Seat(folder / str(source_id))
        self._taken[source_id] = mine
        self._count += 1
        try:
            await _gone(before)
            yield mine
        finally:
            self._count -= 1
            mine.leave()
            if self._taken.get(source_id) is mine:
                del self._taken[source_id]


async def _gone(before: Seat | None) -> None:
    if before is None:
        return
    before.given_up.set()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LEAVES_WITHIN_S):
            await before.free.wait()


class Flow:
    """What reached the ingest: `sending` within the last two seconds."""

    RECENT_S = 2.0

    def __init__(self) -> None:
        self.tags, self._at, self._bytes, self._since = 0, 0.0, 0, time.monotonic()

    def count(self, size: int) -> None:
        """One tag."""
        self.tags, self._bytes, self._at = self.tags + 1, self._bytes + size, time.monotonic()

    def sending(self, now: float) -> bool:
        """Whether something arrived lately."""
        return self.tags > 0 and now - self._at < self.RECENT_S

    def kbps(self, now: float) -> int:
        """Since it was last asked."""
        rate = self._bytes * 8 / 1000 / max(0.001, now - self._since)
        self._bytes, self._since = 0, now
        return round(rate)
