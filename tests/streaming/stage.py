"""A worker on a stage of its own: real hosts, real ffmpeg, stepped by the test and never by a loop."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from asgiref.sync import sync_to_async

from events.models import Ceremony, User
from streaming import hosts
from streaming.ffmpeg import executable
from streaming.folder import LiveFolder
from streaming.models import Page, ProgramState, Relay, RelayState, Run, Source
from streaming.playlist import END
from streaming.services import broadcasts, relays
from streaming.worker.plan import Key, What
from streaming.worker.step import Worker
from streaming.worker.wishes import program_key
from tests.waiting import eventually_async

Got = TypeVar("Got")


async def db(work: Callable[..., Got], *args: Any, **more: Any) -> Got:
    """Use the database from a test that has a loop."""
    return await sync_to_async(work)(*args, **more)


class Stage:
    """One ceremony, one worker."""

    def __init__(self, ceremony: Ceremony, technician: User, folder: Path) -> None:
        self.ceremony, self.technician, self.folder = ceremony, technician, folder
        self.worker = self.new_worker()

    def new_worker(self) -> Worker:
        """As after a restart: it knows nothing but the rows and the hosts' records."""
        return Worker(self.folder / "run", self.folder / "live")

    @property
    def live(self) -> LiveFolder:
        """Where the stream is written."""
        return LiveFolder(self.folder / "live" / self.ceremony.slug)

    async def start(self, source: Source | None = None) -> None:
        await db(broadcasts.start, self.technician, self.ceremony, source)

    async def stop(self) -> None:
        await db(broadcasts.stop, self.technician, self.ceremony)

    async def add(self, *pages: Page) -> None:
        for page in pages:
            await db(relays.add_page, self.technician, self.ceremony, page)

    async def off(self, page: Page) -> None:
        await db(relays.stop_page, self.technician, self.ceremony, page)

    async def until(self, condition: Callable[[], Got], within_s: float = 20.0) -> Got:
        """Step until the condition (it may use the database) holds."""

        async def look() -> Got:
            await self.worker.step()
            return await db(condition)

        return await eventually_async(look, within_s, told=lambda: repr(self.worker.memory)[:3000])

    async def steps(self, seconds: float) -> None:
        """Go on for a while."""
        until = time.monotonic() + seconds
        await self.until(lambda: time.monotonic() > until, seconds + 5)

    async def running(self, *pages: Page) -> None:
        """Until program and these relays run."""
        names = sorted(page.name for page in pages)
        await self.until(lambda: self.program().state == "running" and self.relays_in("running") == names)

    def program(self) -> ProgramState:
        return ProgramState.objects.filter(pk=self.ceremony.pk).first() or ProgramState()

    def relay(self, page: Page) -> RelayState:
        return RelayState.objects.filter(relay__page=page).first() or RelayState()

    def relays_in(self, state: str) -> list[str]:
        found = Relay.objects.filter(observed__state=state)
        return sorted(found.values_list("page__name", flat=True))

    def pids(self) -> dict[str, int]:
        """Living processes by what they are for: "program", or the page's name."""
        runs = Run.objects.filter(ended_at=None).select_related("page")
        return {run.page.name if run.page else run.what: run.pid or 0 for run in runs}

    async def kill(self, what: str) -> dict[str, int]:
        """kill -9; returns the processes before."""
        before = await db(self.pids)
        os.kill(before[what], signal.SIGKILL)
        return before

    def report(self) -> dict[str, Any]:
        """What the mixer said last."""
        assert self.worker.memory
        view = self.worker.memory.unit(program_key(self.ceremony.pk)).view
        found: dict[str, Any] = view["meta"].get("report", {}) if view else {}
        return found

    def showing(self) -> str | None:
        """The source that is on air."""
        found: str | None = self.report().get("on_air")
        return found

    def ports(self) -> dict[Key, int]:
        """Of the rehearsal pages."""
        assert self.worker.memory
        return {key: port for key, port in self.worker.memory.ports.items() if key.what is What.SINK}


@asynccontextmanager
async def staged(ceremony: Ceremony, technician: User, folder: Path) -> AsyncIterator[Stage]:
    """A stage for as long as the block runs; every process is ended after."""
    stage = Stage(ceremony, technician, folder)
    try:
        yield stage
    finally:
        await stage.worker.fleet.close()
        hosts.end_all(folder / "run", 2.0)


def picture_times(live: LiveFolder, name: str = "program.m3u8") -> list[float]:
    """When each frame of what is listed now is shown, in seconds, as a player decodes it."""
    text = (live.path / name).read_text()
    listed = live.path / "listed.m3u8"
    listed.write_text(text if END in text else f"{text}{END}\n")
    try:
        return frame_times(listed, "v")
    finally:
        listed.unlink()


def frame_times(path: Path, stream: str) -> list[float]:
    """Of each frame, in seconds; `stream`: v or a."""
    argv = [executable(), "-v", "error", "-copyts", "-i", str(path), "-map", f"0:{stream}:0"]
    argv += ["-c:a", "copy", "-f", "framecrc", "-"]
    told = subprocess.run(argv, capture_output=True, check=True, timeout=60).stdout.decode()
    rows = [line.split(",") for line in told.splitlines() if not line.startswith("#")]
    (base,) = [line for line in told.splitlines() if line.startswith("#tb 0:")]
    up, down = base.removeprefix("#tb 0: ").split("/")
    return [int(row[2]) * int(up) / int(down) for row in rows]
