"""What the launcher knows of its child processes: start, watch, end; identity by pid and start time."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from streaming.host.tied import tied

FIRST_RETRY_S, LAST_RETRY_S, STEADY_S = 0.5, 15.0, 30.0


def start_time(pid: int) -> str | None:
    """The kernel's start time of a process (clock ticks since boot); None where it is gone.

    A pid is used again, a pid with its start time is not (proc(5), field 22 of stat).
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None


@dataclass
class Child:
    """One long-lived process of ours, started again when it ends, with growing patience."""

    name: str
    argv: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    next_try: float = 0.0
    ended_codes: list[int] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches the launcher alone, which ends all in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  argv is ours
            self.argv,
            start_new_session=True,
            preexec_fn=tied(signal.SIGTERM),  # noqa: PLW1509  the launcher has one thread
            stdin=subprocess.DEVNULL,
        )

    def tend(self, now: float) -> int | None:
        """One look: the exit code when it has just ended, and a new start when its time has come."""
        if self.process is None:
            if now >= self.next_try:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            return None
        self.failures = 0 if now - self.started > STEADY_S else self.failures + 1
        self.next_try = now + min(LAST_RETRY_S, FIRST_RETRY_S * 2 ** max(0, self.failures - 1))
        self.process = None
        self.ended_codes = [*self.ended_codes[-9:], code]
        return code

    def ask_to_end(self) -> None:
        """SIGTERM, where it still runs."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()

    def make_end(self, deadline: float) -> None:
        """Wait until the deadline (monotonic), then kill its whole group."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


def manage(*words: str) -> list[str]:
    """argv of one of our own commands, by the interpreter that runs us."""
    return [sys.executable, str(Path(__file__).resolve().parent.parent / "manage.py"), *words]
