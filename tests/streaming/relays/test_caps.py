"""Pages with a bitrate cap share one smaller copy of the program, whose death hurts them alone."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from events.models import Ceremony, User
from streaming.argv.capped import capped_argv, fits
from streaming.argv.shapes import SHAPES, USUAL
from streaming.enums import Profile
from streaming.ffmpeg import executable
from streaming.folder import LiveFolder
from streaming.models import Page, Source
from streaming.services import pages, sources
from streaming.worker.plan import Key, Seen, Stop, Wanted, What, plan
from tests.people import House
from tests.servers import NginxRtmp, nginx_in
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db, frame_times

CAP = 800


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """What the pages' server got."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


@pytest.fixture
def server(tmp_path: Path, kept: Path) -> Iterator[NginxRtmp]:
    """Keeps each stream under its key."""
    with nginx_in(tmp_path / "page", f"record all; record_path {kept}; record_suffix .flv;") as made:
        yield made


@pytest.fixture
def film(technician: User, ceremony: Ceremony, library: Path, video_file: Path) -> Source:
    """It moves, so that it takes whatever rate it may."""
    (library / "phim.mp4").write_bytes(video_file.read_bytes())
    return sources.add_source(technician, ceremony, kind="file", name="Phim", path="phim.mp4")


def copies(stage: Stage) -> dict[int, int]:
    """Living copies: kb/s → pid."""
    assert stage.worker.memory
    units = stage.worker.memory.units.items()
    return {
        key.id: unit.view["pid"] for key, unit in units if key.what is What.CAP and unit.alive and unit.view
    }


def rates(file: Path, over_s: int = 5) -> list[float]:
    """kb/s of video and sound in each stretch of so many seconds, as sent."""
    argv = [executable(), "-v", "error", "-i", str(file), "-c", "copy", "-f", "framecrc", "-"]
    told = subprocess.run(argv, capture_output=True, check=True, timeout=60).stdout.decode()
    sizes: dict[int, int] = {}
    for line in told.splitlines():
        if not line.startswith("#"):
            words = [word.strip() for word in line.split(",")]
            at = int(int(words[1]) / 1000) // over_s
            sizes[at] = sizes.get(at, 0) + int(words[4])
    whole = sorted(sizes)[:-1]
    return [sizes[at] * 8 / 1000 / over_s for at in whole]


@pytest.mark.long
@pytest.mark.servers
@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(180)
async def test_two_capped_pages_share_one_copy_and_its_death_touches_no_other_page(
    stage: Stage, film: Source, make_page: MakePage, server: NginxRtmp, kept: Path
) -> None:
    full = await db(lambda: make_page("Đầy đủ", address=server.address, stream_key="day"))
    small = [
        await db(lambda key=key: make_page(key, address=server.address, stream_key=key, max_kbps=CAP))
        for key in ("mot", "hai")
    ]
    await stage.add(full, *small)
    await stage.start(film)
    await stage.running(full, *small)
    before, copy = await db(stage.pids), copies(stage)
    assert list(copy) == [CAP]
    await stage.steps(12)
    os.kill(copy[CAP], signal.SIGKILL)
    await stage.until(lambda: copies(stage).get(CAP, copy[CAP]) != copy[CAP])
    got = server.bytes_in("mot")
    await stage.until(lambda: server.bytes_in("mot") > got + 200_000)
    await stage.running(full, *small)
    assert await db(stage.pids) == before  # none of the relays began anew
    await db(pages.edit_page, stage.technician, small[0], max_kbps=None)
    await stage.until(lambda: stage.pids().get("mot") not in (None, before["mot"]))
    await stage.running(full, *small)
    assert list(copies(stage)) == [CAP]
    await stage.off(small[1])
    await stage.until(lambda: not copies(stage))
    assert (await db(stage.pids))[full.name] == before[full.name]
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped")
    assert stage.live.read(f"cap{CAP}.m3u8").ended
    told = rates(kept / "hai.flv")
    assert max(told) <= CAP
    assert max(rates(kept / "day.flv")) > 1.5 * CAP
    times = frame_times(kept / "hai.flv", "v")
    assert times == sorted(times)  # and the stream's time goes on behind the gap


@pytest.mark.parametrize(
    ("profile", "kbps", "whole"),
    [(Profile.P720, 800, False), (Profile.P720, 2700, False), (Profile.P720, 2800, True),
     (Profile.P480, 1500, True), (Profile.P1080, 2800, False)],
)  # fmt: skip
def test_a_program_that_keeps_to_the_cap_is_copied_as_it_is(profile: str, kbps: int, whole: bool) -> None:
    assert fits(SHAPES[profile], kbps) is whole


@pytest.mark.parametrize(
    ("kbps", "height", "sound"),
    [(300, 360, "64k"), (699, 360, "64k"), (700, 480, "96k"), (1600, 720, "128k"), (20_000, 720, "128k")],
)
def test_the_picture_is_as_large_as_the_rate_allows(kbps: int, height: int, sound: str) -> None:
    argv = capped_argv(Path("/live/le"), kbps, USUAL, 7, goes_on=False)
    assert any(f"scale=-2:{height}" in word for word in argv)
    assert argv[argv.index("-b:a") + 1] == sound
    most = int(argv[argv.index("-maxrate") + 1].removesuffix("k"))
    assert most + int(sound.removesuffix("k")) <= kbps
    assert "append_list" not in argv[argv.index("-hls_flags") + 1]
    again = capped_argv(Path("/live/le"), kbps, USUAL, 8, goes_on=True)
    assert "append_list" in again[again.index("-hls_flags") + 1]


def test_a_copy_that_no_page_needs_ends_at_once() -> None:
    copy, relay = Key(What.CAP, 800, 1), Key(What.RELAY, 7, 1)
    alive = Seen(alive=True, spec="x")
    assert plan({relay: Wanted("x")}, {relay: alive, copy: alive}, 0.0) == [Stop(copy)]


def capped(folder: Path, *names: str) -> None:
    entries = "".join(f"#EXTINF:1.000000,\n{name}\n" for name in names)
    (folder / "cap800.m3u8").write_text(f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:7\n{entries}")
    for name in names:
        (folder / name).write_bytes(b"x")


def test_an_old_copy_is_begun_anew_and_a_fresh_one_goes_on(tmp_path: Path) -> None:
    live = LiveFolder(tmp_path)
    assert not live.reopen_capped("cap800.m3u8")
    capped(tmp_path, "cap800-1-7.ts", "cap800-1-8.ts")
    assert live.reopen_capped("cap800.m3u8")
    old = time.time() - 61
    os.utime(tmp_path / "cap800.m3u8", (old, old))
    assert not live.reopen_capped("cap800.m3u8")
    assert not (tmp_path / "cap800.m3u8").exists()


def test_old_segments_of_a_copy_are_swept_and_listed_ones_stay(tmp_path: Path) -> None:
    capped(tmp_path, "cap800-1-7.ts")
    (tmp_path / "cap800-1-3.ts").write_bytes(b"x")
    for path in tmp_path.glob("*.ts"):
        os.utime(path, (1, 1))
    assert LiveFolder(tmp_path).sweep(live=True) == 1
    assert [path.name for path in tmp_path.glob("*.ts")] == ["cap800-1-7.ts"]
    LiveFolder(tmp_path).finish()
    assert LiveFolder(tmp_path).read("cap800.m3u8").ended


@pytest.mark.django_db
def test_a_cap_has_its_bounds(house: House, technician: User, make_page: MakePage) -> None:
    api, url = house.client(technician), f"/api/v1/pages/{make_page().pk}/"
    assert api.patch(url, {"max_kbps": 299}, format="json").status_code == 400
    assert api.patch(url, {"max_kbps": 1200}, format="json").json()["max_kbps"] == 1200
    assert api.patch(url, {"max_kbps": None}, format="json").json()["max_kbps"] is None
    assert Page.objects.get().max_kbps is None
