"""What this process committed itself and has not handed on yet. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from realtime.hub.changes import Change

MOST = 500  # what is over it is read back like everybody else's


@dataclass
class Fresh:
    """`told`: the number that the room is said to have reached. Every number is of one change, so that
    numbers without a gap are all that happened: in a gap stands what another wrote, which is read."""

    told: int = 0
    _changes: dict[int, Change] = field(default_factory=dict)

    def add(self, changes: list[Change]) -> None:
        """Committed, and announced to the others."""
        if len(self._changes) < MOST:
            self._changes |= {change.seq: change for change in changes}

    def after(self, reached: int, most: int = 50) -> list[Change]:
        """What follows on a number without a gap; what is not after it is forgotten."""
        self._changes = {seq: change for seq, change in self._changes.items() if seq > reached}
        found: list[Change] = []
        while len(found) < most and (change := self._changes.get(reached + len(found) + 1)):
            found.append(change)
        return found
