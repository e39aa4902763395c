"""Pass-through: the segments are a copy of what one source sends. It stands where else the encoder does.

Nothing is decoded and nothing comes through here but the knowledge that something is there: the source's
bytes go from its socket (or from a process that fetches them) to an ffmpeg that copies. Where they stop the
picture stands still; each time they begin again is a run of its own, at its true place on the clock.
"""

from __future__ import annotations

import os
import time
from collections import deque

from streaming.mixer.frames import Frame
from streaming.mixer.intake import Intake, Waiting
from streaming.mixer.lives import (
    END_WITHIN_S,
    FIRST_WAIT_S,
    KEPT_RUNS,
    LONGEST_WAIT_S,
    SHORT_S,
    Life,
    words_of,
)
from streaming.mixer.process import Process
from streaming.mixer.wire import EncoderSpec

LOOK_S = 0.1  # how often it is tended
BEGINS_S = 10.0  # how long ffmpeg may take to find out what it gets
REPORTED_S = 1.0  # ffmpeg says twice a second how far it is
STILL_S = 2.0  # nothing came out for so long: the picture stands
ONE_FRAME_S = 1 / 30


class _Life(Life):
    """One run's process and what it reads."""

    def __init__(self, number: int, offset_s: float, process: Process, intake: Intake) -> None:
        super().__init__(number, offset_s, process)
        self.intake = intake
        self.moved_at, self._out_s = process.began, 0.0

    @property
    def end_s(self) -> float:
        """Where its last picture is, on the program's clock."""
        return self.offset_s + (self.process.progress.out_s or 0.0)

    @property
    def moved(self) -> bool:
        """Whether anything has come out at all."""
        return self._out_s > 0

    def look(self, now: float) -> None:
        """Note whether anything came out."""
        out_s = self.process.progress.out_s or 0.0
        if out_s != self._out_s:
            self._out_s, self.moved_at = out_s, now


class Copier:
    """Tended ten times a second; waits for a source for as long as it takes."""

    mixes = False

    def __init__(self, spec: EncoderSpec, now: float) -> None:
        self.spec = spec
        # A later worker does not know them any more.
        self._begin_s, self._next_run, self._resumed = spec.begin_s, spec.first_run, spec.resumed
        self._began = now
        self._life: _Life | None = None
        self._intake: Intake | None = None
        self.lives: deque[_Life] = deque(maxlen=KEPT_RUNS)
        self._next_try = self._wait = self._reached_s = 0.0
        self._fetched: Process | None = None  # the last one that ended by itself
        self._leaving: list[Process] = []
        self.error = ""
        self.over = False

    @property
    def clock_s(self) -> float:
        """Seconds since the program began; never before the end of what was written."""
        goes = self._begin_s + time.monotonic() - self._began
        return max(goes, self._reached_s, self._life.end_s if self._life else 0.0)

    def _go_on_from(self, life: _Life, now: float) -> None:
        """A source begins with its last keyframe, and has a clock of its own: go on behind its end."""
        self._reached_s = max(self._reached_s, life.end_s)
        if life.moved:
            self._begin_s = self._reached_s
            self._began = life.moved_at if now - life.moved_at > REPORTED_S else now

    @property
    def pid(self) -> int | None:
        """Of a process that lives."""
        mine = [self._life.process] if self._life else []
        fetching = self._intake.process if self._intake else None
        every = [*mine, *([fetching] if fetching else []), *self._leaving]
        return next((one.pid for one in every if one.code is None), None)

    def apply(self, spec: EncoderSpec) -> None:
        """Another feed, or another command line, ends this run in order; the next one begins when it has."""
        before = self.spec
        self.spec = spec
        if (spec.argv, spec.cwd, spec.feed) == (before.argv, before.cwd, before.feed):
            return
        self._next_try = self._wait = 0.0
        self._fetched = None
        if self._life is not None:
            self._retire(self._life, "changed")
        elif self._intake is not None:
            self._let_go()

    def put(self, frame: Frame, sound: bytes, now: float) -> None:
        """Nothing that is mixed goes out."""

    def pump(self) -> bool:
        """Nothing is to be handed over."""
        return False

    def tend(self, now: float) -> None:
        """Open the way in, begin when something is there, see whether it goes on."""
        self._leaving = [one for one in self._leaving if one.code is None]
        if self._life is not None:
            self._watch(self._life, now)
        elif self._intake is not None:
            self._await(self._intake, now)
        elif not self.over and not self._leaving and now >= self._next_try:
            self._open(now)

    def _watch(self, life: _Life, now: float) -> None:
        life.look(now)
        stall_s = life.intake.feed.stall_s
        if stall_s is None or life.process.asked:
            return
        if now - life.moved_at > stall_s + (0.0 if life.moved else BEGINS_S):
            self._retire(life, "stalled")

    def _open(self, now: float) -> None:
        feed = self.spec.feed
        if feed is None or not (feed.argv or feed.socket):
            return  # nobody is to be shown now
        try:
            self._intake, self.error = Intake(feed, self._fetch_ended), ""
        except (OSError, ValueError) as error:
            self.error = os.strerror(getattr(error, "errno", None) or 0)
            self._later(now, lived_s=0.0)

    def _await(self, intake: Intake, now: float) -> None:
        found = intake.look()
        if found is Waiting.THERE:
            self._start(intake, now)
        elif found is Waiting.GONE:
            self._let_go()
            self._later(now, lived_s=0.0)

    def _start(self, intake: Intake, now: float) -> None:
        offset, number = max(self.clock_s, self._reached_s + ONE_FRAME_S), self._next_run
        values = {"in": f"pipe:{intake.fd}", "offset": f"{offset:.6f}", "run": str(number)}
        argv = words_of(self.spec, self._resumed or bool(self.lives), values)
        try:
            process = Process(argv, [intake.fd], self._ended, mask=self.spec.mask, cwd=self.spec.cwd)
        except (OSError, ValueError) as error:
            self.error = os.strerror(getattr(error, "errno", None) or 0)
            self._let_go()
            self._later(now, lived_s=0.0)
            return
        intake.handed_over()
        self._life = _Life(number, offset, process, intake)
        self.lives.append(self._life)
        self._next_run, self.error = number + 1, ""

    def _later(self, now: float, lived_s: float) -> None:
        longer = min(LONGEST_WAIT_S, max(FIRST_WAIT_S, self._wait * 2))
        self._wait = FIRST_WAIT_S if lived_s >= SHORT_S else longer
        self._next_try = now + self._wait

    def _let_go(self) -> None:
        """Of the way in. A process that fetches may hold a port: the next one waits for its end."""
        if self._intake is None:
            return
        if self._intake.process is not None and self._intake.process.code is None:
            self._leaving.append(self._intake.process)
        self._intake.close()
        self._intake = None

    def _fetch_ended(self, process: Process) -> None:
        if not process.asked:
            self._fetched = process

    def _ended(self, process: Process) -> None:
        now, life = time.monotonic(), self._life
        if life is None or life.process is not process:
            return
        life.lived_s = now - process.began
        self._go_on_from(life, now)
        self._life = None
        self._let_go()
        if process.asked == "changed":
            self._next_try = now
        else:
            self._later(now, life.lived_s)

    def _retire(self, life: _Life, asked: str) -> None:
        """The end of what it reads lets it write its last segment."""
        life.intake.cut()
        life.process.stop(asked, END_WITHIN_S, term=False)

    def end(self) -> None:
        """No more runs."""
        self.over = True
        if self._life is not None:
            self._retire(self._life, "ended")
        else:
            self._let_go()

    def report(self, now: float) -> dict[str, object]:
        """For the worker. `feed.state`: waiting for it, flowing, or still."""
        life, feed = self._life, self.spec.feed
        flows = life is not None and not life.process.asked and now - life.moved_at < STILL_S
        state = "running" if life and not life.process.asked else "stopping" if life else "waiting"
        return {
            "state": state,
            "error": self.error,
            "clock_s": round(self.clock_s, 3),
            "waiting_ms": 0,
            "dropped": 0,
            "unheard": 0,
            "next_try_s": round(max(0.0, self._next_try - now), 2) if not life else None,
            "runs": [one.report(now) for one in self.lives],
            "feed": {
                "key": life.intake.feed.key if life else feed.key if feed else None,
                "state": "flowing" if flows else "still" if life else "waiting",
                "code": self._fetched.code if self._fetched else None,
                "tail": list(self._fetched.tail.lines)[-10:] if self._fetched else [],
            },
        }
