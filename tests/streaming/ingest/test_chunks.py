from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.ingest import chunks
from streaming.ingest.chunks import ChunkReader, Message, chunked
from streaming.ingest.errors import Malformed
from tests.streaming.ingest.wire import Writer

AUDIO_LIKE = bytes(range(32))


def read(pieces: Iterable[bytes], size: int = chunks.DEFAULT_CHUNK) -> list[Message]:
    reader = ChunkReader()
    reader.size = size
    return [message for piece in pieces for message in reader.feed(piece)]


def test_the_first_example_of_the_specification() -> None:
    """Section 5.3.2.1: four audio messages, the later three by form 2 and form 3."""
    data = b"\x03" + (1000).to_bytes(3, "big") + b"\0\0\x20\x08" + (12345).to_bytes(4, "little") + AUDIO_LIKE
    data += b"\x83" + (20).to_bytes(3, "big") + AUDIO_LIKE
    data += (b"\xc3" + AUDIO_LIKE) * 2
    assert read([data]) == [Message(8, stamp, 12345, AUDIO_LIKE) for stamp in (1000, 1020, 1040, 1060)]


def test_the_second_example_of_the_specification() -> None:
    """Section 5.3.2.2: a message of 307 bytes in chunks of 128."""
    body = bytes(n % 251 for n in range(307))
    data = b"\x04" + (1000).to_bytes(3, "big") + b"\0\x01\x33\x09" + (12346).to_bytes(4, "little")
    data += body[:128] + b"\xc4" + body[128:256] + b"\xc4" + body[256:]
    assert read([data]) == [Message(9, 1000, 12346, body)]


def test_form_3_after_form_0_steps_by_the_stamp_itself() -> None:
    """Section 5.3.1.2.4; ffmpeg sends this where the first step equals the first stamp."""
    data = b"\x03" + (40).to_bytes(3, "big") + b"\0\0\x01\x08" + b"\1\0\0\0" + b"a" + b"\xc3b" + b"\xc3c"
    assert [message.timestamp for message in read([data])] == [40, 80, 120]


def test_form_3_after_form_1_steps_again() -> None:
    data = b"\x03\0\0\x05\0\0\x01\x08\1\0\0\0a" + b"\x43\0\0\x07\0\0\x01\x08b" + b"\xc3c"
    assert [(m.timestamp, m.payload) for m in read([data])] == [(5, b"a"), (12, b"b"), (19, b"c")]


def test_librtmp_begins_its_control_channel_with_form_1() -> None:
    assert read([b"\x42\0\0\0\0\0\x04\x03\0\0\0\x01"]) == [Message(3, 0, 0, b"\0\0\0\x01")]


@pytest.mark.parametrize("form", [2, 3])
def test_no_other_form_begins_a_chunk_stream(form: int) -> None:
    with pytest.raises(Malformed):
        read([bytes([form << 6 | 5]) + bytes(20)])


@pytest.mark.parametrize("repeats", [True, False])
@pytest.mark.parametrize("stamp", [0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFF])
def test_an_extended_stamp_may_be_repeated_or_not(stamp: int, repeats: bool) -> None:
    body = bytes(n % 253 for n in range(1000))
    data = Writer(repeats=repeats).bytes_of(Message(9, stamp, 1, body), 6)
    for cut in (1, 7, 130, len(data)):
        pieces = [data[at : at + cut] for at in range(0, len(data), cut)]
        assert read(pieces) == [Message(9, stamp, 1, body)]


def test_a_stamp_that_is_not_repeated_holds_nothing_back() -> None:
    data = Writer(repeats=False).bytes_of(Message(9, 0x1000000, 1, b"x" * 130), 6)
    assert len(read([data])) == 1


def test_payload_that_begins_like_its_stamp_waits_for_the_next_bytes_and_is_not_lost() -> None:
    writer = Writer(size=1, repeats=False)
    sent = [Message(9, 0xFFFFFF, 1, b"x\0"), Message(9, 0xFFFFFF + 1, 1, b"y")]
    first, second = (writer.bytes_of(message, 6) for message in sent)
    assert read([first], size=1) == []
    assert read([first, second], size=1) == sent


def test_timestamps_wrap_at_32_bits() -> None:
    writer = Writer()
    sent = [Message(9, 0xFFFFFFF0, 1, b"ab"), Message(9, 0x10, 1, b"cd"), Message(9, 0x30, 1, b"ef")]
    assert read(writer.bytes_of(message, 6) for message in sent) == sent


def test_an_empty_message_is_whole_at_once() -> None:
    assert read([Writer().bytes_of(Message(9, 0, 1, b""), 6)]) == [Message(9, 0, 1, b"")]


def test_abort_forgets_an_unfinished_message() -> None:
    reader, writer = ChunkReader(), Writer()
    first, *_ = writer.message(Message(9, 0, 1, b"x" * 300), 6)
    assert not list(reader.feed(first))
    reader.abort(6)
    reader.abort(60)
    assert (reader.promised, reader.held) == (0, 0)
    assert [m.payload for m in reader.feed(writer.bytes_of(Message(9, 0, 1, b"y" * 20), 6))] == [b"y" * 20]


def test_a_header_in_the_middle_goes_on_where_the_length_agrees_and_else_begins_anew() -> None:
    full = b"\x06\0\0\0\0\0\xc8\x09\1\0\0\0"
    assert read([full + b"a" * 128 + full + b"b" * 72]) == [Message(9, 0, 1, b"a" * 128 + b"b" * 72)]
    other = b"\x06\0\0\0\0\0\x05\x09\1\0\0\0"
    assert read([full + b"a" * 128 + other + b"hello"]) == [Message(9, 0, 1, b"hello")]


def test_a_message_over_the_bound_is_refused_by_its_header() -> None:
    with pytest.raises(Malformed):
        read([b"\x06\0\0\0\xff\xff\xff\x09\1\0\0\0"])


def test_unfinished_messages_are_bounded_together() -> None:
    header = b"\0\0\0" + chunks.MAX_MESSAGE.to_bytes(3, "big") + b"\x09\1\0\0\0" + bytes(128)
    reader = ChunkReader()
    allowed = chunks.MAX_UNFINISHED // chunks.MAX_MESSAGE
    for number in range(allowed):
        assert not list(reader.feed(bytes([number + 4]) + header))
    with pytest.raises(Malformed):
        list(reader.feed(bytes([allowed + 4]) + header))


def test_chunk_streams_are_bounded() -> None:
    with pytest.raises(Malformed):
        read(Writer().bytes_of(Message(9, 0, 1, b"x"), number) for number in range(4, 40))


def test_our_own_writer_is_read_back() -> None:
    for stamp, size in itertools.product((0, 0xFFFFFF, 0xFFFFFFFF), (1, 128, 4096)):
        message = Message(20, stamp, 1, bytes(5000))
        assert read([chunked(message, 3, size)], size) == [message]


# --- structured fuzz: whatever the forms, sizes, interleaving and cuts, the messages are the same.

stamps = st.integers(0, 2**32 - 1) | st.sampled_from([0, 40, 0xFFFFFE, 0xFFFFFF, 0x1000000, 2**32 - 1])
bodies = st.binary(max_size=60) | st.sampled_from([b"", b"z" * 128, b"\xc6" * 400, bytes(300)])
LAST = Message(9, 5, 1, b"last")
numbers = st.sampled_from([2, 3, 6, 63, 64, 319, 320, 65599])
message_lists = st.lists(
    st.tuples(numbers, st.builds(Message, st.sampled_from([8, 9, 18]), stamps, st.integers(0, 3), bodies)),
    max_size=10,
)


@given(
    message_lists,
    st.sampled_from([1, 2, 5, 64, 128, 4096]),
    st.booleans(),
    st.randoms(use_true_random=False),
    st.lists(st.integers(1, 200), min_size=1, max_size=20),
)
def test_any_forms_interleaving_and_cuts_give_the_same_messages(
    sent: list[tuple[int, Message]], size: int, repeats: bool, random: object, cuts: list[int]
) -> None:
    import random as randomness

    assert isinstance(random, randomness.Random)
    writer = Writer(size, repeats, random.choice)
    lanes: dict[int, list[bytes]] = {}
    for number, message in sent:
        lanes.setdefault(number, []).extend(writer.message(message, number))
    data = b""
    while lanes:
        number = random.choice(sorted(lanes))
        data += lanes[number].pop(0)
        if not lanes[number]:
            del lanes[number]
    # Payload that looks like a stamp said again is only told from one by what follows: so something does.
    data += b"".join(Writer(size).message(LAST, 7))
    edges = [0, *itertools.accumulate(itertools.islice(itertools.cycle(cuts), len(data)))]
    got = read((data[a:b] for a, b in itertools.pairwise(edges)), size)
    # Within a chunk stream the order is the sender's; between them it is that of the last chunks.
    assert got.pop() == LAST
    assert sorted(got) == sorted(message for _, message in sent)
    assert [*got, LAST] == read([data], size)


@given(st.binary(max_size=3000), st.integers(1, 300), st.sampled_from([1, 128, 65536]))
def test_any_bytes_are_messages_or_malformed_and_never_held_beyond_what_came(
    data: bytes, cut: int, size: int
) -> None:
    reader = ChunkReader()
    reader.size = size
    try:
        for at in range(0, len(data), cut):
            for message in reader.feed(data[at : at + cut]):
                assert len(message.payload) <= len(data)
            assert reader.held <= at + cut
    except Malformed as error:
        assert str(error)
    assert reader.promised <= chunks.MAX_UNFINISHED + chunks.MAX_MESSAGE * 2
