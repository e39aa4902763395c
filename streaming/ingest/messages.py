"""The kinds of messages, and what is inside those that carry others.

Source: Adobe, "RTMP" (2012), sections 5.4, 6.2 and 7.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from streaming.ingest.chunks import TIME_MASK, Message
from streaming.ingest.errors import Malformed

SET_CHUNK_SIZE, ABORT, ACKNOWLEDGEMENT, USER_CONTROL, WINDOW, BANDWIDTH = 1, 2, 3, 4, 5, 6
AUDIO, VIDEO, DATA_AMF3, COMMAND_AMF3, DATA, COMMAND, AGGREGATE = 8, 9, 15, 17, 18, 20, 22
STREAM_BEGIN, PING, PONG = 0, 6, 7
TAG_HEADER, BACK_POINTER = 11, 4
MAX_PARTS = 1024


def unwrapped(message: Message) -> Iterator[Message]:
    """The message in AMF0's terms; an aggregate in its parts."""
    if message.kind == AGGREGATE:
        yield from _parts(message)
    elif message.kind in (COMMAND_AMF3, DATA_AMF3):
        kind = COMMAND if message.kind == COMMAND_AMF3 else DATA
        # The first byte says which AMF follows; nobody sends anything but 0, AMF0, before it was agreed.
        yield Message(kind, message.timestamp, message.stream, message.payload[1:])
    else:
        yield message


def _parts(message: Message) -> Iterator[Message]:
    """An aggregate's parts, whose stamps count from the first of them."""
    body, at, first, seen = message.payload, 0, None, 0
    while at < len(body):
        head = body[at : at + TAG_HEADER]
        length = int.from_bytes(head[1:4], "big")
        end = at + TAG_HEADER + length
        seen += 1
        if len(head) < TAG_HEADER or end > len(body) or seen > MAX_PARTS:
            raise Malformed("an aggregate ends early or is too long")
        stamp = int.from_bytes(head[4:7], "big") | head[7] << 24
        first = stamp if first is None else first
        if head[0] != AGGREGATE:
            timestamp = (message.timestamp + stamp - first) & TIME_MASK
            yield Message(head[0], timestamp, message.stream, body[at + TAG_HEADER : end])
        at = end + BACK_POINTER


def number(body: bytes, size: int) -> int:
    """The number that a control message begins with."""
    if len(body) < size:
        raise Malformed("a control message ends early")
    return int.from_bytes(body[:size], "big")
