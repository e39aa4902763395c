"""FLV as ffmpeg writes it to a pipe, in whatever pieces it comes, as messages for the ingest."""

from __future__ import annotations

from collections.abc import Iterator

from streaming.ingest import amf0
from streaming.ingest.chunks import MAX_MESSAGE, Message
from streaming.ingest.messages import BACK_POINTER, DATA, TAG_HEADER
from streaming.ingest.session import STREAM_ID

FILE_HEADER = 9 + BACK_POINTER
SET_DATA_FRAME = amf0.encode("@setDataFrame")


class Tags:
    """Feed bytes, get the whole tags; ValueError for one beyond what the ingest takes."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._skip = FILE_HEADER

    def feed(self, data: bytes) -> Iterator[Message]:
        """What is whole by now."""
        self._held += data
        at, self._skip = self._skip, 0
        while len(self._held) >= at + TAG_HEADER:
            length = int.from_bytes(self._held[at + 1 : at + 4], "big")
            if length > MAX_MESSAGE:
                raise ValueError("a tag is too long")
            end = at + TAG_HEADER + length
            if len(self._held) < end + BACK_POINTER:
                break
            yield self._message(at, end)
            at = end + BACK_POINTER
        gone = min(at, len(self._held))
        del self._held[:gone]
        self._skip = at - gone

    def _message(self, at: int, end: int) -> Message:
        kind = self._held[at] & 0x1F
        stamp = int.from_bytes(self._held[at + 4 : at + 7], "big") | self._held[at + 7] << 24
        body = bytes(self._held[at + TAG_HEADER : end])
        return Message(kind, stamp, STREAM_ID, SET_DATA_FRAME + body if kind == DATA else body)
