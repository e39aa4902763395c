"""Whole sessions, cut anywhere and mutated: the same events, or Malformed, and no memory beyond the bound."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from streaming.ingest.chunks import MAX_UNFINISHED, Message
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.session import Session, WantsToPublish
from streaming.ingest.source import Source
from tests.streaming.ingest.test_session import feed
from tests.streaming.ingest.wire import ECHO, HELLO, Talk, Writer, frames


def whole_session(size: int = 4096) -> bytes:
    talk = Talk(Writer())
    data = HELLO + ECHO + talk.connect() + talk.publish("key") + talk.chunk_size(size)
    return data + talk.media(frames(8)) + talk.command("deleteStream", 6.0, None, 1.0)


WHOLE = {size: whole_session(size) for size in (1, 100, 4096, 65536)}


@given(st.sampled_from(sorted(WHOLE)), st.integers(1, 5000))
def test_a_session_cut_anywhere_gives_the_same_events(size: int, cut: int) -> None:
    assert feed(Session(), WHOLE[size], cut) == feed(Session(), WHOLE[size])


edits = st.lists(
    st.tuples(
        st.floats(0, 1), st.sampled_from(["flip", "drop", "add", "repeat"]), st.binary(min_size=1, max_size=9)
    ),
    min_size=1,
    max_size=8,
)


def mutated(data: bytes, changes: list[tuple[float, str, bytes]]) -> bytes:
    for where, what, bits in changes:
        at = int(where * len(data))
        after = {"flip": at + len(bits), "drop": at + len(bits) * 20, "add": at, "repeat": at}[what]
        middle = {"drop": b"", "repeat": data[at : at + len(bits) * 30]}.get(what, bits)
        data = data[:at] + middle + data[after:]
    return data


@settings(max_examples=300)
@given(st.sampled_from(sorted(WHOLE)), edits, st.integers(1, 4000), st.booleans())
def test_a_mutated_session_raises_nothing_but_malformed_and_holds_no_more_than_came(
    size: int, changes: list[tuple[float, str, bytes]], cut: int, past_the_handshake: bool
) -> None:
    start = len(HELLO + ECHO) if past_the_handshake else 0
    data = WHOLE[size][:start] + mutated(WHOLE[size][start:], changes)
    session, source = Session(), Source(1)
    try:
        for at in range(0, len(data), cut):
            for event in session.feed(data[at : at + cut]):
                if isinstance(event, WantsToPublish):
                    session.accept()
                elif isinstance(event, Message):
                    source.take(event, 0.0)
            assert session.held <= at + cut
            source.flush()
    except (Malformed, Refused) as error:
        assert str(error)
    assert session.reader.promised <= 2 * MAX_UNFINISHED
