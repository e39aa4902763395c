"""Playlists that are answered when the next segment is there.

A player that asks once a second by its own clock hears of a segment up to a second late, half of one at the
median. HLS lets it name the segment it waits for (`_HLS_msn`), where the playlist says that this is possible.
It is said only to those who ask for it (`Prefer: wait`, RFC 7240): a web server in front that serves the
folder knows nothing of it, and iOS would take it for the whole of low-latency HLS.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest

from streaming.playlist import parse

LOOK_S = 0.04
AT_MOST_S = 3.0  # three segments: then what is there is answered
MOST = 2000  # held at once by this process; the others are answered at once and ask as ever
NOT_AHEAD = 2  # segments: who names a later one has another playlist in mind
TAG = b"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES"
AFTER = b"#EXTM3U\n"


@dataclass(frozen=True)
class Seen:
    """A playlist as it was read: its bytes, the number of the segment that is to come, whether one will."""

    data: bytes
    changed_ns: int
    next: int
    ended: bool


_held: set[object] = set()
_looks: dict[tuple[Path, int], asyncio.Task[Seen]] = {}  # one for all that have the same version


def waits(request: HttpRequest) -> bool:
    """Whether this player would rather wait than ask again."""
    return "wait" in request.headers.get("Prefer", "") and len(_held) < MOST


async def answered(request: HttpRequest, path: Path) -> bytes:
    """The playlist, once it has the segment that the player names. Raises OSError where there is none."""
    seen = await asyncio.to_thread(_read, path)
    named = request.GET.get("_HLS_msn", "")
    wanted = int(named) if named.isascii() and named.isdigit() and len(named) < 12 else 0
    if wanted < seen.next + NOT_AHEAD:
        with _counted():
            seen = await _until(path, seen, wanted)
    return seen.data.replace(AFTER, AFTER + TAG + b"\n", 1)


@contextmanager
def _counted() -> Iterator[None]:
    one = object()
    _held.add(one)
    try:
        yield
    finally:
        _held.discard(one)


async def _until(path: Path, seen: Seen, wanted: int) -> Seen:
    deadline = asyncio.get_running_loop().time() + AT_MOST_S
    while wanted >= seen.next and not seen.ended:
        left = deadline - asyncio.get_running_loop().time()
        try:
            seen = await asyncio.wait_for(asyncio.shield(_look(path, seen)), left)
        except (TimeoutError, OSError):
            break
    return seen


def _look(path: Path, seen: Seen) -> asyncio.Task[Seen]:
    key = (path, seen.changed_ns)
    there = _looks.get(key)
    if there is None or there.get_loop() is not asyncio.get_running_loop():
        there = _looks[key] = asyncio.create_task(_change(path, seen))
        there.add_done_callback(lambda _: _looks.pop(key, None))
    return there


async def _change(path: Path, seen: Seen) -> Seen:
    """The playlist as it is once it is another; the same one after a while, lest nobody wait any more."""
    for _ in range(int(AT_MOST_S / LOOK_S)):
        if _changed_ns(path) != seen.changed_ns:
            return await asyncio.to_thread(_read, path)
        await asyncio.sleep(LOOK_S)
    return seen


def _changed_ns(path: Path) -> int:
    return path.stat().st_mtime_ns


def _read(path: Path) -> Seen:
    changed, data = _changed_ns(path), path.read_bytes()
    known = parse(data.decode())
    return Seen(data, changed, known.sequence + len(known.segments), known.ended)
