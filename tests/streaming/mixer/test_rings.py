"""The rings: however the pipe cuts it, pictures and samples come out whole, in order, within the bound."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.mixer.frames import Pool
from streaming.mixer.process import big_pipe
from streaming.mixer.rings import AudioRing, VideoRing

SIZE = 96
Pipe = tuple[int, int]


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    ends = opened()
    yield ends
    closed(ends)


def opened() -> Pipe:
    ends = big_pipe()
    os.set_blocking(ends[0], False)
    return ends


def closed(ends: Pipe) -> None:
    for fd in ends:
        os.close(fd)


def picture(number: int) -> bytes:
    return bytes([number % 256]) * SIZE


@given(st.lists(st.integers(1, 300), max_size=30))
def test_pictures_come_out_whole_however_the_pipe_cuts_them(cuts: list[int]) -> None:
    pipe, ring = opened(), VideoRing(Pool(SIZE), 100, skip=False)
    sent = b"".join(picture(number) for number in range(40))
    at = 0
    for cut in cuts:
        os.write(pipe[1], sent[at : at + cut])
        at = min(len(sent), at + cut)
        while ring.read(pipe[0]):
            pass
    closed(pipe)
    frames = [ring.at(index) for index in range(ring.end)]
    assert ring.end == at // SIZE
    assert [bytes(frame.view) for frame in frames if frame] == [picture(n) for n in range(ring.end)]


def test_a_full_ring_that_may_skip_keeps_the_newest_pictures(pipe: Pipe) -> None:
    ring = VideoRing(Pool(SIZE), 3, skip=True)
    for number in range(10):
        os.write(pipe[1], picture(number))
        ring.read(pipe[0])
    assert (ring.first, ring.end) == (7, 10)
    newest = ring.at(9)
    assert newest is not None
    assert newest.view[0] == 9


def test_a_full_ring_that_may_not_skip_leaves_the_rest_in_the_pipe(pipe: Pipe) -> None:
    ring = VideoRing(Pool(SIZE), 3, skip=False)
    os.write(pipe[1], b"".join(picture(number) for number in range(5)))
    while ring.read(pipe[0]):
        pass
    assert ring.end == 3
    ring.forget(2)
    while ring.read(pipe[0]):
        pass
    assert (ring.first, ring.end) == (2, 5)


def test_memory_is_used_again_and_nothing_is_lost_of_it(pipe: Pipe) -> None:
    pool = Pool(SIZE)
    ring = VideoRing(pool, 4, skip=True)
    for number in range(200):
        os.write(pipe[1], picture(number))
        ring.read(pipe[0])
    assert pool.made <= 6
    ring.clear()
    assert ring.at(ring.end - 1) is None


def test_the_end_of_the_pipe_is_seen(pipe: Pipe) -> None:
    ring, writer = VideoRing(Pool(SIZE), 4, skip=True), os.dup(pipe[1])
    os.write(writer, picture(1)[:10])
    other = opened()
    os.dup2(other[1], pipe[1])
    os.close(writer)
    ring.read(pipe[0])
    ring.read(pipe[0])
    closed(other)
    assert ring.eof
    assert ring.end == 0


@given(st.lists(st.tuples(st.integers(1, 40_000), st.integers(0, 20_000)), max_size=25))
def test_samples_keep_their_index_through_reads_moves_and_forgetting(steps: list[tuple[int, int]]) -> None:
    pipe, ring = opened(), AudioRing(100_000, skip=False)
    sent, rest = 0, b""
    for count, forgotten in steps:
        numbers = np.arange(sent, sent + count)
        rest += np.stack([numbers % 30_000, -(numbers % 30_000)], axis=1).astype("<i2").tobytes()
        sent += count
        rest = rest[os.write(pipe[1], rest) :]
        while ring.read(pipe[0]):
            pass
        ring.forget(ring.first + forgotten)
        found, have = ring.peek(ring.end - 500, 500)
        real = np.arange(ring.end - 500, ring.end)
        kept = real >= ring.first
        assert have == 500
        assert (found[kept, 0] == (real[kept] % 30_000)).all()
        assert (found[~kept] == 0).all()
    closed(pipe)


def test_missing_samples_are_silence_and_said_to_be_missing(pipe: Pipe) -> None:
    ring = AudioRing(100_000, skip=True)
    os.write(pipe[1], np.full((100, 2), 7, "<i2").tobytes())
    ring.read(pipe[0])
    found, have = ring.peek(60, 80)
    assert have == 40
    assert found[:40].min() == 7
    assert not found[40:].any()
    assert ring.peek(200, 10)[1] == 0


def test_a_full_ring_of_samples_keeps_the_newest_or_waits(pipe: Pipe) -> None:
    newest, waiting = AudioRing(70_000, skip=True), AudioRing(70_000, skip=False)
    for ring in (newest, waiting):
        for _ in range(12):
            os.write(pipe[1], bytes(40_000))
            ring.read(pipe[0])
        while os.get_blocking(pipe[0]) is False and _left(pipe[0]):
            pass
    assert newest.end - newest.first == 70_000
    assert newest.end == 120_000
    assert 70_000 <= waiting.end <= 70_000 + 65_536
    assert waiting.first == 0


def _left(fd: int) -> int:
    try:
        return len(os.read(fd, 65_536))
    except BlockingIOError:
        return 0
