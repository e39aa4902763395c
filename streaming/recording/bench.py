"""The one host in which MP4s are made: found again by the next worker, ended with the last."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.host.child import State
from streaming.host.record import read
from streaming.recording.make import argv
from streaming.worker.link import HostLink, HostRefused, HostSilent

NAME, APPEARS_WITHIN_S, LOOK_EVERY_S = "recordings", 5.0, 0.02


class Bench:
    """Children by ceremony id. Its records lie in a folder of their own, which no relay's worker reads."""

    def __init__(self, run_dir: Path) -> None:
        self.run_dir = run_dir / "recording"
        self._link: HostLink | None = None
        self._spawned: subprocess.Popen[bytes] | None = None

    async def children(self) -> dict[int, State]:
        """All of them, adopted ones too. Raises HostSilent where the host hangs."""
        link = await self._reached()
        if link is None:
            return {}
        found: list[State] = (await link.ask("status"))["children"]
        return {int(state["key"]): state for state in found}

    async def start(self, ceremony_id: int, folder: Path, airing: int, run: int) -> None:
        """Make the MP4 of this folder. Raises HostSilent, HostRefused."""
        link = await self._reached() or await self._spawn()
        meta: dict[str, Any] = {"airing": airing, "folder": str(folder)}
        await link.ask("start", key=str(ceremony_id), run=run, argv=argv(folder), meta=meta)

    async def forget(self, state: State) -> None:
        """Its end is written down."""
        if self._link is not None:
            await self._link.ask("forget", key=state["key"], run=state["run"])

    async def stop(self, state: State) -> None:
        """Nobody wants it any more."""
        if self._link is not None:
            await self._link.ask("stop", key=state["key"], kill=True)

    async def _reached(self) -> HostLink | None:
        if self._spawned is not None:
            self._spawned.poll()
        record = next((known for known in hosts.found(self.run_dir) if known.name == NAME), None)
        if record is None:
            return None
        if self._link is None or not self._link.open or self._link.record != record:
            self._link = HostLink(record, lambda: None)
            await self._link.connect(hosts.folder_of(self.run_dir))
        return self._link

    async def _spawn(self) -> HostLink:
        path = hosts.folder_of(self.run_dir) / f"{NAME}.json"
        self._spawned = hosts.spawn(self.run_dir, NAME)
        for _ in range(int(APPEARS_WITHIN_S / LOOK_EVERY_S)):
            known = read(path)
            if known is not None and known.alive and (link := await self._reached()):
                return link
            await asyncio.sleep(LOOK_EVERY_S)  # the host takes a tenth of a second to start
        raise HostSilent

    async def close(self) -> None:
        """End the host; what it was making is made again by the next worker."""
        try:
            if (link := await self._reached()) is not None:
                await link.ask("shutdown")
                await link.close()
        except (HostSilent, HostRefused):
            return
