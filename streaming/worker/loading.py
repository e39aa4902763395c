"""Says every five seconds what this machine carries, beside the steps. A miss is a gap in a chart."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from streaming import hosts, load
from streaming.models import LoadSample
from streaming.worker.memory import Memory
from streaming.worker.phases import kbps
from streaming.worker.plan import What
from streaming.worker.threads import in_thread, on_disk
from streaming.worker.ticks import Ticks, cores, look, used

log = logging.getLogger(__name__)


class Load:
    """`node`: this worker's name; `memory`: what it knows of its relays; `pids`: of its hosts."""

    def __init__(self, node: str, memory: Callable[[], Memory | None], pids: Callable[[], set[int]]) -> None:
        self._node, self._memory, self._pids = node, memory, pids
        self._before: Ticks | None = None

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.sample()
            except Exception:  # a database that is away: the next one may come through
                log.exception("the load could not be written")
            await asyncio.sleep(load.EVERY_S)

    async def sample(self) -> None:
        """One look, written down; the first has no percentages, since they are between two looks."""
        roots = {os.getpid(), *self._pids()}
        ticks = await on_disk(lambda: look(roots))
        machine, own = used(self._before, ticks)
        self._before = ticks
        sample = self._sample(machine, own)
        await in_thread(lambda: load.keep(sample))

    def _sample(self, machine: float | None, own: float | None) -> LoadSample:
        memory = self._memory() or Memory()
        relays = (unit for key, unit in memory.units.items() if key.what is What.RELAY and unit.alive)
        return LoadSample(
            node=self._node,
            at=timezone.now().replace(microsecond=0),  # as it is answered, so that nobody asks for it twice
            cores=cores(),
            machine_pct=machine,
            own_pct=own,
            pages_kbps=sum(kbps(unit) or 0.0 for unit in relays),
            viewers_kbps=memory.uplink.viewers,
            limit_kbps=memory.uplink.size,
        )


def host_pids(run_dir: Path) -> set[int]:
    """Every host of this machine's data folder: programs, relays, ingest, monitors."""
    return {record.pid for record in hosts.found(run_dir)}
