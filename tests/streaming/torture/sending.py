"""Who sends: a real file over RTMP in real time, again and again, on a road that can be cut."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import threading
from pathlib import Path

from streaming.ffmpeg import executable

AGAIN_AFTER_S = 0.3  # as a sender's own "reconnect" does
PIECE = 1 << 16


class Road:
    """TCP from one port of loopback to another, carried by threads; what lies on it can be cut."""

    def __init__(self, port: int) -> None:
        self._to = ("127.0.0.1", port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # the door was closed
            while True:
                near, _ = self._door.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError), socket.create_connection(self._to) as far:
            self._open += [near, far]
            threading.Thread(target=_pour, args=(far, near), daemon=True).start()
            _pour(near, far)

    def cut(self) -> None:
        """As if the line was pulled out: both sides are told at once."""
        for end in self._open:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open = []

    def close(self) -> None:
        """No more."""
        self._door.close()
        self.cut()


def _pour(source: socket.socket, into: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(PIECE):
            into.sendall(piece)
    for end in (source, into):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


class Sender:
    """One ffmpeg at a time; whatever ends it, the next begins, unless it is to stay away."""

    def __init__(self, film: Path, address: str) -> None:
        read = ["-re", "-stream_loop", "-1", "-i", str(film), "-c", "copy", "-f", "flv", address]
        self._argv = [executable(), "-v", "error", "-nostdin", *read]
        self._over, self._away = threading.Event(), threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self.lives = 0
        self._thread = threading.Thread(target=self._tend, daemon=True)
        self._thread.start()

    def _tend(self) -> None:
        while not self._over.wait(AGAIN_AFTER_S):
            if self._away.is_set() or (self._process and self._process.poll() is None):
                continue
            self._process = subprocess.Popen(self._argv, stderr=subprocess.DEVNULL)
            self.lives += 1

    def leave(self) -> None:
        """kill -9, and stay away."""
        self._away.set()
        self.signal(signal.SIGKILL)

    def come_back(self) -> None:
        """Send again, from the file's beginning."""
        self._away.clear()

    def signal(self, number: signal.Signals) -> None:
        """To the ffmpeg that sends now."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def end(self) -> None:
        """For good."""
        self._over.set()
        self._thread.join(5)
        if self._process is not None:
            self._process.kill()
            self._process.wait(5)
