"""One ffmpeg process: started in a group of its own, its pipes always drained, ended by TERM then KILL."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, NotRequired, TypedDict

from streaming.host import descriptors
from streaming.host.outflow import Flow, Outflow
from streaming.host.progress import Progress, Report
from streaming.host.tail import Tail
from streaming.host.tied import tied

READ = 64 * 1024
# Nothing of the server's own environment reaches a child: no keys, no database address, no proxy.
KEPT_ENV = ("PATH", "LANG", "LC_ALL", "HOME", "SSL_CERT_FILE", "NHIPCAU_DATA")
# One arena for a process of three threads: 2 MB less of each relay.
SET_ENV = {"TZ": "UTC", "MALLOC_ARENA_MAX": "1"}


@dataclass(frozen=True)
class Spec:
    """What to run. `meta` is the worker's own, given back as it came; `mask` never leaves this process.

    `flow`: look at what leaves its socket.
    """

    key: str
    run: int
    argv: list[str]
    meta: dict[str, Any]
    mask: tuple[str, ...] = ()
    term_deadline_s: float = 5.0
    flow: bool = False


class Exit(TypedDict):
    """How it ended: the true code (negative: that signal), and who asked for it ("" for nobody)."""

    code: int
    asked: str
    lived_s: float


class State(TypedDict):
    """A child as the worker sees it."""

    key: str
    run: int
    pid: int
    meta: dict[str, Any]
    started_at: float
    age_s: float
    progress: Report | None
    flow: NotRequired[Flow | None]
    stopping: bool
    exit: Exit | None
    tail: list[str]


class Child:
    """Starts in the constructor (OSError where it cannot); calls `ended` once."""

    def __init__(self, spec: Spec, ended: Callable[[Child], None]) -> None:
        self.spec, self._ended = spec, ended
        self.progress, self.tail = Progress(), Tail(spec.mask)
        self.outflow = Outflow() if spec.flow else None
        self.asked = ""
        self.exit: Exit | None = None
        self._loop = asyncio.get_running_loop()
        self._kill: asyncio.TimerHandle | None = None
        self.started_at, self.began = time.time(), time.monotonic()
        self._process = _spawn(spec.argv)
        self.pid = self._process.pid
        self._watch()

    def _watch(self) -> None:
        try:
            self._pidfd = os.pidfd_open(self.pid)
        except OSError:  # no descriptor left: a child that nobody can watch must not live
            self._signal(signal.SIGKILL)
            self._process.wait()
            for pipe in self._pipes():
                pipe.close()
            raise
        self._loop.add_reader(self._pidfd, self._on_exit)
        for pipe in self._pipes():
            os.set_blocking(pipe.fileno(), False)
            self._loop.add_reader(pipe.fileno(), self._drain, pipe)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        out, err = self._process.stdout, self._process.stderr
        assert out is not None  # noqa: S101  asked for in _spawn
        assert err is not None  # noqa: S101
        return out, err

    def _drain(self, pipe: IO[bytes]) -> bool:
        """Read what is there; True when something was."""
        try:
            data = os.read(pipe.fileno(), READ)
        except BlockingIOError:
            return False
        if not data:
            self._loop.remove_reader(pipe.fileno())
        elif pipe is self._process.stdout:
            self.progress.feed(data, time.monotonic())
        else:
            self.tail.feed(data)
        return bool(data)

    def stop(self, asked: str, kill: bool = False) -> None:
        """TERM to the group, KILL after the deadline; `kill`: at once."""
        if self.exit is not None:
            return
        self.asked = self.asked or asked
        if kill:
            self._signal(signal.SIGKILL)
        elif self._kill is None:
            self._signal(signal.SIGTERM)
            self._kill = self._loop.call_later(self.spec.term_deadline_s, self._signal, signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.exit is None:  # not reaped yet, so the pid is still this process's
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def _on_exit(self) -> None:
        self._loop.remove_reader(self._pidfd)
        os.close(self._pidfd)
        self._signal(signal.SIGKILL)  # whoever is left in its group
        code = self._process.wait()
        if self._kill is not None:
            self._kill.cancel()
        self._close_pipes()
        self.exit = {"code": code, "asked": self.asked, "lived_s": time.monotonic() - self.began}
        self._ended(self)

    def _close_pipes(self) -> None:
        for pipe in self._pipes():
            while self._drain(pipe):
                pass
            self._loop.remove_reader(pipe.fileno())
            pipe.close()
        self.tail.close()

    def state(self) -> State:
        """For the worker."""
        now = time.monotonic()
        return {
            "key": self.spec.key,
            "run": self.spec.run,
            "pid": self.pid,
            "meta": self.spec.meta,
            "started_at": self.started_at,
            "age_s": round(now - self.began, 3),
            "progress": self.progress.report(now),
            "flow": self.outflow.report() if self.outflow else None,
            "stopping": bool(self.asked) and self.exit is None,
            "exit": self.exit,
            "tail": self.tail.shown(whole=self.exit is not None),
        }


def _spawn(argv: list[str]) -> subprocess.Popen[bytes]:
    tie, limits = tied(), descriptors.for_children()

    def die_with_host() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
        tie()

    return subprocess.Popen(  # noqa: S603  a list, from the worker that started this host
        argv,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**SET_ENV, **{name: os.environ[name] for name in KEPT_ENV if name in os.environ}},
        start_new_session=True,
        # The guard's look-ups run in threads beside this one; what runs here takes no lock of theirs.
        preexec_fn=die_with_host,  # noqa: PLW1509
    )
