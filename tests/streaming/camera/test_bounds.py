"""The bounds as arithmetic, and FLV in any pieces."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.camera.bounds import BURST, BYTES_S, MAX_CAMERAS, PER_MESSAGE, Seats, Throttle
from streaming.camera.errors import BadFrame, TooManyCameras
from streaming.camera.flv import Tags
from streaming.camera.frames import Begin, parse_begin
from streaming.ingest.chunks import MAX_MESSAGE


def flv(*bodies: bytes) -> bytes:
    parts = [b"FLV\x01\x05\0\0\0\x09\0\0\0\0"]
    for number, body in enumerate(bodies):
        head = bytes([9]) + len(body).to_bytes(3, "big") + number.to_bytes(3, "big") + bytes(4)
        parts.append(head + body + (len(body) + 11).to_bytes(4, "big"))
    return b"".join(parts)


@given(st.lists(st.binary(max_size=40), max_size=6), st.lists(st.integers(1, 30), min_size=1))
def test_tags_come_whole_however_they_are_cut(bodies: list[bytes], cuts: list[int]) -> None:
    data, tags, got, at = flv(*bodies), Tags(), [], 0
    while at < len(data):
        size = cuts[at % len(cuts)]
        got += list(tags.feed(data[at : at + size]))
        at += size
    assert [message.payload for message in got] == bodies
    assert [message.timestamp for message in got] == list(range(len(bodies)))


def test_a_tag_beyond_the_ingests_bound_is_an_error() -> None:
    head = b"FLV\x01\x05\0\0\0\x09\0\0\0\0" + b"\x09" + (MAX_MESSAGE + 1).to_bytes(3, "big") + bytes(7)
    with pytest.raises(ValueError, match="too long"):
        list(Tags().feed(head))


def test_a_phones_own_rate_is_never_slowed_and_a_flood_is() -> None:
    phone = Throttle(0.0)
    assert [phone.wait_after(80_000, at * 0.25) for at in range(400)] == [0.0] * 400
    flood, now = Throttle(0.0), 0.0
    for _ in range(400):
        now += flood.wait_after(48_000, now)
    assert now == pytest.approx((400 * (48_000 + PER_MESSAGE) - BURST) / BYTES_S, rel=0.01)


async def test_only_so_many_phones_at_once_but_a_seat_can_always_be_taken_over(tmp_path: Path) -> None:
    seats = Seats()
    async with contextlib.AsyncExitStack() as stack:
        for number in range(MAX_CAMERAS):
            first = await stack.enter_async_context(seats.seat(tmp_path, number))
        with pytest.raises(TooManyCameras):
            await stack.enter_async_context(seats.seat(tmp_path, 99))
        first.leave()
        await stack.enter_async_context(seats.seat(tmp_path, MAX_CAMERAS - 1))
        assert first.given_up.is_set()


@given(st.one_of(st.text(), st.binary(), st.from_regex(r'\{"type":"begin".*\}')))
def test_any_first_frame_is_understood_or_refused(said: str | bytes) -> None:
    with contextlib.suppress(BadFrame):
        assert isinstance(parse_begin(said), Begin)
