"""Sound played a little faster or slower: cubic interpolation between its samples (Catmull-Rom)."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from streaming.mixer.rings import AudioRing


def resampled(ring: AudioRing, at: float, rate: float, count: int) -> tuple[npt.NDArray[np.float32], int]:
    """`count` samples (±1.0) from position `at` on, `rate` apart; and how many of them are real."""
    base = math.floor(at)
    # Three more than the span: one before the first, two after the last.
    found, have = ring.peek(base - 1, math.ceil(count * rate) + 4)
    x = found * np.float32(1 / 32768)
    places = (at - base) + rate * np.arange(count)
    whole = places.astype(np.intp)
    t = (places - whole).astype(np.float32)[:, None]
    a, b, c, d = x[whole], x[whole + 1], x[whole + 2], x[whole + 3]
    bent = (((3 * (b - c) + d - a) * t + (2 * a - 5 * b + 4 * c - d)) * t + (c - a)) * t
    real = count if have == len(found) else max(0, min(count, int((have - 4) / rate)))
    return b + np.float32(0.5) * bent, real
