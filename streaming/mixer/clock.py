"""Ticks on an absolute schedule: no drift adds up, a late one counts, a stall is caught up within a bound."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

CATCH_UP_S = 2.0
BUCKETS_MS = (2, 5, 10, 20, 33, 100)


class Punctuality(TypedDict):
    """`late`: begun more than one period after their time. `jitter_ms`: ticks later than so many ms."""

    done: int
    late: int
    most_late_ms: float
    slipped_s: float
    jitter_ms: dict[str, int]


class Schedule:
    """Tick n is due at `origin` + n periods. After a stall of over 2 s the rest is given up (`slipped_s`)."""

    def __init__(self, now: float, fps: int) -> None:
        self.origin, self.fps = now, fps
        self.done = self.late = 0
        self.slipped_s = self.most_late_s = 0.0
        self._buckets: Counter[int] = Counter()

    @property
    def next_at(self) -> float:
        """When the next tick is due."""
        return self.origin + self.done / self.fps

    def begin_again(self, at: float) -> None:
        """Nothing was to be done until then: the next tick is due at that time."""
        self.origin = at - self.done / self.fps

    def due(self, now: float) -> bool:
        """Whether a tick is to be done now; it is then taken as done."""
        behind = now - self.next_at
        if behind < 0:
            return False
        if behind > CATCH_UP_S:
            self.origin += behind - CATCH_UP_S
            self.slipped_s += behind - CATCH_UP_S
        self._note(behind)
        self.done += 1
        return True

    def _note(self, behind: float) -> None:
        self.most_late_s = max(self.most_late_s, behind)
        self.late += behind > 1 / self.fps
        for bound in BUCKETS_MS:
            if behind * 1000 > bound:
                self._buckets[bound] += 1

    def report(self) -> Punctuality:
        """For the worker."""
        return {
            "done": self.done,
            "late": self.late,
            "most_late_ms": round(self.most_late_s * 1000, 1),
            "slipped_s": round(self.slipped_s, 3),
            "jitter_ms": {str(bound): self._buckets[bound] for bound in BUCKETS_MS},
        }
