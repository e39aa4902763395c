"""The monitor's loop: what is wanted is watched, what is seen is written down, twice a second."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from streaming.monitor import files
from streaming.monitor.judge import Allowed
from streaming.monitor.keeping import Kept
from streaming.monitor.player import NO_LIBVLC
from streaming.monitor.stream import Spec, Stream

LOOK_EVERY_S = 0.5
LEASE_S = 20.0
PLAYER_SILENT_S = 5.0
PLAYER_MOVES_S = 3.0
PLAYER = (sys.executable, "-m", "streaming.monitor.player")


class Player:
    """libvlc in its own process, as long as it is there at all."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self._rest = url, b""
        self.told: dict[str, Any] = {}
        self.told_at = 0.0
        silent_never = frozenset({NO_LIBVLC})
        argv = [*PLAYER, url, str(folder / files.PLAYED)]
        self.kept = Kept(argv, self._hear, silent_s=PLAYER_SILENT_S, stop_at=silent_never)

    def _hear(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines[-1:]:
            with contextlib.suppress(ValueError):
                self.told, self.told_at = json.loads(line), time.monotonic()

    def moves(self, now: float) -> bool:
        """Whether it shows new pictures."""
        fresh = now - self.told_at < PLAYER_MOVES_S
        return fresh and self.told.get("shown", 0) > 0 and self.told["still_s"] < PLAYER_MOVES_S

    def report(self, now: float) -> dict[str, Any]:
        """`state`: no_libvlc, starting, or what libvlc says."""
        state = self.told.get("state", "starting") if now - self.told_at < PLAYER_SILENT_S else "starting"
        if self.kept.gave_up:
            state = "no_libvlc"
        numbers = {key: value for key, value in self.told.items() if key != "state"}
        return {"state": state, "restarts": self.kept.restarts, **numbers}


class Watch:
    """Reconciles by value: what is equal keeps running."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.allowed = folder, Allowed()
        self.streams: dict[str, Stream] = {}
        self.player: Player | None = None
        self._cpu = (time.monotonic(), 0.0)
        self._cpu_pct: float | None = None

    async def look(self) -> bool:
        """Once; False when nobody wants it any more."""
        now, wanted = time.monotonic(), files.read(self.folder / files.WANTED)
        if wanted is None or now - wanted["mono"] > LEASE_S:
            return False
        self.allowed.told(wanted["still"], wanted["quiet"], now, wanted["nothing"])
        await self._reconcile(wanted["streams"], wanted["play"])
        files.write(self.folder / files.REPORT, self._report(now))
        return True

    async def _reconcile(self, wanted: dict[str, dict[str, Any]], url: str) -> None:
        specs = {key: Spec(key, it["url"], it.get("policy")) for key, it in wanted.items()}
        for key in [key for key, stream in self.streams.items() if specs.get(key) != stream.spec]:
            await self.streams.pop(key).kept.end()
        for key in specs.keys() - self.streams.keys():
            self.streams[key] = Stream(specs[key], self.folder)
        if self.player is not None and self.player.url != url:
            await self.player.kept.end()
            self.player = None
        if self.player is None and url:
            self.player = Player(url, self.folder)

    def _report(self, now: float) -> dict[str, Any]:
        played = self.player is not None and self.player.moves(now)
        return {
            "mono": now,
            "pid": os.getpid(),
            "cpu_pct": self._measured(now),
            "player": self.player.report(now) if self.player else None,
            "streams": {key: it.report(self.allowed, played, now) for key, it in self.streams.items()},
        }

    def _measured(self, now: float) -> float | None:
        """Of one core, by this process and all that it runs, over the last ten seconds."""
        before_at, before = self._cpu
        if now - before_at < 10.0:
            return self._cpu_pct
        pids = [it.kept.pid for it in self.streams.values()]
        pids += [self.player.kept.pid] if self.player else []
        own = resource.getrusage(resource.RUSAGE_SELF)
        used = own.ru_utime + own.ru_stime + sum(cpu_s(pid) for pid in pids if pid is not None)
        if before and used >= before:  # a process that was begun anew counts from nothing
            self._cpu_pct = round(100 * (used - before) / (now - before_at), 1)
        self._cpu = now, used
        return self._cpu_pct

    async def end(self) -> None:
        """Everything that it runs, at once."""
        kept = [it.kept for it in self.streams.values()] + ([self.player.kept] if self.player else [])
        await asyncio.gather(*(it.end() for it in kept))


def cpu_s(pid: int) -> float:
    """Seconds of the processor that it used; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def watch(folder: Path, over: asyncio.Event) -> None:
    """Until nobody wants it or `over`."""
    watching = Watch(folder)
    try:
        while not over.is_set() and await watching.look():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), LOOK_EVERY_S)
    finally:
        await watching.end()
