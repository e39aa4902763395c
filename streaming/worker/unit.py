"""What the worker remembers of one process across its lives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from streaming.faults import FINAL, Ending
from streaming.host.child import State
from streaming.host.outflow import Flow
from streaming.policies import policy_of
from streaming.worker.backoff import STEADY_S, delay
from streaming.worker.plan import Key, Seen, What

BACKUP_AFTER = 3  # failures in a row
LIMIT_SLACK_S = 300.0
STALLED_AFTER_S = 5.0  # nothing left its socket although something waited
STANDS_AFTER_S = 15.0  # far more than an encoder needs to begin, far less than its readers wait
BEFORE_MY_TIME = "before my time"  # an earlier worker saw it give up


@dataclass
class Unit:
    """`view` is the host's last word on it; None where no process is known.

    `lives` counts its processes in this airing since a person last switched it; `noted` is the last run
    whose end was taken; `in_a_row`: failures with the same code; `lost`: failures
    in a row that another address may not have; `first_at`: when its page took something
    first; `limit_s`: after how long its platform ends it (0: never); `stands`: its output does not go on.
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
    in_a_row: int = 0
    lost: int = 0
    on_backup: bool = False
    first_at: datetime | None = None
    limit_s: float = 0.0
    stands: bool = False
    _out: tuple[int, float] = (0, 0.0)
    _out_at: float = 0.0

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
        """Whether its peer holds the connection and takes nothing, or it hangs itself."""
        still = self.flow is not None and self.flow["still_s"] >= STALLED_AFTER_S
        return self.alive and (still or self.stands)

    def watch(self, should: bool, now: float) -> None:
        """Whether its output goes on; `should`: what it reads does."""
        out = (self.view["run"] if self.view else 0, out_s(self.view))
        if not should or not self.alive or out != self._out:
            self._out, self._out_at = out, now
        self.stands = now - self._out_at >= STANDS_AFTER_S

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
            self.in_a_row = self.lost = 0
            self.on_backup, self.first_at = False, None
        self.marker = marker

    def new_airing(self) -> None:
        """What went wrong in an earlier airing is no news in this one."""
        self.failures = self.restarts = self.lives = self.in_a_row = self.lost = 0
        self.on_backup, self.first_at = False, None
        self.not_before, self.given_up, self.next_try_at = 0.0, None, None
        self.error_code, self.error_at = "", None

    def started(self, view: State) -> None:
        """It has a process again."""
        self.view, self.next_try_at = view, None
        self.restarts += 1 if self.lives else 0
        self.lives += 1

    def ended_as_asked(self) -> None:
        """What follows is a new beginning."""
        self.lives = self.failures = self.in_a_row = self.lost = 0
        self.not_before, self.next_try_at = 0.0, None

    def steady(self) -> None:
        """A long life forgives the failures before it."""
        if self.alive and self.view and self.view["age_s"] >= STEADY_S:
            self.failures = self.in_a_row = self.lost = 0  # also where a knock forgave the failures alone

    def failed(self, code: str, now: float, at: datetime, chance: float) -> None:
        """It ended by itself, or could not start: wait, or give up what waiting cannot heal."""
        if code != "no_program":  # that is not its own fault: it goes on when the program is back
            self.failures += 1
        self.in_a_row = self.in_a_row + 1 if code == self.error_code else 1
        self.lost = self.lost + 1 if policy_of(code).elsewhere else 0
        count = self.in_a_row if policy_of(code).tries else self.failures
        wait = delay(self.key.what, max(1, count), chance, code)
        self.not_before, self.next_try_at = now + wait, at + timedelta(seconds=wait)
        self.error_code, self.error_at = code, at
        if code in FINAL or code == "source_ended" or policy_of(code).asks(self.in_a_row):
            self.given_up, self.next_try_at = self.marker, None

    def turn(self, now: float) -> None:
        """To the other address after it was lost so often; the backup is tried at once."""
        if self.alive or self.lost < BACKUP_AFTER:
            return
        self.on_backup, self.lost = not self.on_backup, 0
        if self.on_backup:
            self.not_before, self.next_try_at = now, None

    def flowed(self, at: datetime) -> None:
        """Its page takes what is sent: the key is good."""
        self.first_at = self.first_at or at

    def over_limit(self, at: datetime) -> bool:
        """Whether its platform has sent for about as long as it lets anybody."""
        if self.first_at is None or not self.limit_s:
            return False
        return (at - self.first_at).total_seconds() > self.limit_s - LIMIT_SLACK_S

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
