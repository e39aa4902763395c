"""What goes when, and what a full disk does: tables, and a small disk of its own where root may mount one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.folder import LiveFolder
from streaming.recording.disk import Ballast, Disk, DiskState, look
from streaming.recording.keeper import Keeper
from streaming.recording.retention import Due, Held, Old, Policy, due, to_let_go
from tests.streaming.recording.test_playlists import shelf_with

MADE = datetime(2027, 4, 16, tzinfo=UTC)
MIB = 1024 * 1024


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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """64 MiB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk needs root with CAP_SYS_ADMIN")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_costs_old_segments_then_the_ballast_and_never_the_live_window(small_disk: Path) -> None:
    ballast = Ballast(small_disk, 8 * MIB)
    ballast.tend(look(small_disk))
    assert ballast.path.stat().st_size == 8 * MIB
    folder = small_disk / "live" / "le"
    folder.mkdir(parents=True)
    shelf_with(folder, 40)
    for path in folder.glob("seg-*.ts"):
        path.write_bytes(b"x" * (MIB // 2))
    keeper = Keeper(small_disk, small_disk / "run", small_disk / "live")
    keeper.ballast = ballast
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (look(small_disk).free - MIB // 4))
    assert look(small_disk).state is DiskState.FULL
    now = keeper.tend_disk()
    assert now.state is not DiskState.FULL
    listed = {segment.name for segment in LiveFolder(folder).read().segments}
    there = {path.name for path in folder.glob("seg-*.ts")}
    assert listed <= there
    assert len(there) < 40
    with filler.open("ab") as file:  # and it fills further, with nothing old left to give
        file.write(b"x" * (look(small_disk).free - 4096))
    for _ in range(2):
        keeper.tend_disk()
    assert listed <= {path.name for path in folder.glob("seg-*.ts")}
    assert not ballast.path.exists()
    (folder / "seg-1-40.ts").write_bytes(b"x" * MIB)
