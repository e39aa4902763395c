"""How long a segment is, and how far from the one before, read from its own clock marks."""

from __future__ import annotations

from pathlib import Path

PACKET, SYNC = 188, 0x47
CLOCK = 90_000
WRAP = 1 << 33
VIDEO = range(0xE0, 0xF0)
ONE_FRAME_S = 1 / 30


def length_of(path: Path) -> float:
    """Seconds of picture; 0 where none can be read."""
    marks = _marks(path)
    if not marks:
        return 0.0
    rel = [_since(mark, marks[0]) for mark in marks]
    return round((max(rel) - min(rel)) / CLOCK + ONE_FRAME_S, 3)


def pictures_of(path: Path) -> int:
    """How many pictures it holds."""
    return len(_marks(path))


def jump_s(before: Path, after: Path) -> float | None:
    """Seconds of the stream's own time from the end of one to the beginning of the other; None: unknown."""
    ended, begins = _marks(before), _marks(after)
    if not ended or not begins:
        return None
    last = max(_since(mark, ended[0]) for mark in ended)
    first = min(_since(mark, ended[0]) for mark in begins)
    return (first - last) / CLOCK - ONE_FRAME_S


def _since(mark: int, base: int) -> int:
    """In ticks; the clock's 33 bits wrap after 26 hours."""
    return (mark - base + WRAP // 2) % WRAP - WRAP // 2


def _marks(path: Path) -> list[int]:
    try:
        data = path.read_bytes()
    except OSError:
        return []
    return [mark for at in range(0, len(data) - PACKET + 1, PACKET) if (mark := _mark(data, at)) is not None]


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
