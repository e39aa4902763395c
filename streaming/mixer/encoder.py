"""The one encoder of the broadcast, through all its lives: killed, it starts again, the clock going on."""

from __future__ import annotations

import contextlib
import os
import time
from collections import deque

from streaming.mixer.frames import Frame
from streaming.mixer.lives import (
    END_WITHIN_S,
    FIRST_WAIT_S,
    KEPT_RUNS,
    LONGEST_WAIT_S,
    SHORT_S,
    Life,
    words_of,
)
from streaming.mixer.outlet import Outlet
from streaming.mixer.process import PICTURES, SOUND, Process, big_pipe
from streaming.mixer.wire import EncoderSpec

STUCK_S = 10.0


class _Life(Life):
    """A run's process and its outlet."""

    def __init__(self, number: int, offset_s: float, process: Process, outlet: Outlet) -> None:
        super().__init__(number, offset_s, process)
        self.outlet = outlet

    @property
    def dropped(self) -> int:
        return self.outlet.dropped


class Encoder:
    """`count`: ticks since the program began; every one has its place on the clock, encoded or not."""

    mixes = True

    def __init__(self, spec: EncoderSpec, fps: int) -> None:
        self.spec, self._fps = spec, fps
        self._begin_s, self._next_run = spec.begin_s, spec.first_run
        self.count = self.unheard = 0
        self.error = ""
        self._life: _Life | None = None
        self.lives: deque[_Life] = deque(maxlen=KEPT_RUNS)
        self._next_try, self._wait = 0.0, 0.0
        self.over = False

    @property
    def clock_s(self) -> float:
        """Seconds since the program began."""
        return self._begin_s + self.count / self._fps

    @property
    def pid(self) -> int | None:
        """Of the process that lives."""
        return self._life.process.pid if self._life and self._life.process.code is None else None

    def apply(self, spec: EncoderSpec) -> None:
        """Another command line ends this run in order; the next one begins when it has."""
        changed = (spec.argv, spec.cwd) != (self.spec.argv, self.spec.cwd)
        self.spec = spec
        if changed and self._life:
            self._retire(self._life, "changed")

    def tend(self, now: float) -> None:
        """Everything of it happens at a tick."""

    def put(self, frame: Frame, sound: bytes, now: float) -> None:
        """One tick."""
        if self._life is None and not self.over and now >= self._next_try:
            self._start(now)
        if self._life is not None and not self._life.process.asked:
            self._life.outlet.put(frame, sound)
            self._watch(self._life)
        else:
            self.unheard += 1
        self.count += 1

    def pump(self) -> bool:
        """Hand over what goes."""
        return self._life is not None and self._life.outlet.pump()

    def _watch(self, life: _Life) -> None:
        if life.outlet.waiting > STUCK_S * self._fps:
            life.process.kill("stuck")

    def _start(self, now: float) -> None:
        video, audio = big_pipe(PICTURES), big_pipe(SOUND)
        mine, theirs = (video[1], audio[1]), (video[0], audio[0])
        offset, number = self.clock_s, self._next_run
        try:
            process = Process(
                self._argv(theirs, offset, number),
                theirs,
                self._ended,
                mask=self.spec.mask,
                cwd=self.spec.cwd,
            )
        except (OSError, ValueError) as error:
            self.error = f"{type(error).__name__}: {os.strerror(getattr(error, 'errno', None) or 0)}"
            self._later(now, lived_s=0.0)
            _close(mine)
        else:
            self._life = _Life(number, offset, process, Outlet(*mine))
            self.lives.append(self._life)
            self._next_run, self.error = number + 1, ""
        _close(theirs)

    def _argv(self, fds: tuple[int, int], offset_s: float, number: int) -> list[str]:
        values = {"video": f"pipe:{fds[0]}", "audio": f"pipe:{fds[1]}"}
        values |= {"offset": f"{offset_s:.6f}", "run": str(number)}
        return words_of(self.spec, self.spec.resumed or bool(self.lives), values)

    def _later(self, now: float, lived_s: float) -> None:
        """At once after a good life, else 0.2 s … 5 s later."""
        longer = min(LONGEST_WAIT_S, max(FIRST_WAIT_S, self._wait * 2))
        self._wait = 0.0 if lived_s >= SHORT_S else longer
        self._next_try = now + self._wait

    def _ended(self, process: Process) -> None:
        now, life = time.monotonic(), self._life
        if life is None or life.process is not process:
            return
        life.lived_s = now - process.began
        life.outlet.close()
        self._life = None
        self._later(now, SHORT_S if process.asked == "changed" else life.lived_s)

    def _retire(self, life: _Life, asked: str) -> None:
        """The end of its input lets it write its last segment."""
        life.process.stop(asked, END_WITHIN_S, term=False)
        life.outlet.close()

    def end(self) -> None:
        """No more runs."""
        self.over = True
        if self._life:
            self._retire(self._life, "ended")

    def report(self, now: float) -> dict[str, object]:
        """For the worker."""
        life = self._life
        state = "running" if life and not life.process.asked else "stopping" if life else "waiting"
        return {
            "state": state,
            "error": self.error,
            "clock_s": round(self.clock_s, 3),
            "waiting_ms": round(1000 * life.outlet.waiting / self._fps) if life else 0,
            "dropped": sum(one.dropped for one in self.lives),
            "unheard": self.unheard,
            "next_try_s": round(max(0.0, self._next_try - now), 2) if not life else None,
            "runs": [one.report(now) for one in self.lives],
        }


def _close(fds: tuple[int, int]) -> None:
    for fd in fds:
        with contextlib.suppress(OSError):
            os.close(fd)
