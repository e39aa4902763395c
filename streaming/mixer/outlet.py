"""The way into an encoder: two pipes that are never waited for, and a short queue before each."""

from __future__ import annotations

import contextlib
import os
from collections import deque

from streaming.mixer.frames import Frame

FRESH = 15  # different pictures that may wait, half a second
PIECES = 64  # blocks of sound a call


class Outlet:
    """Where the encoder cannot keep up, a picture is replaced by the one before it. That costs no memory and,
    being equal, little of the encoder's time: so the count of pictures, and with it the sync, stays exact.
    """

    def __init__(self, video: int | None, audio: int | None, fresh: int = FRESH) -> None:
        self._video, self._audio, self._limit = video, audio, fresh
        for fd in (video, audio):
            if fd is not None:
                os.set_blocking(fd, False)
        self._frames: deque[tuple[Frame, bool]] = deque()
        self._sounds: deque[memoryview] = deque()
        self._fresh = self._sent = 0
        self.dropped = 0
        self.broken = False

    @property
    def waiting(self) -> int:
        """Ticks not handed over yet."""
        return max(len(self._frames), len(self._sounds))

    def put(self, frame: Frame, sound: bytes) -> None:
        """One tick's picture and samples."""
        last = self._frames[-1][0] if self._frames else None
        fresh = frame is not last
        if fresh and last is not None and self._fresh >= self._limit:
            frame, fresh = last, False
            self.dropped += 1
        if self._video is not None:
            self._frames.append((frame.hold(), fresh))
            self._fresh += fresh
        if self._audio is not None:
            self._sounds.append(memoryview(sound))
        self.pump()

    def pump(self) -> bool:
        """Hand over what goes; True where some of it did not."""
        with contextlib.suppress(BlockingIOError):
            self._write_pictures()
        with contextlib.suppress(BlockingIOError):
            self._write_sounds()
        return bool(self._frames or self._sounds)

    def _write_pictures(self) -> None:
        while self._frames and self._video is not None:
            frame, fresh = self._frames[0]
            self._sent += self._written(self._video, [frame.view[self._sent :]])
            if self._sent < len(frame.view):
                return
            self._frames.popleft()
            self._sent = 0
            self._fresh -= fresh
            frame.drop()

    def _write_sounds(self) -> None:
        while self._sounds and self._audio is not None:
            count = self._written(self._audio, list(self._sounds)[:PIECES])
            while self._sounds and count >= len(self._sounds[0]):
                count -= len(self._sounds.popleft())
            if count:
                self._sounds[0] = self._sounds[0][count:]
                return

    def _written(self, fd: int, pieces: list[memoryview]) -> int:
        try:
            return os.writev(fd, pieces)
        except BrokenPipeError:  # its process has ended, or is about to be seen to have
            self.broken = True
            raise BlockingIOError from None

    def close(self) -> None:
        """The encoder reads to the end of what the pipes hold; what waits before them is given up."""
        for fd in {self._video, self._audio} - {None}:
            os.close(fd)  # type: ignore[arg-type]
        self._video = self._audio = None
        while self._frames:
            self._frames.popleft()[0].drop()
        self._sounds.clear()
