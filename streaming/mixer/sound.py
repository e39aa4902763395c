"""From a source's samples to the encoder's: joined without a click, brought to level, limited, measured."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from streaming.mixer.feed import Taken
from streaming.mixer.leveller import Leveller
from streaming.mixer.levels import Levels
from streaming.mixer.limiter import Limiter
from streaming.mixer.loudness import Meter
from streaming.mixer.wire import RATE, Profile

Sound = npt.NDArray[np.float32]
FADE = RATE // 100
RISE = np.linspace(0, 1, FADE, endpoint=False, dtype=np.float32)[:, None]
FALL = 1 - RISE
GAIN_STEP_DB = 1.5  # a tick: a hand-moved fader that does not zip
_NO_LEVELLER = Leveller()


class Desk:
    """The program's sound. One call a tick."""

    def __init__(self, profile: Profile) -> None:
        self._count = profile.samples
        self._last = np.zeros((1, 2), dtype=np.float32)
        self._whole = True
        self._limiter, self.meter, self.levels = Limiter(), Meter(), Levels(profile.fps)
        self._gain = 1.0
        self.gain_db = self.wanted_db = 0.0
        self.loudness = False
        self._leveller = _NO_LEVELLER

    def block(self, taken: Taken, cut: bool, leveller: Leveller | None) -> bytes:
        """This tick's samples as s16le. `cut`: another source than the tick before."""
        cut = cut or taken.cut or not self._whole
        joined = self._joined(taken, cut)
        self._leveller = leveller or _NO_LEVELLER
        self.gain_db += max(-GAIN_STEP_DB, min(GAIN_STEP_DB, self.wanted_db - self.gain_db))
        gain = float(10 ** ((self.gain_db + self.auto_db) / 20))
        out = self._limiter.block(self._amplified(joined, gain, cut))
        self.levels.feed(out)
        self._measure(out, gain)
        return bytes(np.rint(out * np.float32(32767)).astype("<i2"))

    @property
    def auto_db(self) -> float:
        """What the loudness control adds now."""
        return self._leveller.gain_db if self.loudness else 0.0

    def _joined(self, taken: Taken, cut: bool) -> Sound:
        """A cut fades in over 10 ms, onto the last sample fading out; what breaks off fades out too."""
        real = taken.have if taken.sound is not None else 0
        sound = taken.sound if taken.sound is not None else np.zeros((self._count, 2), dtype=np.float32)
        if real < self._count and (tail := min(FADE, real)):
            sound[real - tail : real] *= np.linspace(1, 0, tail, dtype=np.float32)[:, None]
        if cut or (real == 0 and self._whole):
            sound[:FADE] *= RISE
            sound[:FADE] += self._last * FALL
        self._whole, self._last = real == self._count, sound[-1:].copy()
        return sound

    def _amplified(self, sound: Sound, gain: float, cut: bool) -> Sound:
        before, self._gain = self._gain, gain
        if gain == before:
            return sound if gain == 1.0 else sound * np.float32(gain)
        ramp = np.full((self._count, 1), gain, dtype=np.float32)
        length = FADE if cut else self._count
        ramp[:length, 0] = np.linspace(before, gain, length, endpoint=False)
        return sound * ramp

    def _measure(self, out: Sound, gain: float) -> None:
        for energy in self.meter.feed(out):
            if self._leveller is not _NO_LEVELLER and self.loudness:
                # What the source gave, before any gain of ours but the technician's own.
                self._leveller.hop(energy / 10 ** (self.auto_db / 10))
