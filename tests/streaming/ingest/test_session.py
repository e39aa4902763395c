from __future__ import annotations

import struct

import pytest

from streaming.ingest import amf0, messages
from streaming.ingest.chunks import ChunkReader, Message
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.session import Ended, Event, Session, WantsToPublish
from tests.streaming.ingest.wire import ECHO, HELLO, Talk, frames


def feed(session: Session, data: bytes, cut: int = 10**9) -> list[Event]:
    """Feed in pieces, say yes to every key."""
    found: list[Event] = []
    for at in range(0, len(data), cut):
        for event in session.feed(data[at : at + cut]):
            found.append(event)
            if isinstance(event, WantsToPublish):
                session.accept()
    return found


def talking() -> tuple[Session, Talk]:
    """Behind the handshake."""
    session, talk = Session(), Talk()
    feed(session, HELLO + ECHO)
    session.take_output()
    return session, talk


def said(session: Session) -> list[Message]:
    """What the session answered, read as a client would."""
    reader, found = ChunkReader(), []
    for message in reader.feed(session.take_output()):
        if message.kind == messages.SET_CHUNK_SIZE:
            reader.size = int.from_bytes(message.payload, "big")
        found.append(message)
    return found


def commands(session: Session) -> list[list[amf0.Value]]:
    return [amf0.decode(m.payload) for m in said(session) if m.kind == messages.COMMAND]


def test_the_handshake_echoes_the_sender_and_claims_no_digest() -> None:
    session = Session()
    hello = b"\x03" + bytes(range(256)) * 6
    feed(session, hello, cut=100)
    answer = session.take_output()
    assert len(answer) == 1 + 2 * 1536
    assert answer[:1] == b"\x03"
    assert answer[5:9] == bytes(4), "a version of zero: ffmpeg and librtmp go on without a digest"
    assert answer[1537:] == hello[1:]


def test_another_version_is_refused_at_its_first_byte() -> None:
    with pytest.raises(Malformed):
        feed(Session(), b"G")


def test_a_whole_conversation_up_to_publishing() -> None:
    session, talk = talking()
    assert feed(session, talk.connect()) == []
    kinds = [message.kind for message in said(session)]
    assert kinds == [messages.WINDOW, messages.BANDWIDTH, messages.SET_CHUNK_SIZE, messages.COMMAND]
    assert feed(session, talk.publish("key")) == [WantsToPublish("live", "key")]
    names = [(words[0], words[1]) for words in commands(session)]
    assert names == [("_result", 2.0), ("_result", 3.0), ("_result", 4.0), ("onStatus", 0.0)]


def test_publish_is_answered_with_a_status_on_its_stream() -> None:
    session, talk = talking()
    feed(session, talk.connect() + talk.publish("key"))
    *_, begin, start = said(session)
    assert (begin.kind, begin.payload) == (messages.USER_CONTROL, bytes.fromhex("000000000001"))
    information = amf0.decode(start.payload)[3]
    assert start.stream == 1
    assert isinstance(information, dict)
    assert information["code"] == "NetStream.Publish.Start"


def test_a_refusal_is_an_error_status_with_words_in_both_languages() -> None:
    session, talk = talking()
    feed(session, talk.connect())
    session.refuse(Refused("bad_key"))
    information = commands(session)[-1][3]
    assert isinstance(information, dict)
    assert (information["level"], information["code"]) == ("error", "NetStream.Publish.BadName")
    assert "Khoá luồng không đúng" in str(information["description"])


def test_commands_in_an_amf3_wrapper_are_understood() -> None:
    session, talk = talking()
    body = b"\0" + amf0.encode("connect", 1.0, {"app": "live"})
    feed(session, talk.writer.bytes_of(Message(messages.COMMAND_AMF3, 0, 0, body), 3))
    assert commands(session)[0][0] == "_result"


def test_a_sender_of_enhanced_rtmp_is_told_which_codecs_are_known() -> None:
    session, talk = talking()
    feed(session, talk.connect(fourCcList=["*"]))
    information = commands(session)[0][3]
    assert isinstance(information, dict)
    assert information["fourCcList"] == ["avc1", "hvc1", "av01", "mp4a"]


@pytest.mark.parametrize(
    ("app", "name", "key"),
    [("live", "abc", "abc"), ("live/", "abc?x=1", "abc"), ("live/abc", "", "abc"), ("live", "", "")],
)
def test_the_key_is_found_where_encoders_put_it(app: str, name: str, key: str) -> None:
    session, talk = talking()
    (event,) = feed(session, talk.connect(app) + talk.publish(name))
    assert isinstance(event, WantsToPublish)
    assert event.key == key
    assert not key or key not in repr(WantsToPublish("live", key))


def test_media_comes_out_as_it_went_in() -> None:
    session, talk = talking()
    sent = frames(30)
    data = talk.connect() + talk.publish("key") + talk.chunk_size(4096) + talk.media(sent)
    assert feed(session, data)[1:] == sent


def test_media_before_the_key_is_passed_over() -> None:
    session, talk = talking()
    assert feed(session, talk.connect() + talk.media(frames(3))) == []


def test_an_aggregate_is_split_with_its_own_times() -> None:
    session, talk = talking()
    feed(session, talk.connect() + talk.publish("key"))
    parts = [(8, 1000, b"\xaf\x01a"), (9, 1040, b"\x27\x01bc"), (8, 1080, b"\xaf\x01d")]
    body = b"".join(
        bytes([kind]) + len(part).to_bytes(3, "big") + stamp.to_bytes(3, "big") + bytes(4) + part + bytes(4)
        for kind, stamp, part in parts
    )
    got = feed(session, talk.writer.bytes_of(Message(messages.AGGREGATE, 5000, 1, body), 6))
    assert got == [
        Message(k, t, 1, b)
        for k, t, b in zip((8, 9, 8), (5000, 5040, 5080), (p[2] for p in parts), strict=True)
    ]


def test_a_ping_is_answered() -> None:
    session, talk = talking()
    ping = Message(messages.USER_CONTROL, 0, 0, struct.pack(">HI", messages.PING, 77))
    feed(session, talk.writer.bytes_of(ping, 2))
    assert [m.payload for m in said(session)] == [struct.pack(">HI", messages.PONG, 77)]


def test_what_was_received_is_acknowledged_as_often_as_the_sender_asked() -> None:
    session, talk = talking()
    feed(session, talk.connect() + talk.publish("key"))
    feed(session, talk.writer.bytes_of(Message(messages.WINDOW, 0, 0, struct.pack(">I", 20_000)), 2))
    said(session)
    feed(session, talk.media(frames(60)))
    (acknowledged,) = (m for m in said(session) if m.kind == messages.ACKNOWLEDGEMENT)
    assert int.from_bytes(acknowledged.payload, "big") == session.received


@pytest.mark.parametrize("name", ["deleteStream", "FCUnpublish", "closeStream"])
def test_a_sender_may_stop_and_publish_again(name: str) -> None:
    session, talk = talking()
    feed(session, talk.connect() + talk.publish("key"))
    assert feed(session, talk.command(name, 6.0, None, 1.0)) == [Ended()]
    assert feed(session, talk.command("deleteStream", 7.0, None, 1.0)) == []
    assert feed(session, talk.publish("key")) == [WantsToPublish("live", "key")]


def test_an_unknown_command_is_passed_over_unread() -> None:
    session, talk = talking()
    feed(session, talk.connect() + talk.publish("key"))
    said(session)
    strange = amf0.encode("onFI", 0.0) + b"\x11\x0a\x0b\x01"  # AMF3 behind it
    assert feed(session, talk.writer.bytes_of(Message(messages.COMMAND, 0, 0, strange), 3)) == []
    assert session.take_output() == b""


TALK = Talk()
BROKEN = {
    "play": TALK.connect() + TALK.command("play", 2.0, None, "key"),
    "publish before connect": TALK.publish("key"),
    "connect twice": TALK.connect() + TALK.connect(),
    "connect without app": TALK.command("connect", 1.0, {}),
    "app beyond its bound": TALK.connect("x" * 600),
    "publish twice": TALK.connect() + TALK.publish("key") + TALK.publish("key"),
    "chunk size 0": TALK.writer.bytes_of(Message(1, 0, 0, bytes(4)), 2),
    "chunk size that ends early": TALK.writer.bytes_of(Message(1, 0, 0, b"\0"), 2),
    "ping that ends early": TALK.writer.bytes_of(Message(4, 0, 0, b"\0\x06\0"), 2),
    "a stranger's flood": TALK.command("hello", 0.0, "x" * 20_000),
    "a stranger's many messages": TALK.command("hello", 0.0) * 65,
    "an aggregate that ends early": TALK.connect()
    + TALK.publish("key")
    + TALK.writer.bytes_of(Message(22, 0, 1, b"\x09\0\0\x50" + bytes(7)), 6),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_breaks_a_rule_is_malformed(what: str) -> None:
    session, _ = talking()
    with pytest.raises(Malformed):
        feed(session, BROKEN[what])


def test_questions_without_end_do_not_pile_up_answers() -> None:
    session, talk = talking()
    feed(session, talk.connect() + talk.publish("key"))
    with pytest.raises(Malformed):
        feed(session, talk.command("_checkbw", 9.0, None) * 5000)
