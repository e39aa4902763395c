"""A sender's clock is not ours: hold the buffer at its target by playing a little faster or slower.

The fullest moment of the last 5 s is compared with the target, so that hiccups (which only ever empty the
buffer for a moment) are not mistaken for drift.
"""

from __future__ import annotations

from collections import deque

LOOK_S = 0.5
LOOKS = 10
BEGIN_S, END_S = 0.045, 0.010  # corrected from this error on (more than one picture), until this one
SETTLE_S = 10.0  # an error is worked off within about so many seconds
MOST = 0.005  # half a percent: nine cents, nobody hears it


class Drift:
    """Asked once a tick. `only_slower`: the sender is paced by us, so too much is no drift."""

    def __init__(self, ticks_per_s: int, only_slower: bool = False) -> None:
        self._ticks, self._only_slower = max(1, round(ticks_per_s * LOOK_S)), only_slower
        self._fullest: deque[float] = deque(maxlen=LOOKS)
        self._seen, self._most = 0, 0.0
        self.rate = 1.0

    def reset(self) -> None:
        """The buffer was cut to size: what was seen says nothing any more."""
        self._fullest.clear()
        self._seen, self._most, self.rate = 0, 0.0, 1.0

    def step(self, level_s: float, target_s: float) -> float:
        """How fast to play now: 1.0 is as it came, 1.002 empties the buffer."""
        self._most = max(self._most, level_s)
        self._seen += 1
        if self._seen >= self._ticks:
            self._fullest.append(self._most)
            self._seen, self._most = 0, 0.0
            self.rate = self._decided(target_s)
        return self.rate

    def _decided(self, target_s: float) -> float:
        if len(self._fullest) < LOOKS:
            return self.rate
        error = max(self._fullest) - target_s
        if abs(error) < (BEGIN_S if self.rate == 1.0 else END_S):
            return 1.0
        change = max(-MOST, min(MOST, error / SETTLE_S))
        return 1.0 + (min(0.0, change) if self._only_slower else change)
