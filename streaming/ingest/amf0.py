"""AMF0, the part of it that RTMP commands use; every read is bounded.

Source: Adobe, "Action Message Format -- AMF 0" (2007), section 2.
"""

from __future__ import annotations

import struct

from streaming.ingest.errors import Malformed

NUMBER, BOOLEAN, STRING, OBJECT, NULL, UNDEFINED, REFERENCE = 0, 1, 2, 3, 5, 6, 7
ECMA_ARRAY, OBJECT_END, STRICT_ARRAY, DATE, LONG_STRING, UNSUPPORTED = 8, 9, 10, 11, 12, 13
XML, TYPED_OBJECT = 15, 16
MAX_DEPTH, MAX_VALUES = 8, 4096

Value = float | bool | str | None | list["Value"] | dict[str, "Value"]


class Reader:
    """Reads values one after another from one message; raises Malformed, never anything else."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.values = 0

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        if self.at + count > len(self.data):
            raise Malformed("AMF0 ends early")
        piece = self.data[self.at : self.at + count]
        self.at += count
        return piece

    def length(self, size: int) -> int:
        """An unsigned number of `size` bytes."""
        return int.from_bytes(self.take(size), "big")

    def number(self) -> float:
        """An IEEE double."""
        return float(struct.unpack(">d", self.take(8))[0])

    def text(self, size: int = 2) -> str:
        """A string behind its length of `size` bytes."""
        return self.take(self.length(size)).decode("utf-8", "replace")

    def value(self, depth: int = 0) -> Value:
        """The next value of any kind."""
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            raise Malformed("AMF0 is nested or long beyond its bound")
        kind = self.take(1)[0]
        if kind in (OBJECT, ECMA_ARRAY, TYPED_OBJECT):
            return self._object(kind, depth)
        if kind == STRICT_ARRAY:
            return [self.value(depth + 1) for _ in range(self.length(4))]
        return self._simple(kind)

    def _simple(self, kind: int) -> Value:
        if kind == NUMBER:
            return self.number()
        if kind == BOOLEAN:
            return self.take(1) != b"\0"
        if kind == STRING:
            return self.text()
        if kind in (LONG_STRING, XML):
            return self.text(4)
        if kind == DATE:
            moment = self.number()
            self.take(2)  # a time zone that the format itself says to leave alone
            return moment
        if kind == REFERENCE:
            self.take(2)
        elif kind not in (NULL, UNDEFINED, UNSUPPORTED):
            raise Malformed(f"AMF0 kind {kind} is not known")
        return None

    def _object(self, kind: int, depth: int) -> dict[str, Value]:
        if kind == ECMA_ARRAY:
            self.take(4)  # a count that senders get wrong; the end marker decides
        elif kind == TYPED_OBJECT:
            self.text()
        found: dict[str, Value] = {}
        while True:
            name = self.text()
            if not name and self.data[self.at : self.at + 1] == bytes([OBJECT_END]):
                self.at += 1
                return found
            found[name] = self.value(depth + 1)

    def rest(self) -> list[Value]:
        """All values that are left."""
        found = []
        while self.at < len(self.data):
            found.append(self.value())
        return found


def decode(data: bytes) -> list[Value]:
    """All values of one message; raises Malformed."""
    return Reader(data).rest()


def encode(*values: Value) -> bytes:
    """Values as one message."""
    return b"".join(_encode(value) for value in values)


def ecma_array(pairs: dict[str, Value]) -> bytes:
    """A mapping as an ECMA array, which onMetaData has to be."""
    return struct.pack(">BI", ECMA_ARRAY, len(pairs)) + _pairs(pairs)


def _encode(value: Value) -> bytes:
    if isinstance(value, bool):
        return bytes([BOOLEAN, value])
    if isinstance(value, int | float):
        return struct.pack(">Bd", NUMBER, value)
    if isinstance(value, str):
        raw = value.encode("utf-8", "replace")
        return struct.pack(">BH", STRING, len(raw)) + raw
    if isinstance(value, dict):
        return bytes([OBJECT]) + _pairs(value)
    if isinstance(value, list):
        return struct.pack(">BI", STRICT_ARRAY, len(value)) + encode(*value)
    return bytes([NULL])


def _pairs(pairs: dict[str, Value]) -> bytes:
    named = (struct.pack(">H", len(name.encode())) + name.encode() + _encode(v) for name, v in pairs.items())
    return b"".join(named) + b"\0\0" + bytes([OBJECT_END])
