"""A look at one source before anybody sees it: a small encoder that can hurt nothing but itself."""

from __future__ import annotations

import contextlib
import os
import time

import numpy as np
import numpy.typing as npt

from streaming.mixer.frames import Frame
from streaming.mixer.outlet import Outlet
from streaming.mixer.process import Process, filled, pipes_for
from streaming.mixer.wire import PreviewSpec, Profile

RETRY_S = 2.0
WAITING = 3  # pictures; what comes then is left out together with its sound
NICE = 10


class Preview:
    """Every n-th picture with the sound since the last one."""

    def __init__(self, spec: PreviewSpec, profile: Profile) -> None:
        self.spec = spec
        self._every, self._count = profile.fps // spec.fps, 0
        self._silence = bytes(profile.samples * 4)
        self._sound: list[bytes] = []
        self.process: Process | None = None
        self._outlet: Outlet | None = None
        self._next_try, self.starts, self.missed = 0.0, 0, 0
        self.code: int | None = None
        self.error = ""
        self._over = False

    def put(self, frame: Frame, sound: npt.NDArray[np.float32] | None, now: float) -> None:
        """One tick of the source."""
        as_bytes = self._silence if sound is None else (sound * np.float32(32767)).astype("<i2").tobytes()
        self._sound.append(as_bytes)
        self._count += 1
        if self._count % self._every:
            return
        whole, self._sound = b"".join(self._sound), []
        if self._outlet is None and not self._over and now >= self._next_try:
            self._start(now)
        if self._outlet is None or self._outlet.waiting >= WAITING:
            self.missed += 1
        else:
            self._outlet.put(frame, whole)

    def pump(self) -> None:
        """Hand over what goes; nobody hurries for a preview."""
        if self._outlet is not None:
            self._outlet.pump()

    def _start(self, now: float) -> None:
        self._next_try = now + RETRY_S
        pipes = pipes_for(self.spec.argv)
        theirs = [ends[0] for ends in pipes.values()]
        argv = filled(self.spec.argv, {name: f"pipe:{ends[0]}" for name, ends in pipes.items()})
        mine = [pipes[name][1] if name in pipes else None for name in ("video", "audio")]
        outlet = Outlet(mine[0], mine[1])
        try:
            self.process = Process(
                argv, theirs, self._ended, mask=self.spec.mask, cwd=self.spec.cwd, nice=NICE
            )
            self._outlet, self.starts = outlet, self.starts + 1
        except (OSError, ValueError) as error:
            self.error = os.strerror(getattr(error, "errno", None) or 0)
            outlet.close()
        for fd in theirs:
            with contextlib.suppress(OSError):
                os.close(fd)

    def _ended(self, process: Process) -> None:
        self.code, self._next_try = process.code, time.monotonic() + RETRY_S
        if self._outlet is not None:
            self._outlet.close()
            self._outlet = None

    def end(self) -> None:
        """No more of it."""
        self._over = True
        if self._outlet is not None:
            self._outlet.close()
            self._outlet = None
        if self.process is not None:
            self.process.stop("ended", term=False)

    def report(self) -> dict[str, object]:
        """For the worker."""
        alive = self.process is not None and self.process.code is None
        return {
            "pid": self.process.pid if alive and self.process else None,
            "starts": self.starts,
            "missed": self.missed,
            "code": self.code,
            "error": self.error,
            "tail": list(self.process.tail.lines)[-5:] if self.process else [],
        }
