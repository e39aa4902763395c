"""Peak and RMS of each channel, ten times a second, for the meters."""

from __future__ import annotations

import math
from collections import deque
from typing import TypedDict

import numpy as np
import numpy.typing as npt

Sound = npt.NDArray[np.float32]
KEPT = 20  # two seconds: the worker looks once a second
FLOOR_DB = -90.0


class Level(TypedDict):
    """dBFS, left and right; `n` counts up, so that no entry is taken twice."""

    n: int
    peak: list[float]
    rms: list[float]


def decibels(value: float) -> float:
    """An amplitude (1.0 is full scale) in dBFS."""
    return round(20 * math.log10(value), 1) if value > 3.2e-5 else FLOOR_DB


class Levels:
    """Fed with every tick's sound."""

    def __init__(self, fps: int) -> None:
        self._ticks = max(1, round(fps / 10))
        self._seen, self._count = 0, 0
        self._peak, self._square = [0.0, 0.0], [0.0, 0.0]
        self.last: deque[Level] = deque(maxlen=KEPT)

    def feed(self, sound: Sound | None) -> None:
        """One tick's sound, None for silence."""
        self._seen += 1
        if sound is not None:
            for at in (0, 1):  # one channel at a time: numpy is slow across an axis of two
                channel = sound[:, at]
                self._peak[at] = max(self._peak[at], float(channel.max()), -float(channel.min()))
                self._square[at] += float(channel.dot(channel)) / len(channel)
        if self._seen == self._ticks:
            self._note()

    def _note(self) -> None:
        self._count += 1
        self.last.append(
            {
                "n": self._count,
                "peak": [decibels(value) for value in self._peak],
                "rms": [decibels(math.sqrt(value / self._seen)) for value in self._square],
            }
        )
        self._seen = 0
        self._peak, self._square = [0.0, 0.0], [0.0, 0.0]
