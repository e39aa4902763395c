"""When a sender's time has run out, by the clock that the test hands in."""

from __future__ import annotations

from typing import Any

import pytest

from streaming.ingest.sender import HANDSHAKE_S, IDLE_S, LINGER_S, PUBLISH_S, Sender
from streaming.ingest.source import Source
from tests.streaming.ingest.test_source import Pipe
from tests.streaming.ingest.wire import ECHO, HELLO, Talk


class Home:
    """Says yes to everybody, and notes what happened."""

    def __init__(self) -> None:
        self.codes: list[str] = []

    def admitted(self, sender: Sender) -> bool:
        return True

    def asks(self, sender: Sender, key: str) -> None:
        sender.accept(Source(1))

    def gone(self, sender: Sender) -> None:
        sender.source = None

    def closed(self, sender: Sender) -> None:
        self.codes.append("closed")

    def refused(self, sender: Sender, code: str) -> None:
        self.codes.append(code)


class Line(Pipe):
    """A sender's socket."""

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("127.0.0.1", 5)

    def get_write_buffer_size(self) -> int:
        return 70_000 if self.stalled else 0

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.got += b"EOF"

    def resume_reading(self) -> None:
        pass


def connected() -> tuple[Home, Sender, Line]:
    home, line = Home(), Line()
    sender = Sender(home)
    sender.connection_made(line)
    return home, sender, line


def feed(sender: Sender, data: bytes) -> None:
    sender.get_buffer(-1)[: len(data)] = data
    sender.buffer_updated(len(data))


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        (b"", HANDSHAKE_S),
        (HELLO, HANDSHAKE_S),
        (HELLO + ECHO + Talk().connect(), PUBLISH_S),
        (HELLO + ECHO + Talk().connect() + Talk().publish("key"), IDLE_S),
    ],
    ids=["silent", "half a handshake", "no key", "publishing, then nothing"],
)
def test_each_stage_has_its_time(said: bytes, allowed: float) -> None:
    home, sender, _ = connected()
    if said:
        feed(sender, said)
    sender.look(sender.began + allowed - 0.5)
    assert home.codes == []
    sender.look(sender.heard_at + allowed + 0.5)
    assert home.codes == ["timeout"]


def test_whoever_was_refused_gets_a_moment_to_read_it_and_is_cut() -> None:
    _, sender, line = connected()
    feed(sender, HELLO + ECHO + Talk().connect() + Talk().publish("key"))
    sender.end("key_removed")
    assert b"NetStream.Publish.Denied" in line.got
    assert line.got.endswith(b"EOF")
    assert sender.leaving_at is not None
    sender.look(sender.leaving_at + LINGER_S - 0.1)
    assert not line.closed
    sender.look(sender.leaving_at + LINGER_S + 0.1)
    assert line.closed


def test_a_sender_that_asks_and_never_reads_the_answers_is_cut() -> None:
    _, sender, line = connected()
    line.stalled = True
    feed(sender, HELLO)
    assert line.closed
