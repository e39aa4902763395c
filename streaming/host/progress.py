"""What ffmpeg says of itself on `-progress pipe:1`: blocks of key=value, each ended by `progress=`."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TypedDict

RATE_OVER_S = 5.0
MAX_LINE = 4096
CLOCK = re.compile(r"(-?)(\d+):(\d\d):(\d\d(?:\.\d+)?)")


class Report(TypedDict):
    """One look: seconds of output, its frame rate, bytes out, kb/s over the last 5 s; None where unknown."""

    out_s: float | None
    fps: float | None
    bytes: int | None
    kbps: float | None
    age_s: float


@dataclass
class Progress:
    """Takes the raw bytes as they come, cut anywhere; keeps the last whole block."""

    out_s: float | None = None
    fps: float | None = None
    total: int | None = None
    at: float | None = None
    _rest: bytes = b""
    _block: dict[str, str] = field(default_factory=dict)
    _sizes: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=64))

    def feed(self, data: bytes, now: float) -> None:
        """Some more bytes; `now` is monotonic."""
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[-MAX_LINE:]
        for line in lines:
            name, _, value = line.decode("ascii", "replace").partition("=")
            if name.strip() == "progress":
                self._take(now)
            elif len(self._block) < 100:
                self._block[name.strip()] = value.strip()

    def _take(self, now: float) -> None:
        block, self._block, self.at = self._block, {}, now
        out_s = seconds(block.get("out_time", ""))
        self.out_s = self.out_s if out_s is None else out_s
        self.fps = number(block.get("fps", ""))
        size = number(block.get("total_size", ""))
        if size is not None:
            self.total = int(size)
            self._sizes.append((now, self.total))

    def kbps(self) -> float | None:
        """The rate over the last seconds; None until two looks lie half a second apart."""
        if not self._sizes:
            return None
        last_at, last = self._sizes[-1]
        first_at, first = next(pair for pair in self._sizes if last_at - pair[0] <= RATE_OVER_S)
        return (last - first) * 8 / 1000 / (last_at - first_at) if last_at - first_at >= 0.5 else None

    def report(self, now: float) -> Report | None:
        """For the worker; None before the first block."""
        if self.at is None:
            return None
        rate = self.kbps()
        return {
            "out_s": self.out_s,
            "fps": self.fps,
            "bytes": self.total,
            "kbps": None if rate is None else round(rate, 1),
            "age_s": round(now - self.at, 3),
        }


def number(text: str) -> float | None:
    """A number; None for `N/A` and anything else that is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


def seconds(text: str) -> float | None:
    """ "00:00:07.957333" in seconds; None for `N/A`."""
    found = CLOCK.fullmatch(text)
    if not found:
        return None
    value = int(found[2]) * 3600 + int(found[3]) * 60 + float(found[4])
    return -value if found[1] else value
