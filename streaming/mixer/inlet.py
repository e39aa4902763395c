"""One pipe of a source and the ring behind it. Positions are samples since the source's own beginning."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass

from streaming.mixer.rings import AudioRing, VideoRing

HERE_S = 1.0  # a stream that brought nothing for so long is not waited for
COMING_S = 0.3  # one that is late still comes, one that stopped does not


@dataclass
class Inlet:
    """`unit`: samples an item (a picture's time, or 1). No `fd`: this source has no such stream."""

    fd: int | None
    ring: VideoRing | AudioRing
    unit: int
    arrived_at: float = float("-inf")
    behind_since: float | None = None
    full: bool = False

    def __post_init__(self) -> None:
        self.ring.eof = self.fd is None
        self._holds = 0 if self.fd is None else fcntl.fcntl(self.fd, fcntl.F_GETPIPE_SZ)

    def pump(self, now: float) -> int:
        """Read what is there; closes itself at the end. `full`: more of it is probably waiting already."""
        self.full = False
        if self.fd is None:
            return 0
        count = self.ring.read(self.fd)
        if count:
            self.arrived_at, self.full = now, count > self._holds * 3 // 4
        if self.ring.eof:
            self.close()
        return count

    def ahead(self, head: float) -> float:
        """Samples that are here and not played yet; negative: how late it is."""
        return self.ring.end * self.unit - head

    def here(self, now: float) -> bool:
        """Whether it is coming in at all."""
        return now - self.arrived_at < HERE_S

    def behind(self, head: float, now: float) -> float:
        """For how many seconds it comes in, but always too late to be played."""
        if now - self.arrived_at > COMING_S or self.ahead(head) > 0:
            self.behind_since = None
            return 0.0
        self.behind_since = now if self.behind_since is None else self.behind_since
        return now - self.behind_since

    def close(self) -> None:
        """Nothing more is read."""
        if self.fd is not None:
            os.close(self.fd)
            self.fd = None
        self.ring.eof = True
