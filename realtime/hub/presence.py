"""How many watch one room: those here, and those of the other processes as they last said. Pure.

Counts are added, so a device whose two pages are at two processes is counted twice: telling every
device to every process would cost more than the difference is worth.
"""

from __future__ import annotations

import json

from streaming.viewers import FRESH_S, TELL_EVERY_S

MOST_PROCESSES = 256


class Presence:
    """The counts of one room by process; `process` names this one."""

    def __init__(self, process: str) -> None:
        self.process = process
        self._others: dict[str, tuple[int, float]] = {}
        self._told, self._told_at = 0, float("-inf")

    def heard(self, data: str, now: float) -> None:
        """What a process said of itself at `now` (monotonic, s); what is no count is ignored."""
        try:
            told = json.loads(data)
            who, count = str(told["process"]), int(told["viewers"])
        except (ValueError, TypeError, KeyError):
            return
        if who == self.process or count < 0:
            return
        if who in self._others or len(self._others) < MOST_PROCESSES:
            self._others[who] = (count, now)

    def total(self, here: int, now: float) -> int:
        """Viewers everywhere, `here` of them in this process."""
        self._others = {who: told for who, told in self._others.items() if now - told[1] <= FRESH_S}
        return here + sum(count for count, _ in self._others.values())

    def news(self, here: int, now: float) -> str:
        """What the others should hear now; "" where it is too early, or there is nobody and they know."""
        if now - self._told_at < TELL_EVERY_S or not (here or self._told):
            return ""
        self._told, self._told_at = here, now
        return json.dumps({"process": self.process, "viewers": here})
