"""Loudness as ITU-R BS.1770-5 and EBU R128 define it: K-weighting, 400 ms blocks every 100 ms, two gates."""

from __future__ import annotations

import math
from collections import deque
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from streaming.mixer.wire import RATE

Sound = npt.NDArray[np.float32]
HOP = RATE // 10
MOMENTARY, SHORT = 4, 30  # hops
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0
BINS_A_LU, TOP = 10, 10.0  # of the histogram that stands for hours
# The standard's two filters at 48 kHz (tables 1 and 2): the head's shelf, then the high pass.
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
# Filtered by Fourier transform, 100 ms at a time with what came before: left and right as one complex
# signal. The filters' answer is under 1e-3 after 1,600 samples, far less than what 0.1 LU would notice.
SPAN = 6400


class Loudness(TypedDict):
    """LUFS; None for silence."""

    momentary: float | None
    short_term: float | None
    integrated: float | None


def lufs(energy: float) -> float:
    """Mean square, summed over the channels, as loudness."""
    return -0.691 + 10 * math.log10(energy) if energy > 1e-12 else -120.0


def _answer() -> npt.NDArray[np.complex64]:
    z = np.exp(-2j * np.pi * np.arange(SPAN) / SPAN)
    whole = np.ones_like(z)
    for b, a in (SHELF, HIGH_PASS):
        whole *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    return np.asarray(whole, dtype=np.complex64)


class Meter:
    """Fed with blocks of any length; `hops` holds the energy of each 100 ms, newest last."""

    def __init__(self) -> None:
        self._answer = _answer()
        self._past = np.zeros(SPAN - HOP, dtype=np.complex64)
        self._blocks: list[Sound] = []
        self._waiting = 0
        self.hops: deque[float] = deque(maxlen=SHORT)
        self._counts = np.zeros(int((TOP - ABSOLUTE_GATE) * BINS_A_LU) + 1, dtype=np.int64)
        middles = ABSOLUTE_GATE + (np.arange(len(self._counts)) + 0.5) / BINS_A_LU
        self._energies = 10 ** ((middles + 0.691) / 10)

    def feed(self, sound: Sound) -> list[float]:
        """Some more sound (±1.0); the energies of the hops that it completed."""
        self._blocks.append(sound)
        self._waiting += len(sound)
        if self._waiting < HOP:
            return []
        joined = np.concatenate(self._blocks)
        whole = len(joined) // HOP * HOP
        self._blocks, self._waiting = [joined[whole:]], len(joined) - whole
        return [self._hop(joined[at : at + HOP]) for at in range(0, whole, HOP)]

    def _hop(self, sound: Sound) -> float:
        span = np.concatenate((self._past, np.ascontiguousarray(sound).view(np.complex64)[:, 0]))
        self._past = span[HOP:]
        weighted = np.fft.ifft(np.fft.fft(span) * self._answer)[-HOP:]
        energy = float(np.vdot(weighted, weighted).real) / HOP
        self.hops.append(energy)
        if len(self.hops) >= MOMENTARY:
            self._count(lufs(self._mean(MOMENTARY)))
        return energy

    def _count(self, loudness: float) -> None:
        if loudness >= ABSOLUTE_GATE:
            at = int((loudness - ABSOLUTE_GATE) * BINS_A_LU)
            self._counts[min(at, len(self._counts) - 1)] += 1

    def _mean(self, hops: int) -> float:
        last = list(self.hops)[-hops:]
        return sum(last) / len(last) if last else 0.0

    def integrated(self) -> float | None:
        """Of everything so far, quiet passages left out."""
        total = int(self._counts.sum())
        if not total:
            return None
        gate = lufs(float(self._counts @ self._energies) / total) + RELATIVE_GATE
        kept = self._counts * (lufs_of(self._energies) >= gate)
        return lufs(float(kept @ self._energies) / int(kept.sum())) if kept.any() else None

    def short_term(self) -> float | None:
        """LUFS of the last 3 s."""
        lately = lufs(self._mean(SHORT))
        return None if lately < ABSOLUTE_GATE else round(lately, 1)

    def report(self) -> Loudness:
        """For the worker."""
        now, whole = lufs(self._mean(MOMENTARY)), self.integrated()
        return {
            "momentary": None if now < ABSOLUTE_GATE else round(now, 1),
            "short_term": self.short_term(),
            "integrated": None if whole is None else round(whole, 1),
        }


def lufs_of(energies: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """`lufs` for many."""
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(energies, 1e-12)))
