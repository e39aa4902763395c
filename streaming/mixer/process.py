"""One ffmpeg of the mixer: a group of its own, dies with the mixer, its words always drained and masked."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import IO

from streaming.host.progress import Progress
from streaming.host.tail import Tail
from streaming.host.tied import tied

READ = 64 * 1024
PICTURES, SOUND = 1024 * 1024, 256 * 1024
KEPT_ENV = ("PATH", "LANG", "LC_ALL", "TZ", "HOME", "NHIPCAU_DATA")


def big_pipe(size: int = PICTURES) -> tuple[int, int]:
    """(read end, write end), so large that a picture goes through in one or two pieces.

    Smaller where all that this user's pipes may hold together (64 MB by default) is used up.
    """
    ends = os.pipe()
    for allowed in (size, size // 4):
        with contextlib.suppress(OSError):
            fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, allowed)
            break
    return ends


def pipes_for(argv: Sequence[str]) -> dict[str, tuple[int, int]]:
    """A pipe for each of `{video}` and `{audio}` that stands in it."""
    sizes = {"video": PICTURES, "audio": SOUND}
    return {name: big_pipe(size) for name, size in sizes.items() if uses(argv, name)}


def told(text: str) -> int:
    """The read end of a pipe that holds this text, and then its end. It fits: a pipe holds 64 kB, this 16."""
    ends = os.pipe()
    os.write(ends[1], text.encode())
    os.close(ends[1])
    return ends[0]


class Process:
    """Runs from the constructor on (OSError where it cannot); calls `ended` once. `fds` are handed down."""

    def __init__(
        self,
        argv: Sequence[str],
        fds: Sequence[int],
        ended: Callable[[Process], None],
        *,
        mask: Sequence[str] = (),
        cwd: str | None = None,
        nice: int = 0,
    ) -> None:
        self._ended, self._loop = ended, asyncio.get_running_loop()
        self.tail, self.progress = Tail(mask), Progress()
        self.code: int | None = None
        self.asked = ""
        self._kill: asyncio.TimerHandle | None = None
        self.began, self.started_at = time.monotonic(), time.time()
        self._process = _spawn(argv, fds, cwd, nice)
        self.pid = self._process.pid
        self._pidfd = os.pidfd_open(self.pid)
        self._loop.add_reader(self._pidfd, self._on_exit)
        for pipe in self._pipes():
            os.set_blocking(pipe.fileno(), False)
            self._loop.add_reader(pipe.fileno(), self._drain, pipe)

    def _pipes(self) -> list[IO[bytes]]:
        return [pipe for pipe in (self._process.stdout, self._process.stderr) if pipe is not None]

    def _drain(self, pipe: IO[bytes]) -> bool:
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

    def stop(self, asked: str, within_s: float = 1.0, term: bool = True) -> None:
        """TERM to its group (not where its input's end will do), KILL after the deadline."""
        if self.code is not None or self.asked:
            return
        self.asked = asked
        if term:
            self.signal(signal.SIGTERM)
        self._kill = self._loop.call_later(within_s, self.signal, signal.SIGKILL)

    def kill(self, asked: str) -> None:
        """At once."""
        self.asked = self.asked or asked
        self.signal(signal.SIGKILL)

    def signal(self, number: signal.Signals) -> None:
        """To the whole group; only while the pid is surely this process's."""
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def _on_exit(self) -> None:
        self._loop.remove_reader(self._pidfd)
        os.close(self._pidfd)
        self.signal(signal.SIGKILL)  # whoever is left in its group
        self.code = self._process.wait()
        if self._kill is not None:
            self._kill.cancel()
        for pipe in self._pipes():
            while self._drain(pipe):
                pass
            self._loop.remove_reader(pipe.fileno())
            pipe.close()
        self.tail.close()
        self._ended(self)


def _spawn(argv: Sequence[str], fds: Sequence[int], cwd: str | None, nice: int) -> subprocess.Popen[bytes]:
    tie = tied()

    def die_with_mixer() -> None:
        tie()
        if nice:
            os.nice(nice)

    return subprocess.Popen(  # noqa: S603  a list, from the worker that started this mixer
        list(argv),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=fds,
        cwd=cwd,
        env={name: os.environ[name] for name in KEPT_ENV if name in os.environ},
        start_new_session=True,
        preexec_fn=die_with_mixer,  # noqa: PLW1509  a mixer has one thread
    )


def filled(argv: Sequence[str], values: dict[str, str]) -> list[str]:
    """The words with `{name}` replaced; other braces are left alone."""
    words = []
    for given in argv:
        word = given
        for name, value in values.items():
            word = word.replace("{" + name + "}", value)
        words.append(word)
    return words


def uses(argv: Sequence[str], name: str) -> bool:
    """Whether `{name}` stands anywhere in it."""
    return any("{" + name + "}" in word for word in argv)
