"""Pass-through, end to end: a real sender, copied to the public and to a real page, and nothing encoded."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from events.models import Ceremony, User
from streaming import bodies
from streaming.enums import Mode, Profile, SourceKind
from streaming.ffmpeg import executable
from streaming.models import Source, SourceState
from streaming.passing.sent import stored
from streaming.selectors import broadcast_of
from streaming.services import broadcasts, program
from tests.desk import free_port
from tests.figures import Figure
from tests.servers import NginxRtmp, make_video
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db, picture_times, staged
from tests.streaming.ways.senders import Senders, loudness, pushed, rtmp_address, shown

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
SEQUENCE = re.compile(r"#EXT-X-MEDIA-SEQUENCE:(\d+)")
TELL = ("-v", "error", "-nostdin")


@pytest.fixture
def ports(settings: Any) -> None:
    """Nobody else's."""
    settings.ENV = replace(settings.ENV, rtmp_port=free_port(), srt_ports=(free_port(), 65000))


@pytest.fixture
async def stage(ports: None, ceremony: Ceremony, technician: User, tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(ceremony, technician, tmp_path) as made:
        await db(program.tune, technician, ceremony, profile=Profile.PASS)
        yield made


@pytest.fixture
def senders() -> Iterator[Senders]:
    made = Senders()
    yield made
    made.end()


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute as an encoder sends it: a keyframe a second, B-pictures, 48 kHz."""
    path = tmp_path_factory.mktemp("camera") / "camera.mp4"
    return make_video(path, "-g", "30", "-bf", "2", "-ar", "48000", "-preset", "veryfast", seconds=30)


async def waits(stage: Stage) -> Source:
    """A source, and an ingest that lets its sender in."""
    source = await db(pushed, stage, SourceKind.RTMP, "Máy quay")
    await stage.until(lambda: str(source.pk) in (stage.worker.ingest.told.get("sources") or {}))
    return source


def listed(stage: Stage, name: str = "program.m3u8") -> str:
    path = stage.live.path / name
    return path.read_text() if path.exists() else ""


def sequence(stage: Stage) -> int:
    found = SEQUENCE.search(listed(stage))
    return int(found[1]) + len(stage.live.read().segments) if found else 0


def hashes(path: Path, *inputs: str) -> list[str]:
    """Of each decoded picture."""
    argv = [executable(), *TELL, *inputs, "-i", str(path), "-map", "0:v:0", "-f", "framemd5", "-"]
    told = subprocess.run(argv, capture_output=True, check=True, timeout=120).stdout.decode()
    return [line.rpartition(",")[2].strip() for line in told.splitlines() if not line.startswith("#")]


@dataclass
class Aired:
    """On air with a camera, sent on to a page of nginx-rtmp."""

    stage: Stage
    senders: Senders
    camera: Path
    address: str
    source: Source
    relay: int = 0

    async def send(self) -> None:
        self.senders.film(self.camera, self.address)
        await self.stage.until(lambda: stored(self.state().sent) is not None)

    def state(self) -> SourceState:
        return SourceState.objects.filter(pk=self.source.pk).first() or SourceState()

    async def shown(self) -> None:
        await self.stage.until(lambda: self.stage.program().showing_source == self.source.pk)
        await self.stage.steps(2)

    async def goes_on(self) -> None:
        """The relay is the same process, and no picture is shown before an earlier one."""
        assert (await db(self.stage.pids))["Trang"] == self.relay
        times = picture_times(self.stage.live)
        assert all(after > before for before, after in pairwise(times))


@pytest.fixture
async def aired(
    stage: Stage, senders: Senders, camera: Path, nginx_rtmp: NginxRtmp, make_page: MakePage
) -> Aired:
    page = await db(make_page, "Trang", address=nginx_rtmp.address, stream_key="khoa")
    await stage.add(page)
    source = await waits(stage)
    made = Aired(stage, senders, camera, await db(rtmp_address, source), source)
    await made.send()
    await stage.start(source)
    await made.shown()
    await stage.running(page)
    made.relay = (await db(stage.pids))["Trang"]
    return made


async def test_the_public_gets_bit_by_bit_what_is_sent(aired: Aired) -> None:
    sent = hashes(aired.camera)
    got = hashes(aired.stage.live.path / aired.stage.live.read().segments[-1].name)
    assert len(got) == 30
    place = sent.index(got[2])  # around the cut a decoder has not all that it needs
    assert got[2:-2] == sent[place : place + len(got) - 4]
    assert "DISCONTINUITY" not in listed(aired.stage)
    master = listed(aired.stage, "index.m3u8")
    assert "RESOLUTION=640x360,FRAME-RATE=30.000" in master
    assert 'CODECS="avc1.64001e,mp4a.40.2"' in master
    body = stored((await db(aired.state)).sent)
    assert body is not None
    assert (body.video, body.audio, body.width, body.height, body.hz) == ("h264", "aac", 640, 360, 48000)
    assert body.keyframe_s == pytest.approx(1, abs=0.05)


async def test_a_sender_that_dies_and_comes_back_leaves_one_told_break_and_the_relay_alone(
    aired: Aired, figure: Figure
) -> None:
    stage, number = aired.stage, sequence(aired.stage)
    aired.senders.processes[-1].kill()
    await stage.until(lambda: stage.program().showing == "nothing", within_s=8)
    assert bodies.observed(await db(broadcast_of, stage.ceremony), await db(stage.program)) == "reconnecting"
    await stage.steps(3)
    await aired.send()
    await aired.shown()
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 1
    assert sequence(stage) > number
    await aired.goes_on()
    times = picture_times(stage.live)
    figure("Pass-through, sender away for 3 s → step in time", max(b - a for a, b in pairwise(times)), "s")
    assert 2.5 < max(b - a for a, b in pairwise(times)) < 9


async def test_a_killed_mixer_is_back_and_the_copy_goes_on(aired: Aired) -> None:
    stage, number, before = aired.stage, sequence(aired.stage), aired.stage.report()["pid"]
    os.kill(before, signal.SIGKILL)
    await stage.until(lambda: stage.report().get("pid") not in (None, before) and sequence(stage) > number)
    await aired.shown()
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 1
    await aired.goes_on()


async def test_another_worker_adopts_the_copy(aired: Aired) -> None:
    stage, before = aired.stage, (aired.stage.report()["pid"], await db(aired.stage.pids))
    await stage.worker.fleet.close()
    stage.worker = stage.new_worker()
    await aired.shown()
    assert (stage.report()["pid"], await db(stage.pids)) == before
    assert "DISCONTINUITY" not in listed(stage)


async def test_the_red_button_shows_the_slate_that_was_encoded_once(aired: Aired, figure: Figure) -> None:
    stage, began = aired.stage, time.monotonic()
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.SLATE)
    await stage.until(lambda: stage.program().showing == "slate", within_s=8)
    figure("Pass-through, red button → the slate is copied", time.monotonic() - began, "s, at most 4")
    assert time.monotonic() - began < 4
    await stage.steps(4)
    assert shown(stage).std() < 60
    assert loudness(stage) < 0.001
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.AUTO)
    await aired.shown()
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 2
    await aired.goes_on()
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped")
