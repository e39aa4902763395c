"""The second door of a source: for who copies, and wants one sender's stream and then its end."""

from __future__ import annotations

from streaming.ingest.chunks import Message
from streaming.ingest.reader import Reader
from streaming.ingest.source import Source
from tests.streaming.ingest.test_source import Pipe, Somebody, live, more, reader_of
from tests.streaming.ingest.wire import AVC_HEADER, frames


def copier_of(source: Source) -> Pipe:
    """Of one who copies: it wants one sender's stream of one form."""
    pipe = Pipe()
    pipe.reader = Reader(source, once=True)
    pipe.reader.connection_made(pipe)
    return pipe


def test_who_copies_gets_one_senders_stream_and_then_its_end() -> None:
    source = Source(1)
    pipe = copier_of(source)
    live(source, frames(20))
    assert len(pipe.pictures) > 0
    assert not pipe.closed
    source.stop()
    assert pipe.closed
    got = len(pipe.got)
    live(source, frames(20))
    assert len(pipe.got) == got


def test_who_copies_and_came_first_waits_through_a_start() -> None:
    source = Source(1)
    pipe = copier_of(source)
    source.start(Somebody(), 0.0)
    assert not pipe.closed


def test_who_copies_opens_anew_where_the_picture_is_of_another_form() -> None:
    source = Source(1)
    pipe, usual = copier_of(source), reader_of(source)
    live(source, frames(20))
    other = frames(20)
    changed = [replaced(it) if it.payload == AVC_HEADER else it for it in other]
    more(source, changed)
    assert pipe.closed
    assert not usual.closed


def replaced(header: Message) -> Message:
    return Message(header.kind, header.timestamp, header.stream, header.payload + b"\0")
