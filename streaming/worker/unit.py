"""What the worker remembers of one process across its lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from streaming.faults import FINAL, Ending
from streaming.host.child import State
from streaming.host.outflow import Flow
from streaming.worker.backoff import STEADY_S, delay
from streaming.worker.plan import Key, Seen, What

STALLED_AFTER_S = 5.0  # nothing left its socket although something waited
BEFORE_MY_TIME = "before my time"  # an earlier worker saw it give up


@dataclass
class Unit:
    """`view` is the host's last word on it; None where no process is known.

    `lives` counts its processes in this airing since a person last switched it; `noted` is the last run
    whose end was taken.
    """

    key: Key
    view: State | None = None
    failures: int = 0
    restarts: int = 0
    not_before: float = 0.0
    given_up: str | None = None
    marker: str = ""
    error_code: str = ""
    error_at: datetime | None = None
    next_try_at: datetime | None = None
    lives: int = 0
    noted: int = 0

    @property
    def alive(self) -> bool:
        """Whether its process runs."""
        return self.view is not None and self.view["exit"] is None

    @property
    def stopping(self) -> bool:
        """Whether it was told to end."""
        return self.view is not None and self.view["stopping"]

    @property
    def meta(self) -> dict[str, Any]:
        """What the worker had said at its start."""
        return self.view["meta"] if self.view else {}

    @property
    def flow(self) -> Flow | None:
        """What leaves its socket; None where nobody can know."""
        return self.view.get("flow") if self.view else None

    @property
    def stalled(self) -> bool:
        """Whether its peer holds the connection and takes nothing."""
        return self.alive and self.flow is not None and self.flow["still_s"] >= STALLED_AFTER_S

    def seen(self) -> Seen:
        """For the plan."""
        spec = str(self.meta.get("spec", ""))
        return Seen(self.alive, self.stopping, spec, self.not_before, self.given_up, self.stalled)

    def wish(self, marker: str) -> None:
        """A person asked again: what waits or had given up tries at once."""
        if self.given_up == BEFORE_MY_TIME:
            self.given_up = marker
        if self.marker and marker != self.marker:
            self.failures, self.not_before, self.given_up, self.next_try_at = 0, 0.0, None, None
        self.marker = marker

    def new_airing(self) -> None:
        """What went wrong in an earlier airing is no news in this one."""
        self.failures = self.restarts = self.lives = 0
        self.not_before, self.given_up, self.next_try_at = 0.0, None, None
        self.error_code, self.error_at = "", None

    def started(self, view: State) -> None:
        """It has a process again."""
        self.view, self.next_try_at = view, None
        self.restarts += 1 if self.lives else 0
        self.lives += 1

    def ended_as_asked(self) -> None:
        """What follows is a new beginning."""
        self.lives = self.failures = 0
        self.not_before, self.next_try_at = 0.0, None

    def steady(self) -> None:
        """A long life forgives the failures before it."""
        if self.alive and self.view and self.view["age_s"] >= STEADY_S and self.failures:
            self.failures = 0

    def failed(self, code: str, now: float, at: datetime, chance: float) -> None:
        """It ended by itself, or could not start: wait, or give up what waiting cannot heal."""
        if code != "no_program":  # that is not its own fault: it goes on when the program is back
            self.failures += 1
        wait = delay(self.key.what, max(1, self.failures), chance)
        self.not_before, self.next_try_at = now + wait, at + timedelta(seconds=wait)
        self.error_code, self.error_at = code, at
        if code in FINAL or code == "source_ended":
            self.given_up = self.marker

    def try_now(self, now: float) -> None:
        """What kept it from working is gone."""
        self.not_before, self.failures, self.next_try_at = now, 0, None


def ending(view: State) -> Ending:
    """The host's report of an exit as faults read it."""
    found = view["exit"]
    assert found is not None  # noqa: S101  only asked of those that ended
    return Ending(found["code"], found["asked"], found["lived_s"], tuple(view["tail"]))


def out_s(view: State | None) -> float:
    """Seconds of output so far; 0 where nothing is known."""
    report = view["progress"] if view else None
    return (report["out_s"] or 0.0) if report else 0.0


def is_process(key: Key) -> bool:
    """Whether the process itself is a run; a program's runs are its encoder's lives."""
    return key.what is What.RELAY
