"""A platform's RTMP server that says no in the words of the test, over real sockets."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from streaming.ingest import amf0
from streaming.ingest.session import Ended, Session, WantsToPublish

READ = 64 * 1024


@dataclass(frozen=True)
class Manners:
    """`at_connect`, `at_publish`, `later`: (code, words) of the refusal; `later` comes after `after_s`
    seconds of media; `closes`: cut off without a word then."""

    at_connect: tuple[str, str] | None = None
    at_publish: tuple[str, str] | None = None
    later: tuple[str, str] | None = None
    after_s: float = 0.5
    closes: bool = False


@dataclass(frozen=True)
class No:
    """A refusal as Session.refuse takes it."""

    status: str
    words: str


class Rude(Session):
    """Refuses the connect command itself."""

    def __init__(self, manners: Manners) -> None:
        super().__init__()
        self.manners = manners

    def _connect(self, number: float, given: amf0.Value) -> None:
        if self.manners.at_connect is None:
            super()._connect(number, given)
            return
        code, words = self.manners.at_connect
        self._say("_error", number, None, {"level": "error", "code": code, "description": words})


class Platform:
    """Listens at once; `came`: when somebody connected; `tls`: over rtmps."""

    def __init__(self, manners: Manners, tls: ssl.SSLContext | None = None) -> None:
        self.manners, self.came, self._over, self._tls = manners, list[float](), threading.Event(), tls
        self._door = socket.create_server(("127.0.0.1", 0))
        scheme = "rtmps" if tls else "rtmp"
        self.address = f"{scheme}://127.0.0.1:{self._door.getsockname()[1]}/live"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(OSError):
                peer, _ = self._door.accept()
                self.came.append(time.monotonic())
                threading.Thread(target=self._talk, args=(peer,), daemon=True).start()

    def _talk(self, raw: socket.socket) -> None:
        session, since = Rude(self.manners), 0.0
        with (
            raw,
            contextlib.suppress(OSError),
            self._tls.wrap_socket(raw, server_side=True) if self._tls else raw as peer,
        ):
            while not self._over.is_set() and (data := peer.recv(READ)):
                events = list(session.feed(data))
                for event in events:
                    since = self._answer(session, event) or since
                if out := session.take_output():
                    peer.sendall(out)
                if self._has_refused(events) or self._done(session, peer, since):
                    return

    def _answer(self, session: Session, event: object) -> float:
        if isinstance(event, WantsToPublish) and self.manners.at_publish is None:
            session.accept()
            return time.monotonic()
        if isinstance(event, WantsToPublish) and self.manners.at_publish:
            session.refuse(No(*self.manners.at_publish))  # type: ignore[arg-type]
        return 0.0

    def _has_refused(self, events: Sequence[object]) -> bool:
        asked = any(isinstance(event, WantsToPublish) for event in events)
        return any(isinstance(event, Ended) for event in events) or (asked and bool(self.manners.at_publish))

    def _done(self, session: Session, peer: socket.socket, since: float) -> bool:
        if not since or time.monotonic() - since < self.manners.after_s:
            return False
        if self.manners.later:
            session.refuse(No(*self.manners.later))  # type: ignore[arg-type]
            peer.sendall(session.take_output())
            _until_it_leaves(peer)
        return bool(self.manners.later or self.manners.closes)

    def close(self) -> None:
        """No more."""
        self._over.set()
        self._door.close()


def _until_it_leaves(peer: socket.socket) -> None:
    """A close with media unread would take the last words along."""
    peer.shutdown(socket.SHUT_WR)
    peer.settimeout(5.0)
    while peer.recv(READ):
        pass


@contextmanager
def platform(manners: Manners, tls: ssl.SSLContext | None = None) -> Iterator[Platform]:
    """For as long as the block runs."""
    made = Platform(manners, tls)
    try:
        yield made
    finally:
        made.close()
