"""How much came in over the last seconds."""

from __future__ import annotations

from collections import deque

OVER_S, SLOT_S = 5.0, 0.5


class Rate:
    """Counts bytes in slots of half a second."""

    def __init__(self) -> None:
        self.total = 0
        self._slots: deque[tuple[float, int]] = deque([(0.0, 0)], maxlen=int(OVER_S / SLOT_S) + 1)

    def add(self, now: float, count: int) -> None:
        """Some bytes; `now` is monotonic."""
        self.total += count
        begun, size = self._slots[-1]
        if now - begun < SLOT_S:
            self._slots[-1] = begun, size + count
        else:
            self._slots.append((now, count))

    def kbps(self, now: float) -> float:
        """kb/s over the last 5 s, or since the first byte."""
        recent = [(begun, size) for begun, size in self._slots if size and now - begun <= OVER_S]
        if not recent:
            return 0.0
        return sum(size for _, size in recent) * 8 / 1000 / max(SLOT_S, now - recent[0][0])
