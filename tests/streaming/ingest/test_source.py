"""A source and its readers, without a socket."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from streaming.ingest.chunks import Message
from streaming.ingest.reader import QUEUE_BYTES, QUEUE_MS, Reader, Tag
from streaming.ingest.source import KEPT_BYTES, SETTLE_MS, Source
from streaming.ingest.tags import HAS_AUDIO, HAS_VIDEO
from tests.streaming.ingest.wire import AAC_HEADER, AVC_HEADER, FlvTag, flv_tags, frames

MONO = b"\xaf\x00\x12\x08"


class Pipe(asyncio.Transport):
    """A socket whose other side reads as much as the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.got, self.closed, self.stalled = b"", False, False
        self.reader: Reader | None = None

    def write(self, data: Any) -> None:
        self.got += data
        if self.stalled and self.reader is not None:
            self.reader.pause_writing()

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    abort = close

    def drain(self) -> None:
        """The other side reads on."""
        assert self.reader is not None
        self.stalled = False
        self.reader.resume_writing()

    @property
    def tags(self) -> list[FlvTag]:
        """What came, without the metadata."""
        return [tag for tag in flv_tags(self.got) if tag.kind != 18]

    @property
    def pictures(self) -> list[FlvTag]:
        """Its video frames."""
        return [tag for tag in self.tags if tag.kind == 9 and tag.body[1] == 1]


class Somebody:
    address = digest = ""

    def end(self, code: str) -> None:
        raise AssertionError(code)


def live(source: Source, sent: list[Message]) -> None:
    """A new sender with all of this."""
    source.start(Somebody(), 0.0)
    more(source, sent)


def more(source: Source, sent: list[Message]) -> None:
    for message in sent:
        source.take(message, 0.0)
        source.flush()


def reader_of(source: Source) -> Pipe:
    pipe, reader = Pipe(), Reader(source)
    pipe.reader = reader
    reader.connection_made(pipe)
    return pipe


def only(kind: int, sent: list[Message]) -> list[Message]:
    return [message for message in sent if message.kind == kind]


def test_a_reader_that_was_there_first_gets_everything_from_the_first_picture() -> None:
    source = Source(1)
    pipe = reader_of(source)
    assert pipe.got == b""
    live(source, frames(10))
    assert pipe.got[4] == HAS_VIDEO | HAS_AUDIO
    assert [tag.body for tag in pipe.tags] == [message.payload for message in frames(10)]
    assert [tag.at for tag in pipe.pictures] == list(range(0, 400, 40))


def test_a_later_reader_begins_with_the_headers_and_the_last_key_frame() -> None:
    source = Source(1)
    live(source, frames(40, every=25))
    pipe = reader_of(source)
    assert pipe.tags[0].body == AVC_HEADER
    assert [tag.at for tag in pipe.pictures] == list(range(25 * 40, 40 * 40, 40))
    more(source, [Message(9, 1600, 1, b"\x27\x01\0\0\0new")])
    assert pipe.tags[-1].body.endswith(b"new")


def test_what_comes_before_a_key_frame_is_not_given() -> None:
    source = Source(1)
    pipe = reader_of(source)
    sent = frames(30, every=25)
    live(source, sent[:2] + sent[10:])
    assert len(pipe.pictures) == 5


@pytest.mark.parametrize(("kind", "flags"), [(8, HAS_AUDIO), (9, HAS_VIDEO)])
def test_a_lone_track_begins_after_a_short_wait_and_the_header_says_so(kind: int, flags: int) -> None:
    source = Source(1)
    pipe = reader_of(source)
    sent = only(kind, frames(30))
    live(source, sent[: SETTLE_MS // 40])
    assert pipe.got == b""
    more(source, sent[SETTLE_MS // 40 :])
    assert pipe.got[4] == flags
    assert [tag.body for tag in pipe.tags] == [message.payload for message in sent]


def test_a_resume_goes_on_in_the_same_stream_with_new_headers_and_without_a_step_back() -> None:
    source = Source(1)
    pipe = reader_of(source)
    live(source, frames(10, start=70_000))
    source.stop()
    live(source, frames(10, start=0))
    assert not pipe.closed
    ats = [tag.at for tag in pipe.pictures]
    assert ats == sorted(set(ats))
    assert len(ats) == 20
    assert max(later - before for before, later in itertools.pairwise(ats)) == 40
    assert [tag.body for tag in pipe.tags].count(AVC_HEADER) == 2


def test_a_resume_with_other_tracks_ends_the_reader_so_that_it_opens_anew() -> None:
    source = Source(1)
    pipe = reader_of(source)
    live(source, frames(10))
    source.stop()
    live(source, only(9, frames(30)))
    assert pipe.closed
    again = reader_of(source)
    assert again.got[4] == HAS_VIDEO


def test_a_resume_with_sound_of_another_form_ends_the_reader_since_its_silence_would_begin_at_0() -> None:
    source = Source(1)
    pipe = reader_of(source)
    live(source, frames(10))
    source.stop()
    mono = [it._replace(payload=MONO) if it.payload == AAC_HEADER else it for it in frames(30)]
    live(source, mono)
    assert pipe.closed


def test_new_parameters_in_mid_stream_are_handed_on_and_old_pictures_forgotten() -> None:
    source = Source(1)
    pipe = reader_of(source)
    live(source, frames(5))
    changed = AVC_HEADER + b"other"
    more(source, [Message(9, 200, 1, AVC_HEADER), Message(9, 200, 1, changed)])
    assert [tag.body for tag in pipe.tags][-1] == changed
    late = reader_of(source)
    assert late.got == b""
    more(source, [Message(9, 240, 1, b"\x17\x01\0\0\0key")])
    assert late.tags[0].body == changed
    assert len(late.pictures) == 1


def test_nothing_of_a_sender_that_has_ended_is_given_to_a_new_reader() -> None:
    source = Source(1)
    live(source, frames(10))
    source.stop()
    assert reader_of(source).got == b""


@pytest.mark.parametrize(("count", "body"), [(300, 300), (20, 1024 * 1024)])
def test_a_group_of_pictures_beyond_the_bound_is_not_kept(count: int, body: int) -> None:
    source = Source(1)
    live(source, frames(count, every=10_000, body=body))
    assert source._kept_bytes <= KEPT_BYTES
    late = reader_of(source)
    assert late.got == b""
    more(source, [Message(9, count * 40, 1, b"\x17\x01\0\0\0key")])
    assert len(late.pictures) == 1


def test_a_slow_reader_is_dropped_to_the_next_key_frame_and_delays_nobody() -> None:
    source = Source(1)
    slow, quick = reader_of(source), reader_of(source)
    live(source, frames(25, every=25))
    slow.stalled = True
    more(source, frames(250, start=1000, every=25)[2:])
    assert slow.reader is not None
    assert slow.reader.skips == 1
    before = len(slow.pictures)
    slow.drain()
    more(source, frames(50, start=11_000, every=25)[2:])
    assert len(quick.pictures) == 325
    assert slow.pictures[before].body[:1] == b"\x17", "it goes on with a key frame"
    ats = [tag.at for tag in slow.pictures]
    assert ats == sorted(set(ats))
    assert ats[-1] == quick.pictures[-1].at


def test_a_readers_queue_is_bounded_in_time_and_in_bytes() -> None:
    for tag in (Tag(b"x" * 100, 0, True, 1), Tag(b"x" * (QUEUE_BYTES // 3), 0, True, 1)):
        source = Source(1)
        pipe = reader_of(source)
        assert pipe.reader is not None
        pipe.stalled = True
        pipe.reader.begin([tag])
        for number in range(2, 200):
            pipe.reader.send([tag._replace(at=number * 40, serial=number)], tag.data)
            queue = pipe.reader._queue
            assert pipe.reader._bytes <= QUEUE_BYTES
            assert not queue or queue[-1].at - queue[0].at <= QUEUE_MS
        assert pipe.reader.skips == 1


def test_readers_of_one_source_are_bounded() -> None:
    source = Source(1)
    pipes = [reader_of(source) for _ in range(9)]
    assert [pipe.closed for pipe in pipes] == [False] * 8 + [True]
