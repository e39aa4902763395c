"""Raw pictures: buffers that are used again, counted by hand, never copied, and not mapped into children."""

from __future__ import annotations

import mmap
from pathlib import Path

from streaming.mixer.wire import Profile

SPARE = 16
BLACK = (16, 128)  # luma and chroma, limited range


class Frame:
    """One picture. Whoever keeps it holds it; at the last drop its memory goes back to the pool."""

    __slots__ = ("_memory", "_pool", "_uses", "view")

    def __init__(self, pool: Pool) -> None:
        self._memory = mmap.mmap(-1, pool.size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        # A fork for a new ffmpeg would otherwise copy the page tables of hundreds of megabytes.
        self._memory.madvise(mmap.MADV_DONTFORK)
        self.view = memoryview(self._memory)
        self._pool, self._uses = pool, 1

    def hold(self) -> Frame:
        """One more keeper."""
        self._uses += 1
        return self

    def drop(self) -> None:
        """One keeper fewer."""
        self._uses -= 1
        if self._uses == 0:
            self._pool.give_back(self)

    def again(self) -> Frame:
        """Out of the pool."""
        self._uses = 1
        return self


class Pool:
    """Pictures of one size. The last one given back is the next one taken: it is still in the cache."""

    def __init__(self, size: int, spare: int = SPARE) -> None:
        self.size, self.spare = size, spare
        self.made = 0
        self._free: list[Frame] = []

    def take(self) -> Frame:
        """A picture with one keeper and any content."""
        if self._free:
            return self._free.pop().again()
        self.made += 1
        return Frame(self)

    def give_back(self, frame: Frame) -> None:
        """Kept for later, or given back to the system where there is enough."""
        if len(self._free) < self.spare:
            self._free.append(frame)
        else:
            self.made -= 1


def black(pool: Pool, profile: Profile) -> Frame:
    """A black picture."""
    frame, luma = pool.take(), profile.width * profile.height
    frame.view[:luma] = bytes([BLACK[0]]) * luma
    frame.view[luma:] = bytes([BLACK[1]]) * (pool.size - luma)
    return frame


def read_picture(path: str, pool: Pool) -> Frame:
    """The raw picture in that file; OSError or ValueError where it is none of this size."""
    if Path(path).stat().st_size != pool.size:
        raise ValueError(f"not {pool.size} bytes")
    frame = pool.take()
    with Path(path).open("rb", buffering=0) as file:
        if file.readinto(frame.view) != pool.size:
            raise ValueError("cut short")
    return frame
