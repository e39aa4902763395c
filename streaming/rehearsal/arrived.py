"""What arrived at a rehearsal page, as it counted itself: the one witness of a rehearsal that is not ours."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Arrived:
    """Since this page began to listen. Moments ending in `_at` are Unix times, for others to compare.

    `longest_gap_s`: the longest silence between two pieces of picture or sound; `stopped_at`: when a page
    that is to stall stopped reading.
    """

    behaviour: str = "accept"
    connections: int = 0
    refused: int = 0
    video: int = 0
    audio: int = 0
    bytes: int = 0
    longest_gap_s: float = 0.0
    first_at: float | None = None
    refused_at: float | None = None
    stopped_at: float | None = None
    dropped_at: float | None = None
    began_at: float = field(default_factory=time.time)
    _last: float | None = None

    def media(self, picture: bool, size: int) -> None:
        """One piece of picture or of sound."""
        now = time.monotonic()
        if self._last is not None:
            self.longest_gap_s = round(max(self.longest_gap_s, now - self._last), 2)
        self.first_at, self._last = self.first_at or time.time(), now
        self.video, self.audio = self.video + picture, self.audio + (not picture)
        self.bytes += size

    def refuses(self) -> None:
        """A sender was told that its key is wrong."""
        self.refused += 1
        self.refused_at = self.refused_at or time.time()

    def stops(self) -> None:
        """From now on nothing is read."""
        self.stopped_at = self.stopped_at or time.time()

    def drops(self) -> None:
        """It hangs up on a sender."""
        self.dropped_at = self.dropped_at or time.time()

    def write(self, path: Path) -> None:
        """Whole, so that nobody reads half of it; a disk that is full is the worker's to say."""
        told = {name: value for name, value in asdict(self).items() if not name.startswith("_")}
        fresh = path.with_name(f".{path.name}.new")
        try:
            fresh.write_text(json.dumps(told))
            fresh.replace(path)
        except OSError:
            return
