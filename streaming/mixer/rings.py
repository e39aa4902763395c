"""What came from a source and was not played yet: pictures and samples, each with its own index and bound.

Two readers that know nothing of each other: reading a picture and then its sound deadlocks with a live
MPEG-TS source, since its ffmpeg may wait to write the one before it has the other.
"""

from __future__ import annotations

import os
from collections import deque

import numpy as np
import numpy.typing as npt

from streaming.mixer.frames import Frame, Pool

Samples = npt.NDArray[np.int16]
READ = 256 * 1024
PAIR = 4  # bytes of one stereo sample
AT_ONCE = 4  # pictures a call, so that no source keeps the loop


class VideoRing:
    """Pictures by index. Full: the oldest gives way (`skip`), or nothing more is read (the sender waits)."""

    def __init__(self, pool: Pool, capacity: int, skip: bool) -> None:
        self.pool, self.capacity, self.skip = pool, capacity, skip
        self.first, self.eof = 0, False
        self._frames: deque[Frame] = deque()
        self._part: Frame | None = None
        self._got = 0

    @property
    def end(self) -> int:
        """The index after the last whole picture."""
        return self.first + len(self._frames)

    def read(self, fd: int) -> int:
        """Take what the pipe holds, straight into place; how many bytes."""
        total = 0
        for _ in range(AT_ONCE * 2):
            if self.eof or (len(self._frames) >= self.capacity and not self.skip):
                break
            self._part = self._part or self.pool.take()
            try:
                count = os.readv(fd, [self._part.view[self._got :]])
            except BlockingIOError:
                break
            self.eof = not count
            total += count
            self._got += count
            if self._got < self.pool.size:
                break
            self._whole(self._part)
        return total

    def _whole(self, frame: Frame) -> None:
        self._part, self._got = None, 0
        self._frames.append(frame)
        if len(self._frames) > self.capacity:
            self.forget(self.end - self.capacity)

    def at(self, index: int) -> Frame | None:
        """The picture of that index, where it is here."""
        return self._frames[index - self.first] if self.first <= index < self.end else None

    def forget(self, before: int) -> None:
        """Nothing before this index is needed any more."""
        while self.first < before and self._frames:
            self._frames.popleft().drop()
            self.first += 1

    def clear(self) -> None:
        """Give everything back."""
        self.forget(self.end)
        if self._part is not None:
            self._part.drop()
            self._part = None


class AudioRing:
    """Stereo samples by index, in one block of memory that is moved to its front from time to time."""

    def __init__(self, capacity: int, skip: bool) -> None:
        self.capacity, self.skip = capacity, skip
        self.first, self.eof = 0, False
        self._data = np.zeros((capacity * 2 + READ // PAIR, 2), dtype=np.int16)
        self._bytes = memoryview(self._data.data).cast("B")
        self._start, self._filled = 0, 0  # row of `first`; bytes written since the front

    @property
    def end(self) -> int:
        """The index after the last whole sample."""
        return self.first + self._filled // PAIR - self._start

    def read(self, fd: int) -> int:
        """Take what the pipe holds; how many bytes."""
        if self.eof or (self.end - self.first >= self.capacity and not self.skip):
            return 0
        self._make_room()
        try:
            count = os.readv(fd, [self._bytes[self._filled : self._filled + READ]])
        except BlockingIOError:
            return 0
        self.eof = not count
        self._filled += count
        if self.skip:
            self.forget(self.end - self.capacity)
        return count

    def _make_room(self) -> None:
        if self._filled + READ <= len(self._bytes):
            return
        kept = self._filled - self._start * PAIR
        self._bytes[:kept] = bytes(self._bytes[self._start * PAIR : self._filled])
        self._start, self._filled = 0, kept

    def peek(self, index: int, count: int) -> tuple[Samples, int]:
        """`count` samples from `index`, silence where none are; and how many, from the front, are real."""
        low, high = max(index, self.first), min(index + count, self.end)
        row = self._start - self.first
        if low == index and high == index + count:
            return self._data[row + low : row + high], count
        found = np.zeros((count, 2), dtype=np.int16)
        if low < high:
            found[low - index : high - index] = self._data[row + low : row + high]
        return found, max(0, high - index)

    def forget(self, before: int) -> None:
        """Nothing before this index is needed any more."""
        step = min(before, self.end) - self.first
        if step > 0:
            self.first += step
            self._start += step
