"""What is left after: where the stream's time jumps, and whether picture and sound agree."""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from streaming.ffmpeg import executable
from streaming.recording.journal import Entry

RATE, STEP = 48_000, 240  # sound is looked at in steps of 5 ms
NEAR_S = 0.45


def _frames(argv: Sequence[str]) -> list[tuple[float, float]]:
    """(pts, duration) in seconds of what ffmpeg lists with framecrc."""
    words = [executable(), "-v", "error", "-nostdin", *argv, "-f", "framecrc", "-"]
    told = subprocess.run(words, capture_output=True, check=True, timeout=120).stdout.decode().splitlines()
    base = next(line for line in told if line.startswith("#tb 0:"))
    over, under = (int(word) for word in base.removeprefix("#tb 0:").split("/"))
    rows = [line.split(",") for line in told if not line.startswith("#")]
    return [(int(row[2]) * over / under, int(row[3]) * over / under) for row in rows]


def span(segment: Path) -> tuple[float, float]:
    """Where on the program's clock its pictures begin and end."""
    frames = _frames(["-copyts", "-i", str(segment), "-map", "0:v:0", "-c", "copy"])
    return min(pts for pts, _ in frames), max(pts + length for pts, length in frames)


def jumps(folder: Path, entries: Sequence[Entry]) -> tuple[float, list[float]]:
    """(seconds from the first picture to the last by the stream's own clock, each jump between two runs)."""
    seams = [(a, b) for a, b in pairwise(entries) if b.cut or a.run != b.run or b.n != a.n + 1]
    apart = [span(folder / b.name)[0] - span(folder / a.name)[1] for a, b in seams]
    return span(folder / entries[-1].name)[1] - span(folder / entries[0].name)[0], apart


def apart_ms(where: Path, last_s: float) -> list[float]:
    """Of each flash in the last seconds: how much later its beep is."""
    end = ["-sseof", f"-{last_s:.0f}", "-copyts", "-i", str(where)]
    beeps = np.array(_beeps(end))
    near = [beeps[np.abs(beeps - at).argmin()] - at for at in _flashes(end)] if len(beeps) else []
    return [1000 * float(one) for one in near if abs(one) < NEAR_S]


def _flashes(read: Sequence[str]) -> list[float]:
    """When each flash begins: the middle of the picture is bright and was not."""
    keep = ["-map", "0:v:0", "-fps_mode", "passthrough"]
    small = ["-vf", "crop=iw/2:ih/3:iw/4:ih*0.4,scale=8:8,format=gray", "-f", "rawvideo", "-"]
    raw = _run([*read, *keep, *small])
    lit = np.frombuffer(raw, np.uint8).reshape(-1, 64).mean(axis=1) > 150
    times = [pts for pts, _ in _frames([*read, *keep])]
    return [times[at] for at in range(1, len(lit)) if lit[at] and not lit[at - 1]]


def _beeps(read: Sequence[str]) -> list[float]:
    """When each beep begins: loud after a tenth of a second that was not."""
    heard = np.frombuffer(
        _run([*read, "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"]), "<i2"
    )
    pieces = np.abs(heard[: len(heard) // STEP * STEP].astype(float)).reshape(-1, STEP).max(axis=1)
    loud, quiet_for = pieces > 0.3 * pieces.max(initial=1), 20
    began = _frames([*read, "-map", "0:a:0"])[0][0]
    first = range(quiet_for, len(loud))
    return [began + at * STEP / RATE for at in first if loud[at] and not loud[at - quiet_for : at].any()]


def _run(words: Sequence[str]) -> bytes:
    argv = [executable(), "-v", "error", "-nostdin", *words]
    return subprocess.run(argv, capture_output=True, check=True, timeout=120).stdout


def usual_ms(where: Path, last_s: float) -> float:
    """The median; fails where too few flashes were found to say."""
    found = apart_ms(where, last_s)
    assert len(found) >= last_s / 3, found
    return statistics.median(found)
