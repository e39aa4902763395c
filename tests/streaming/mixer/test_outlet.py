"""The way into an encoder that does not keep up: nothing waits, nothing grows, the count stays exact."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from streaming.mixer.frames import Frame, Pool
from streaming.mixer.outlet import Outlet
from streaming.mixer.process import big_pipe

SIZE = 300_000


@pytest.fixture
def ends() -> Iterator[list[int]]:
    made = [*big_pipe(), *big_pipe()]
    os.set_blocking(made[0], False)
    os.set_blocking(made[2], False)
    yield made
    os.close(made[0])
    os.close(made[2])


def numbered(pool: Pool, number: int) -> Frame:
    frame = pool.take()
    frame.view[:] = bytes([number]) * SIZE
    return frame


def drained(fd: int) -> bytes:
    found = b""
    while True:
        try:
            found += os.read(fd, 1 << 20)
        except BlockingIOError:
            return found


def test_a_stalled_encoder_gets_repeats_not_gaps_and_memory_stays_bounded(ends: list[int]) -> None:
    pool, outlet = Pool(SIZE, spare=0), Outlet(ends[1], ends[3], fresh=5)
    for number in range(60):
        frame = numbered(pool, number)
        outlet.put(frame, bytes([number]) * 640)
        frame.drop()
    assert pool.made <= 7
    assert outlet.dropped > 40
    pictures = sounds = b""
    while outlet.pump() or not pictures:
        pictures += drained(ends[0])
        sounds += drained(ends[2])
    pictures += drained(ends[0])
    sounds += drained(ends[2])
    shown = list(pictures[::SIZE])
    assert len(pictures) == 60 * SIZE
    assert shown == sorted(shown)
    assert sounds == b"".join(bytes([number]) * 640 for number in range(60))
    outlet.close()


def test_an_encoder_that_reads_gets_every_picture(ends: list[int]) -> None:
    pool, outlet, seen = Pool(SIZE), Outlet(ends[1], ends[3], fresh=5), b""
    for number in range(60):
        frame = numbered(pool, number)
        outlet.put(frame, b"\0" * 640)
        frame.drop()
        while outlet.pump():
            seen += drained(ends[0])
            drained(ends[2])
    seen += drained(ends[0])
    assert list(seen[::SIZE]) == list(range(60))
    assert outlet.dropped == 0
    outlet.close()


def test_a_dead_encoder_is_noticed_and_nothing_raises() -> None:
    video, audio = big_pipe(), big_pipe()
    outlet, pool = Outlet(video[1], audio[1]), Pool(SIZE)
    os.close(video[0])
    os.close(audio[0])
    outlet.put(numbered(pool, 1), b"\0" * 640)
    assert outlet.broken
    outlet.close()
