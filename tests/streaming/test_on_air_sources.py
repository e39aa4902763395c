"""On air with sources that end, that are gone, that have no sound, that come over the network; rehearsals."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from streaming import hosts
from streaming.ffmpeg import executable
from streaming.models import Page, Source, SourceState
from streaming.services import broadcasts, sources
from tests.desk import free_port
from tests.servers import NginxRtmp, make_video
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rehearsal(make_page: MakePage) -> Page:
    return make_page("Trang tập")


def film(stage: Stage, library: Path, name: str, *words: str, seconds: float, loop: bool = False) -> Source:
    make_video(library / name, *words, seconds=seconds)
    who, where = stage.technician, stage.ceremony
    return sources.add_source(who, where, kind="file", name=name, path=name, loop=loop)


def pulled(stage: Stage, url: str) -> Source:
    return sources.add_source(stage.technician, stage.ceremony, kind="url", name="Nguồn", url=url)


def sound_of(stage: Stage) -> str:
    """What a player finds out about the sound of the newest segment."""
    segment = stage.live.path / stage.live.read().segments[-1].name
    told = subprocess.run(
        [executable(), "-hide_banner", "-i", str(segment)], capture_output=True, check=False
    )
    return next(line.strip() for line in told.stderr.decode().splitlines() if "Audio:" in line)


async def test_a_film_that_is_shown_once_gives_way_to_the_slate_and_is_not_shown_again(
    stage: Stage, library: Path, rehearsal: Page
) -> None:
    await stage.add(rehearsal)
    await stage.start(await db(film, stage, library, "ngan.mp4", seconds=3))
    await stage.until(lambda: stage.program().error_code == "source_ended")
    await stage.until(lambda: stage.report()["showing_slate"])
    await stage.running(rehearsal)
    before = await db(stage.pids)
    stage.worker = stage.new_worker()
    await stage.steps(2)
    assert stage.report()["showing_slate"]
    assert await db(stage.pids) == before
    assert (await db(stage.program)).restarts == 0


async def test_after_a_film_another_source_goes_on_in_the_same_stream(
    stage: Stage, library: Path, test_card: Source, rehearsal: Page
) -> None:
    await stage.add(rehearsal)
    await stage.start(await db(film, stage, library, "ngan.mp4", seconds=2))
    await stage.until(lambda: stage.program().error_code == "source_ended")
    await stage.running(rehearsal)
    before = await db(stage.pids)
    await db(broadcasts.set_source, stage.technician, stage.ceremony, test_card)
    await stage.until(lambda: stage.showing() == str(test_card.pk))
    assert await db(stage.pids) == before


async def test_a_file_that_is_gone_waits_for_a_person_and_says_so(
    stage: Stage, library: Path, test_card: Source
) -> None:
    source = await db(film, stage, library, "mat.mp4", seconds=1)
    (library / "mat.mp4").unlink()
    await stage.start(source)
    await stage.until(lambda: stage.program().error_code == "source_missing")
    await stage.until(lambda: stage.program().state == "running")
    assert stage.report()["showing_slate"]
    await db(broadcasts.set_source, stage.technician, stage.ceremony, test_card)
    await stage.until(lambda: stage.showing() == str(test_card.pk))


async def test_a_picture_without_sound_is_sent_with_silence(stage: Stage, library: Path) -> None:
    await stage.start(await db(film, stage, library, "cam.mp4", "-an", seconds=2, loop=True))
    await stage.until(lambda: stage.program().state == "running")
    assert "aac (LC)" in sound_of(stage)
    assert "48000 Hz, stereo" in sound_of(stage)


async def test_a_pulled_address_without_sound_is_sent_with_silence_at_its_first_try(
    stage: Stage, nginx_rtmp: NginxRtmp
) -> None:
    make_video(nginx_rtmp.folder / "www" / "cam.mp4", "-an", "-movflags", "faststart", seconds=12)
    source = await db(pulled, stage, f"{nginx_rtmp.web}/cam.mp4")
    await stage.start(source)
    await stage.until(lambda: stage.showing() is not None and bool(stage.live.read().segments))
    assert "aac (LC)" in sound_of(stage)
    assert stage.report()["sources"][str(source.pk)]["starts"] == 1
    await stage.until(lambda: SourceState.objects.get(pk=source.pk).error_code == "source_no_audio")


async def test_an_address_that_answers_later_is_waited_for(
    stage: Stage, nginx_rtmp: NginxRtmp, video_file: Path
) -> None:
    nginx_rtmp.kill()
    await stage.start(await db(pulled, stage, f"rtmp://127.0.0.1:{nginx_rtmp.port}/live/may-quay"))
    await stage.until(lambda: stage.program().error_code == "source_unreachable")
    nginx_rtmp.start()
    send = [executable(), "-v", "error", "-re", "-stream_loop", "-1", "-i", str(video_file), "-c", "copy"]
    camera = subprocess.Popen([*send, "-f", "flv", f"{nginx_rtmp.address}/may-quay"])
    try:
        await stage.until(lambda: stage.showing() is not None, within_s=30)
    finally:
        camera.kill()
        camera.wait()


async def test_nobody_at_the_address_says_so_and_tries_again(stage: Stage) -> None:
    await stage.start(await db(pulled, stage, f"http://127.0.0.1:{free_port()}/a.m3u8"))
    await stage.until(lambda: stage.program().error_code == "source_unreachable")
    await stage.until(lambda: stage.program().state == "running")  # with the slate


async def test_a_rehearsal_page_takes_the_stream_and_takes_it_again(
    stage: Stage, test_card: Source, rehearsal: Page
) -> None:
    await stage.add(rehearsal)
    await stage.start(test_card)
    await stage.running(rehearsal)
    ports = stage.ports()
    await stage.kill(rehearsal.name)
    await stage.until(lambda: stage.relay(rehearsal).restarts == 1)
    await stage.running(rehearsal)
    assert stage.ports() == ports


async def test_a_page_that_is_sent_nothing_is_not_shown_as_on_air(
    stage: Stage, library: Path, rehearsal: Page
) -> None:
    await stage.add(rehearsal)
    await stage.start(await db(film, stage, library, "het.mp4", seconds=4))
    await stage.running(rehearsal)
    assert (await db(stage.relay, rehearsal)).since is not None
    await stage.until(lambda: stage.program().showing == "slate")
    assert (await db(stage.relay, rehearsal)).state == "running"  # the slate is something, too
    os.kill((await db(stage.pids))["program"], signal.SIGSTOP)
    await stage.until(lambda: stage.relay(rehearsal).state == "waiting")
    seen = await db(stage.relay, rehearsal)
    assert (seen.bitrate_kbps, seen.since) == (None, None)
    (keeper,) = [record for record in hosts.found(stage.folder / "run") if record.name == hosts.RELAYS]
    os.kill(keeper.pid, signal.SIGKILL)
    await stage.until(lambda: stage.relay(rehearsal).error_code == "host_lost")
    assert (await db(stage.relay, rehearsal)).state != "running"
