"""The keeper: follows every live folder, has MP4s made, lets go by policy, guards the disk."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from events.audit import record
from streaming.enums import ProgramPhase, RecordingState
from streaming.folder import is_private
from streaming.host.child import State
from streaming.models import Broadcast, Recording
from streaming.recording import disk, retention, rows
from streaming.recording.bench import Bench
from streaming.recording.disk import Ballast, Disk, DiskState
from streaming.recording.guard import guard
from streaming.recording.holdings import held
from streaming.recording.shelf import Shelf
from streaming.worker.link import HostRefused, HostSilent

Got = TypeVar("Got")
log = logging.getLogger(__name__)
LOOK_EVERY_S = 2.0
EXPIRE_EVERY_S = 60.0
FIGURES_EVERY_S = 5.0
OVER = (ProgramPhase.STOPPED, ProgramPhase.IDLE)


class Keeper:
    """Its own child's owner, and the only one that deletes what was recorded."""

    def __init__(self, data: Path, run_dir: Path, live_dir: Path) -> None:
        self.data, self.live_dir = data, live_dir
        self.bench, self.ballast = Bench(run_dir), Ballast(data)
        self.shelves: dict[str, Shelf] = {}
        self._expired_at = float("-inf")
        self._figured_at: dict[int, float] = {}
        self.look_at_disk: Callable[[], Disk] = lambda: disk.look(data)

    async def run(self) -> None:
        """Until cancelled; a look that fails is said and tried again."""
        try:
            while True:
                try:
                    await self.look()
                except Exception:  # a database or a disk that is away must not end the worker
                    log.exception("a look at the recordings failed")
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            await self.bench.close()

    async def look(self) -> None:
        """Everything once. The disk comes first: it needs no database."""
        now = await asyncio.to_thread(self.tend_disk)
        children: dict[int, State] = {}
        with contextlib.suppress(HostSilent, HostRefused):
            children = await self.bench.children()
        for broadcast in await in_thread(lambda: rows.broadcasts(list(self.shelves))):
            try:
                await self._tend(broadcast, children.get(broadcast.pk), now.state is DiskState.FULL)
            except OSError as error:  # one ceremony's trouble holds up no other
                log.warning("recording %s: %s", broadcast.ceremony.slug, error.strerror)
        if time.monotonic() - self._expired_at > EXPIRE_EVERY_S:
            self._expired_at = time.monotonic()
            await in_thread(self._expire)

    def tend_disk(self) -> Disk:
        """Follow what is written; on a full disk let old segments go, and the ballast at last."""
        for path in self.live_dir.glob("*"):
            if path.name not in self.shelves and path.is_dir() and not is_private(path):
                self.shelves[path.name] = Shelf(path, settings.ENV.dvr_minutes * 60.0)
        for slug in [slug for slug, shelf in self.shelves.items() if not shelf.path.is_dir()]:
            del self.shelves[slug]
        guard(self.shelves, self.ballast, self.look_at_disk)
        for shelf in self.shelves.values():
            try:
                shelf.follow()
            except OSError as error:  # full, or gone: the next look tries again
                log.warning("recording %s: %s", shelf.path.name, error.strerror)
        return self.look_at_disk()

    async def _tend(self, broadcast: Broadcast, child: State | None, full: bool) -> None:
        row, shelf = rows.row_of(broadcast), self.shelves[broadcast.ceremony.slug]
        if row.purge_asked_at is not None:
            await self._purge(broadcast, row, child)
        elif broadcast.on_air:
            await in_thread(lambda: self._live(row, shelf))
            await self._drop(child)
        elif not is_over(broadcast, shelf):
            return
        elif child is not None:
            await self._ended(broadcast, child)
        elif needs_making(broadcast, row) and shelf.kept():
            await self._make(broadcast, shelf, full)
        elif row.replay and not shelf.offered:
            await in_thread(lambda: rows.write(row, replay=False))

    def _live(self, row: Recording, shelf: Shelf) -> None:
        if not shelf.entries:
            return
        shelf.withdraw()
        known, figures = self._figured_at.get(row.pk, float("-inf")), {}
        if time.monotonic() - known > FIGURES_EVERY_S:
            self._figured_at[row.pk] = time.monotonic()
            figures = rows.figures(shelf.kept(), shelf.entries, shelf.size())
        rows.write(row, state=RecordingState.RECORDING, replay=False, **figures)

    async def _make(self, broadcast: Broadcast, shelf: Shelf, full: bool) -> None:
        if full or self.look_at_disk().free < shelf.size() * 2:
            await in_thread(lambda: rows.failed(broadcast, "recording_no_room"))
            return
        slug = broadcast.ceremony.slug
        await in_thread(lambda: rows.prepare(broadcast, shelf))
        replay = await asyncio.to_thread(shelf.offer_again)
        await in_thread(lambda: rows.write(rows.row_of(broadcast), replay=replay))
        try:
            run = time.time_ns() // 1_000_000
            await self.bench.start(broadcast.pk, rows.making_of(slug), broadcast.airing, run)
        except (HostSilent, HostRefused) as error:
            log.warning("recording %s: %s", slug, str(error) or "its host is silent")
            await in_thread(lambda: rows.failed(broadcast, "recording_failed"))

    async def _ended(self, broadcast: Broadcast, child: State) -> None:
        if child["exit"] is None:
            return
        current = child["meta"].get("airing") == broadcast.airing
        code = child["exit"]["code"]
        if current:
            await in_thread(lambda: conclude(broadcast, code, child["tail"]))
        await self._forget(child)

    async def _purge(self, broadcast: Broadcast, row: Recording, child: State | None) -> None:
        await self._drop(child)
        await in_thread(lambda: self._delete(broadcast, row))

    def _delete(self, broadcast: Broadcast, row: Recording) -> None:
        asked = row.purge_asked_at
        assert asked is not None  # noqa: S101  the caller looked
        until = asked.timestamp() if broadcast.on_air else float("inf")
        self.shelves[broadcast.ceremony.slug].let_all_go(until)
        shutil.rmtree(rows.folder_for(broadcast.ceremony.slug), ignore_errors=True)
        gone: dict[str, Any] = {"bytes": None, "sha256": "", "chapters": [], "gaps": [], "duration_s": None}
        rows.write(
            row,
            state=RecordingState.RECORDING if broadcast.on_air else RecordingState.PURGED,
            airing=broadcast.airing,
            purge_asked_at=None,
            replay=False,
            made_at=None,
            keep_until=None,
            **gone,
        )
        record(None, "recording.purged", broadcast.ceremony)

    async def _drop(self, child: State | None) -> None:
        if child is None:
            return
        with contextlib.suppress(HostSilent, HostRefused):
            await (self.bench.stop(child) if child["exit"] is None else self.bench.forget(child))

    async def _forget(self, child: State) -> None:
        with contextlib.suppress(HostSilent, HostRefused):
            await self.bench.forget(child)

    def _expire(self) -> None:
        """What policy lets go now, written down."""
        for due in retention.due(held(self.live_dir), rows.policy(), timezone.now()):
            row = Recording.objects.select_related("broadcast__ceremony").get(
                broadcast__ceremony__slug=due.slug
            )
            if due.why == retention.SEGMENTS:
                self._expire_segments(due.slug)
                rows.write(row, replay=False)
            else:
                shutil.rmtree(rows.folder_for(due.slug), ignore_errors=True)
                rows.write(row, state=RecordingState.PURGED, keep_until=None)
            record(None, "recording.expired", row.broadcast.ceremony, bytes=due.bytes, why=due.why)

    def _expire_segments(self, slug: str) -> None:
        self.shelves.pop(slug, None)
        shutil.rmtree(self.live_dir / slug, ignore_errors=True)


def is_over(broadcast: Broadcast, shelf: Shelf) -> bool:
    """Whether its last segment is written."""
    seen = getattr(broadcast, "program", None)
    return shelf.ended or seen is None or seen.state in OVER


def needs_making(broadcast: Broadcast, row: Recording) -> bool:
    """Not made for this airing yet: new, given up in the middle, or failed and due again."""
    if row.state in (RecordingState.READY, RecordingState.PURGED):
        return row.airing != broadcast.airing
    return row.state != RecordingState.FAILED or rows.is_time(row, timezone.now())


def conclude(broadcast: Broadcast, code: int, tail: list[str]) -> None:
    """By what the child has left."""
    try:
        if code:
            raise ValueError(" ".join(tail[-3:]) or f"exit code {code}")
        rows.finished(broadcast)
    except (OSError, ValueError, KeyError) as error:
        log.warning("recording %s: %s", broadcast.ceremony.slug, error)
        rows.failed(broadcast, "recording_failed")


def in_thread(work: Callable[[], Got]) -> asyncio.Future[Got]:
    """The database is used in one thread beside the loop."""

    def careful() -> Got:
        close_old_connections()
        return work()

    return asyncio.ensure_future(sync_to_async(careful)())
