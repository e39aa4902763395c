"""The way in of what is copied: opened, waited at, and handed to ffmpeg unread once something is there."""

from __future__ import annotations

import contextlib
import os
import select
import socket
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from streaming.host.record import short_path
from streaming.mixer.process import SOUND, Process, big_pipe, filled, told
from streaming.mixer.wire import FeedSpec


class Waiting(Enum):
    """What is known of it, without reading a byte."""

    NOTHING = auto()
    THERE = auto()
    GONE = auto()


class Intake:
    """A Unix socket, or a process that writes into a pipe. OSError where it cannot be opened."""

    def __init__(self, feed: FeedSpec, ended: Callable[[Process], None]) -> None:
        self.feed = feed
        self.process: Process | None = None
        self._socket: socket.socket | None = None
        self._pipe: int | None = None
        if feed.argv:
            self._fetch(feed, ended)
        else:
            self._socket = _connected(Path(feed.cwd or "."), feed.socket or "")

    def _fetch(self, feed: FeedSpec, ended: Callable[[Process], None]) -> None:
        read, write = big_pipe(SOUND)
        given = {"out": write}
        if feed.listing is not None:
            given["listing"] = told(feed.listing)
        argv = filled(feed.argv, {name: f"pipe:{fd}" for name, fd in given.items()})
        try:
            self.process = Process(argv, list(given.values()), ended, mask=feed.mask, cwd=feed.cwd)
            self._pipe = read
        except (OSError, ValueError):
            os.close(read)
            raise
        finally:
            for fd in given.values():
                os.close(fd)

    @property
    def fd(self) -> int:
        """What ffmpeg is to read."""
        found = self._pipe if self._socket is None else self._socket.fileno()
        assert found is not None  # noqa: S101  asked for before it was handed over
        return found

    def look(self) -> Waiting:
        """Never waits."""
        if self._socket is not None:
            try:
                here = self._socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            except BlockingIOError:
                return Waiting.NOTHING
            except OSError:
                return Waiting.GONE
            return Waiting.THERE if here else Waiting.GONE
        poll = select.poll()
        poll.register(self.fd, select.POLLIN)
        found = poll.poll(0)
        if not found:
            return Waiting.NOTHING
        return Waiting.THERE if found[0][1] & select.POLLIN else Waiting.GONE

    def handed_over(self) -> None:
        """ffmpeg holds the reading end now; the socket is kept, to be shut from here."""
        if self._pipe is not None:
            os.close(self._pipe)
            self._pipe = None

    def cut(self) -> None:
        """Nothing more comes: who reads it finds its end."""
        if self.process is not None:
            self.process.stop("cut")
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        """Let go of it."""
        self.cut()
        self.handed_over()
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _connected(folder: Path, name: str) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    try:
        made.setblocking(False)
        with short_path(folder, name) as path:
            made.connect(path)
        made.setblocking(True)  # ffmpeg waits for it
    except OSError:
        made.close()
        raise
    return made
