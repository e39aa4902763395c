"""How long a segment is, read from its own clock marks: for those that no playlist lists any more."""

from __future__ import annotations

from pathlib import Path

PACKET, SYNC = 188, 0x47
CLOCK = 90_000
WRAP = 1 << 33
VIDEO = range(0xE0, 0xF0)
ONE_FRAME_S = 1 / 30


def length_of(path: Path) -> float:
    """Seconds of picture; 0 where none can be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return 0.0
    marks = [mark for at in range(0, len(data) - PACKET + 1, PACKET) if (mark := _mark(data, at)) is not None]
    if not marks:
        return 0.0
    rel = [(mark - marks[0] + WRAP // 2) % WRAP - WRAP // 2 for mark in marks]
    return round((max(rel) - min(rel)) / CLOCK + ONE_FRAME_S, 3)


def _mark(data: bytes, at: int) -> int | None:
    """The presentation time of a picture that begins in this packet."""
    if data[at] != SYNC or not data[at + 1] & 0x40:
        return None
    start = at + 4 + (1 + data[at + 4] if data[at + 3] & 0x20 else 0)
    head = data[start : min(start + 14, at + PACKET)]
    if len(head) < 14 or head[:3] != b"\x00\x00\x01" or head[3] not in VIDEO or not head[7] & 0x80:
        return None
    b = head[9:14]
    return (b[0] >> 1 & 7) << 30 | b[1] << 22 | b[2] >> 1 << 15 | b[3] << 7 | b[4] >> 1
