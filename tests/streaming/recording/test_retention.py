"""What goes when: tables and properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.recording.disk import Disk
from streaming.recording.retention import Due, Held, Old, Policy, due, to_let_go

MADE = datetime(2027, 4, 16, tzinfo=UTC)


def holding(**more: object) -> Held:
    given: dict[str, object] = {"made_at": MADE, "keep_until": MADE + timedelta(days=30), "slug": "le"}
    given |= {"segment_bytes": 10, "recording_bytes": 5} | more
    return Held(**given)  # type: ignore[arg-type]


SEGMENTS, RECORDING = Due("le", 10, "segments_expired"), Due("le", 5, "recording_expired")
TABLE = [
    (holding(), 6, []),
    (holding(), 7, [SEGMENTS]),
    (holding(), 30, [SEGMENTS, RECORDING]),
    (holding(segment_bytes=0), 30, [RECORDING]),
    (holding(on_air=True), 99, []),
    (holding(reopenable=True), 99, []),
    (holding(made_at=None, keep_until=None), 99, []),
    (holding(keep_until=None), 99, [SEGMENTS]),
]


@pytest.mark.parametrize(("held", "days", "expected"), TABLE)
def test_policy(held: Held, days: int, expected: list[Due]) -> None:
    assert due([held], Policy(), MADE + timedelta(days=days)) == expected


@given(st.lists(st.tuples(st.floats(0, 1e6), st.integers(1, 100), st.booleans())), st.integers(0, 2000))
def test_no_more_is_let_go_than_needed_and_the_archived_first(
    rows: list[tuple[float, int, bool]], missing: int
) -> None:
    segments = [Old("le", f"s{i}", *row) for i, row in enumerate(rows)]
    chosen = to_let_go(segments, missing)
    freed = sum(segment.bytes for segment in chosen)
    assert freed >= min(missing, sum(segment.bytes for segment in segments))
    assert not chosen or freed - chosen[-1].bytes < missing
    left = [segment for segment in segments if segment not in chosen]
    if any(not segment.archived for segment in chosen):
        assert all(not segment.archived for segment in left)


@pytest.mark.parametrize(
    ("free", "state"), [(100, "ok"), (20, "ok"), (19, "low"), (5, "low"), (4, "full"), (0, "full")]
)
def test_the_share_that_is_free_is_the_state(free: int, state: str) -> None:
    assert Disk(free, 100).state == state
