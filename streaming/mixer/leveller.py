"""A slow hand on the fader: brings what comes to −16 LUFS, half a decibel a second, and rests in silence."""

from __future__ import annotations

from collections import deque

from streaming.mixer.loudness import MOMENTARY, lufs

TARGET = -16.0
MEMORY = 150  # hops of 100 ms
ENOUGH = 15  # so many of them must be heard before anything is done
SILENCE = -50.0  # LUFS: below is the noise of a room, which nobody wants louder
BELOW = -10.0  # LU under the mean: pauses between words do not count
STEP_DB = 0.05  # a hop
MOST_UP_DB, MOST_DOWN_DB = 12.0, -20.0
CLOSE_DB = 0.3


class Leveller:
    """One for each source, told the energy of every 100 ms as the source gave it, before this gain."""

    def __init__(self) -> None:
        self.gain_db = 0.0
        self._last: deque[float] = deque(maxlen=MOMENTARY)
        self._heard: deque[float] = deque(maxlen=MEMORY)

    def hop(self, energy: float) -> None:
        """Another 100 ms."""
        self._last.append(energy)
        block = sum(self._last) / len(self._last)
        if lufs(block) < SILENCE:
            return
        self._heard.append(block)
        loudness = self._running()
        if len(self._heard) >= ENOUGH and lufs(block) >= loudness + BELOW:
            self._move(max(MOST_DOWN_DB, min(MOST_UP_DB, TARGET - loudness)))

    def _running(self) -> float:
        gate = lufs(sum(self._heard) / len(self._heard)) + BELOW
        kept = [energy for energy in self._heard if lufs(energy) >= gate]
        return lufs(sum(kept) / len(kept))

    def _move(self, wanted_db: float) -> None:
        error = wanted_db - self.gain_db
        if abs(error) > CLOSE_DB:
            self.gain_db += max(-STEP_DB, min(STEP_DB, error))
