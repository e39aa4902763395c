"""One source's time for its readers: it goes on through reconnects, jumps and wraps of the sender's clock."""

from __future__ import annotations

STEP_MS = 40  # between two lives of a sender: about a frame
BACK_MS, AHEAD_MS = 1_000, 10_000  # beyond these steps the sender's clock was set
HALF, WHOLE = 1 << 31, 1 << 32


def difference(later: int, earlier: int) -> int:
    """Signed ms between two stamps of 32 bits that wrap."""
    return (later - earlier + HALF) % WHOLE - HALF


class Timeline:
    """Gives each stamp its place in ms since the source was first seen; per track it never goes back."""

    def __init__(self) -> None:
        self.last = -STEP_MS
        self._reference: tuple[int, int] | None = None  # (the sender's stamp, its place)
        self._base = 0  # counts how often a new reference was taken
        self._tracks: dict[int, tuple[int, int]] = {}  # track → (the sender's last stamp, under which base)
        self._placed: dict[int, int] = {}

    def new_sender(self) -> None:
        """The next stamp is of another clock."""
        self._reference = None

    def place(self, track: int, stamp: int) -> int:
        """The place of one tag of a track."""
        if self._reference is None or self._jumped(self._reference, track, stamp):
            self._reference = stamp, self.last + STEP_MS
            self._base += 1
        at = self._reference[1] + difference(stamp, self._reference[0])
        self._reference = stamp, at
        self._tracks[track] = stamp, self._base
        at = self._placed[track] = max(at, self._placed.get(track, 0))
        self.last = max(self.last, at)
        return at

    def _jumped(self, reference: tuple[int, int], track: int, stamp: int) -> bool:
        gap = difference(stamp, reference[0])
        if not -AHEAD_MS <= gap < 0:
            return gap < 0 or gap > AHEAD_MS
        # A track steps back only where the clock was set; after that its own last stamp says nothing.
        before, base = self._tracks.get(track, (0, -1))
        return base == self._base and difference(stamp, before) < -BACK_MS
