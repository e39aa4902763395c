"""Nothing leaves louder than −1.5 dBFS, so that its true peaks stay at about −1 dBTP after the codec.

Looks 80 samples (1.7 ms) ahead, which is also its delay: the gain is already down when the peak comes.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Sound = npt.NDArray[np.float32]
CEILING = 0.8414  # −1.5 dBFS
PIECE = 80
RELEASE = 1.004  # a piece: 2 dB in 110 ms


class Limiter:
    """Takes and gives blocks of the same length, a multiple of 80 samples."""

    def __init__(self) -> None:
        self._carry = np.zeros((PIECE, 2), dtype=np.float32)
        self._gain = 1.0

    def block(self, sound: Sound) -> Sound:
        """The block, 80 samples later and never over the ceiling."""
        joined = np.concatenate((self._carry, sound))
        self._carry = joined[-PIECE:]
        if self._gain == 1.0 and float(np.abs(joined).max()) <= CEILING:
            return joined[:-PIECE]
        gains = self._gains(np.abs(joined).max(axis=1).reshape(-1, PIECE).max(axis=1))
        ramps = np.linspace(gains[:-1], gains[1:], PIECE, endpoint=False, axis=1, dtype=np.float32)
        return np.asarray(np.clip(joined[:-PIECE] * ramps.reshape(-1, 1), -CEILING, CEILING))

    def _gains(self, peaks: Sound) -> Sound:
        """The gain at each border between pieces: what both neighbours can bear."""
        bearable = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
        gains = [self._gain]
        for here, following in pairwise(bearable):
            gains.append(min(1.0, gains[-1] * RELEASE, float(here), float(following)))
        self._gain = gains[-1]
        return np.array(gains, dtype=np.float32)
