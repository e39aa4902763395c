"""A page's server that misbehaves by order: what comes goes on to a real one, or is held, or is cut off."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

READ = WINDOW = 64 * 1024
LOOK_EVERY_S = 0.1


class Fickle:
    """A TCP door to `port`. `stalled`: what is sent is not read any more; `lives_s`: then it is cut off."""

    def __init__(self, port: int, lives_s: float | None = None, at: int = 0) -> None:
        self.behind, self.lives_s = port, lives_s
        self.stalled, self._over = threading.Event(), threading.Event()
        self.came: list[float] = []
        self.cut: list[float] = []
        self._open: list[socket.socket] = []
        self._door = socket.socket()
        # What its kernel takes in while nobody reads cannot be seen from the other side: kept small here.
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._door.bind(("127.0.0.1", at))
        self._door.listen()
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def address(self) -> str:
        """For a page."""
        return f"rtmp://127.0.0.1:{self.port}/live"

    def drop(self) -> None:
        """Close every connection now."""
        for peer in self._open:
            with contextlib.suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)

    def refuse(self) -> None:
        """Nobody is let in any more, and who is in is cut off."""
        self._over.set()
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.drop()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            self.came.append(time.monotonic())
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self.behind), 5)
        except OSError:
            near.close()
            return
        self._open += [near, far]
        threading.Thread(target=self._pump, args=(far, near), daemon=True).start()
        self._pump(near, far, self.lives_s)
        self.cut.append(time.monotonic())
        for peer in (near, far):
            with contextlib.suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
            peer.close()

    def _pump(self, source: socket.socket, target: socket.socket, lives_s: float | None = None) -> None:
        until = time.monotonic() + lives_s if lives_s else None
        source.settimeout(LOOK_EVERY_S)
        while not self._over.is_set() and (until is None or time.monotonic() < until):
            if self.stalled.is_set():
                self._over.wait(LOOK_EVERY_S)  # holds the connection, takes nothing
                continue
            try:
                data = source.recv(READ)
                if not data:
                    return
                target.sendall(data)
            except TimeoutError:
                continue
            except OSError:
                return

    def __enter__(self) -> Fickle:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        if not self._over.is_set():
            self.refuse()


@contextmanager
def fickle(port: int, count: int = 1, lives_s: float | None = None) -> Iterator[list[Fickle]]:
    """Several doors to one server."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(Fickle(port, lives_s)) for _ in range(count)]
