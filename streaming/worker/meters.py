"""The program's meters, four times a second for whoever sits at a desk. Nothing of it is written down."""

from __future__ import annotations

import asyncio
import json
import logging
import math
from collections.abc import Sequence
from typing import Any

from events.announce import Announcement, What, announce_now
from streaming.worker.fleet import Fleet

log = logging.getLogger(__name__)
EVERY_S = 0.25
Level = dict[str, Any]


class Meters:
    """Asks the mixers beside the steps, which may take longer than a needle can wait."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._heard: dict[int, tuple[int, int]] = {}  # broadcast → (its mixer's pid, the last number)
        self._asked: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:  # a meter that fails must not stop all meters of this worker's life
                log.exception("a look at the meters failed")
            await asyncio.sleep(EVERY_S)

    async def look(self) -> None:
        """Once. A mixer that does not answer at once holds up no other."""
        mixers = self._fleet.mixers()
        self._heard = {broadcast: heard for broadcast, heard in self._heard.items() if broadcast in mixers}
        for broadcast, pid in mixers.items():
            if broadcast not in self._asked:
                self._asked[broadcast] = asyncio.create_task(self._tell(broadcast, pid))
        if not self._asked:
            return
        done, _ = await asyncio.wait(self._asked.values(), timeout=EVERY_S)
        self._asked = {broadcast: task for broadcast, task in self._asked.items() if task not in done}
        for task in done:
            task.result()

    async def _tell(self, broadcast: int, pid: int) -> None:
        known, number = self._heard.get(broadcast, (pid, 0))
        said = await self._fleet.levels(broadcast, number if known == pid else 0)
        fresh: list[Level] = said.get("levels") or []
        if not fresh:
            return
        self._heard[broadcast] = pid, fresh[-1]["n"]
        shown = {"peak_db": _peaks(fresh), "rms_db": _means(fresh), "lufs_s": said["lufs_s"]}
        announce_now(Announcement(broadcast, What.LEVELS, data=json.dumps(shown)))


def _peaks(levels: Sequence[Level]) -> list[float]:
    """The highest of each channel: what clipped for a tenth of a second is seen."""
    return [max(side) for side in zip(*(level["peak"] for level in levels), strict=True)]


def _means(levels: Sequence[Level]) -> list[float]:
    """Of the powers, in dB again."""
    return [_mean(side) for side in zip(*(level["rms"] for level in levels), strict=True)]


def _mean(decibels: Sequence[float]) -> float:
    powers = [10 ** (one / 10) for one in decibels]
    return round(10 * math.log10(sum(powers) / len(powers)), 1)
