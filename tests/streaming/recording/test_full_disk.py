"""A full disk, a small real one: the stream goes on, the recording stops, the database writes."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from streaming.ffmpeg import executable
from streaming.folder import LiveFolder
from streaming.recording import rows, shelf
from streaming.recording.disk import Ballast, DiskState, look
from streaming.recording.keeper import Keeper
from streaming.recording.stretches import gaps
from tests.streaming.recording.test_playlists import shelf_with
from tests.waiting import eventually

MIB = 1024 * 1024
SLUG = "le"


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


@pytest.fixture
def keeper(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    monkeypatch.setattr(rows, "folder_for", lambda slug: small_disk / "recordings" / slug)
    made = Keeper(small_disk, small_disk / "run", small_disk / "live")
    made.ballast = Ballast(small_disk, 8 * MIB)
    made.ballast.tend(look(small_disk))
    assert made.ballast.path.stat().st_size == 8 * MIB
    (small_disk / "live" / SLUG).mkdir(parents=True)
    return made


def fill(disk: Path, leave: int) -> Path:
    """Somebody else writes, until no more than this is free."""
    filler = disk / "filler"
    with filler.open("ab") as file:
        file.write(b"x" * (look(disk).free - leave))
    return filler


def recorded(disk: Path, count: int) -> Path:
    """An earlier broadcast of half a MiB a second, the last 30 s of it in the live window."""
    folder = disk / "live" / SLUG
    shelf_with(folder, count)
    for path in folder.glob("seg-*.ts"):
        path.write_bytes(b"x" * (MIB // 2))
    return folder


def test_segments_that_an_mp4_holds_go_first_and_their_replay_with_them(
    keeper: Keeper, small_disk: Path
) -> None:
    folder = recorded(small_disk, 40)
    rows.file_of(SLUG).parent.mkdir(parents=True)
    rows.file_of(SLUG).write_bytes(b"x")
    (folder / shelf.VOD).write_text("#EXTM3U")
    fill(small_disk, MIB // 4)
    assert look(small_disk).state is DiskState.FULL
    assert keeper.tend_disk().state is not DiskState.FULL
    listed = {segment.name for segment in LiveFolder(folder).read().segments}
    there = {path.name for path in folder.glob("seg-*.ts")}
    assert listed <= there and len(there) < 40
    assert not (folder / shelf.VOD).exists()


def test_what_is_recorded_nowhere_else_goes_only_after_the_ballast(keeper: Keeper, small_disk: Path) -> None:
    folder = recorded(small_disk, 40)
    fill(small_disk, 5 * MIB // 2)
    keeper.tend_disk()
    assert len(list(folder.glob("seg-*.ts"))) == 40
    assert not keeper.ballast.path.exists()
    fill(small_disk, 4096)
    keeper.tend_disk()
    there = {path.name for path in folder.glob("seg-*.ts")}
    assert 30 <= len(there) < 40
    assert "seg-1-39.ts" in there and "seg-1-0.ts" not in there


def test_the_database_writes_again_on_a_disk_that_was_full_to_the_last_byte(
    keeper: Keeper, small_disk: Path
) -> None:
    db = sqlite3.connect(small_disk / "db.sqlite3", isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("create table said (what blob)")
    fill(small_disk, 0)
    with pytest.raises(sqlite3.OperationalError, match=r"full|disk I/O"):
        for _ in range(64):
            db.execute("insert into said values (zeroblob(65536))")
    keeper.tend_disk()
    for _ in range(16):
        db.execute("insert into said values (zeroblob(65536))")
    db.close()


@contextmanager
def streaming(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real encoder: one segment a second of some 100 kB, four in the live window."""
    words = "-hide_banner -v error -re -f lavfi -i testsrc2=s=640x360:r=30 -c:v libx264 -preset ultrafast"
    words += " -b:v 800k -minrate 800k -maxrate 800k -bufsize 400k -x264-params nal-hrd=cbr -g 15 -f hls"
    words += " -hls_time 0.5 -hls_list_size 4 -hls_flags program_date_time -hls_segment_filename"
    argv = [executable(), *words.split(), str(folder / "seg-1-%d.ts"), str(folder / "program.m3u8")]
    process = subprocess.Popen(argv)
    try:
        yield process
    finally:
        process.kill()
        process.wait(5)


def test_at_five_percent_the_stream_goes_on_and_the_recording_stops_until_there_is_room_again(
    keeper: Keeper, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "GRACE_S", 0.5)
    keeper.ballast.path.unlink()
    keeper.ballast = Ballast(small_disk, MIB // 2)
    folder = small_disk / "live" / SLUG

    def written(count: int) -> bool:
        keeper.tend_disk()
        return SLUG in keeper.shelves and len(keeper.shelves[SLUG].entries) >= count

    with streaming(folder) as encoder:
        eventually(lambda: written(6), within_s=20)
        filler = fill(small_disk, 2 * MIB)
        before = len(keeper.shelves[SLUG].entries)
        eventually(lambda: written(before + 10), within_s=20)
        held = keeper.shelves[SLUG]
        assert look(small_disk).state is DiskState.FULL
        assert encoder.poll() is None
        assert {entry.name for entry in held.entries[: before - 4]} <= held.there()
        assert held.stopped_at is not None and len(held.kept()) < before + 8
        filler.unlink()
        eventually(lambda: written(before + 22), within_s=20)
        assert held.stopped_at is None
    (missing,) = gaps(held.kept(), held.entries)
    assert missing.length_s > 1
    assert abs(missing.at - time.time()) < 60
    assert held.entries[-1].name in held.there()
