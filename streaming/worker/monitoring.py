"""The monitors: one process a broadcast on air, started, adopted, killed where it hangs.

Beside the steps, so that nothing here can hold up what goes out. `sighting` makes rows of what they say.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.host.record import Record, read
from streaming.monitor import files
from streaming.worker.sighting import Sightings
from streaming.worker.threads import in_thread
from streaming.worker.watching import WatchWish, read_wishes, web_address

log = logging.getLogger(__name__)
EVERY_S = 0.5
SILENT_S = 6.0  # a monitor writes twice a second
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 15.0
WELL_S = 30.0  # who lived so long begins with a short wait again


@dataclass
class Life:
    """One broadcast's monitor, as this worker knows it; moments are monotonic."""

    began: float
    process: subprocess.Popen[bytes] | None = None
    pid: int | None = None
    restarts: int = 0
    next_try: float = 0.0
    wait: float = FIRST_WAIT_S


class Monitors:
    """`web`: where the public stream is read."""

    def __init__(self, run_dir: Path, live_dir: Path, web: str = "") -> None:
        self.folder, self._hosts = run_dir / "monitors", hosts.folder_of(run_dir)
        self._live_dir, self._web = live_dir, web or web_address()
        self._lives: dict[int, Life] = {}
        self._sightings = Sightings()

    async def run(self) -> None:
        """Until cancelled; what runs is adopted by the next worker."""
        while True:
            try:
                await self.look()
            except Exception:  # whatever it is, the next look may do better
                log.exception("a look at the monitors failed")
            await asyncio.sleep(EVERY_S)

    async def look(self) -> None:
        """Once."""
        wanted = await in_thread(lambda: read_wishes(self._web, self._live_dir))
        self._end({known.name for known in self._records()} - {hosts.monitor_host(pk) for pk in wanted})
        self._lives = {pk: life for pk, life in self._lives.items() if pk in wanted}
        said = {pk: self._tend(wish) for pk, wish in wanted.items()}
        restarts = {pk: self._lives[pk].restarts for pk in wanted}
        await in_thread(lambda: self._sightings.write(wanted, said, restarts, self.folder))

    def _records(self) -> list[Record]:
        found = (read(path) for path in self._hosts.glob("monitor-*.json"))
        return [known for known in found if known is not None]

    def _end(self, names: set[str]) -> None:
        """It keeps nothing that a kill could hurt; its children go with it."""
        for known in self._records():
            if known.name in names:
                hosts.kill(known)
                shutil.rmtree(self.folder / known.name.removeprefix("monitor-"), ignore_errors=True)

    def _tend(self, wish: WatchWish) -> dict[str, Any] | None:
        """Have it run and know what is wanted; what it says now, None where it is silent."""
        now, folder = time.monotonic(), self.folder / str(wish.broadcast)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(folder / files.WANTED, wish.told(now))
        life = self._lives.setdefault(wish.broadcast, Life(now))
        known = read(self._hosts / f"{hosts.monitor_host(wish.broadcast)}.json")
        if known is None or not known.alive:
            self._start(wish.broadcast, life, now)
            return None
        if life.pid != known.pid:
            life.pid, life.began = known.pid, now
        report = files.read(folder / files.REPORT)
        mine = report if report is not None and report["pid"] == known.pid else None
        silent_s = now - max(life.began, mine["mono"] if mine else 0.0)
        if silent_s > SILENT_S:
            log.warning("the monitor of broadcast %s does not answer: ended", wish.broadcast)
            hosts.kill(known)
            return None
        return mine if silent_s < SILENT_S / 2 else None

    def _start(self, broadcast: int, life: Life, now: float) -> None:
        if life.process is not None and life.process.poll() is None and now - life.began < SILENT_S:
            return  # it has not said who it is yet
        if life.process is not None or life.pid is not None:
            self._ended(life, now)
        if now < life.next_try:
            return
        folder, name = self.folder / str(broadcast), hosts.monitor_host(broadcast)
        words = ["--hosts", str(self._hosts), "--name", name, "--folder", str(folder)]
        life.process = hosts.spawned(self._hosts / f"{name}.log", "streaming.monitor", *words)
        life.began = now

    def _ended(self, life: Life, now: float) -> None:
        """A moment's wait, which grows where it dies again and again."""
        if life.process is not None and life.process.poll() is None:
            life.process.kill()
            life.process.wait()
        if life.restarts == 0 or now - life.began > WELL_S:
            life.wait = FIRST_WAIT_S
        life.restarts, life.process, life.pid = life.restarts + 1, None, None
        life.next_try, life.wait = now + life.wait, min(LONGEST_WAIT_S, life.wait * 2)
