"""The few boxes of an MP4 that tell whether it is whole: their order, and the length it claims."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def boxes(path: Path) -> list[str]:
    """The names of the outermost boxes, in order."""
    with path.open("rb") as file:
        return [name for name, _, _ in _boxes(file, 0, path.stat().st_size)]


def duration_of(path: Path) -> float:
    """Seconds; ValueError where there is no index."""
    with path.open("rb") as file:
        for name, start, end in _boxes(file, 0, path.stat().st_size):
            if name == "moov":
                return _movie_length(file, start, end)
    raise ValueError("no moov")


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[str, int, int]]:
    """(name, where its content begins, where it ends)."""
    while at + 8 <= end:
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        size = size or end - at
        if size < head:
            raise ValueError("damaged box")
        yield name.decode("latin-1"), at + head, at + size
        at += size


def _movie_length(file: BinaryIO, start: int, end: int) -> float:
    for name, inside, _ in _boxes(file, start, end):
        if name == "mvhd":
            file.seek(inside)
            version = file.read(1)[0]
            layout = ">3x16xIQ" if version else ">3x8xII"
            scale, ticks = struct.unpack(layout, file.read(struct.calcsize(layout)))
            return float(round(ticks / scale, 3))
    raise ValueError("no mvhd")
