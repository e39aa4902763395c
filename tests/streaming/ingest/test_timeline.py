from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.ingest.timeline import STEP_MS, Timeline

V, A = 9, 8


def places(stamps: list[int], track: int = V) -> list[int]:
    line = Timeline()
    return [line.place(track, stamp) for stamp in stamps]


@pytest.mark.parametrize(
    ("what", "stamps", "expected"),
    [
        ("begins at zero", [5000, 5040, 5080], [0, 40, 80]),
        ("wraps", [2**32 - 40, 0, 40], [0, 40, 80]),
        ("a hiccup stays as long as it was", [0, 40, 3040], [0, 40, 3040]),
        ("a clock that was set forward", [0, 40, 99_000, 99_040], [0, 40, 80, 120]),
        ("a clock that was set back", [50_000, 50_040, 40, 80], [0, 40, 80, 120]),
        ("a clock that was set back by little", [5000, 7000, 5500, 5540], [0, 2000, 2040, 2080]),
        ("a small step back waits", [1000, 1040, 1020, 1060], [0, 40, 40, 60]),
    ],
)
def test_places(what: str, stamps: list[int], expected: list[int]) -> None:
    assert places(stamps) == expected, what


def test_the_tracks_stay_together_when_the_clock_is_set() -> None:
    line = Timeline()
    before = [line.place(track, stamp) for stamp in range(0, 200, 40) for track in (V, A)]
    after = [(line.place(V, s), line.place(A, s + 10)) for s in range(900_000, 900_200, 40)]
    assert before[-1] < after[0][0]
    assert all(audio - video == 10 for video, audio in after)


def test_a_new_sender_goes_on_where_the_last_one_ended() -> None:
    line = Timeline()
    assert [line.place(V, stamp) for stamp in (700, 740)] == [0, 40]
    line.new_sender()
    assert [line.place(V, stamp) for stamp in (0, 40)] == [40 + STEP_MS, 80 + STEP_MS]


@given(st.lists(st.tuples(st.sampled_from([V, A]), st.integers(0, 2**32 - 1)), max_size=60))
def test_no_track_ever_goes_back(stamps: list[tuple[int, int]]) -> None:
    line, last = Timeline(), {V: 0, A: 0}
    for track, stamp in stamps:
        at = line.place(track, stamp)
        assert at >= last[track]
        last[track] = at
