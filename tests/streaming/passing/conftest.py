"""A broadcast that is passed through, with real senders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from events.models import Ceremony, User
from streaming.enums import Profile
from streaming.services import program
from tests.servers import NginxRtmp, make_video, nginx_in
from tests.streaming.conftest import MakePage
from tests.streaming.passing.copied import Aired, waits
from tests.streaming.stage import Stage, db, staged
from tests.streaming.ways.senders import (
    Senders,
    rtmp_address,
)


@pytest.fixture
async def stage(ports: None, ceremony: Ceremony, technician: User, tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(ceremony, technician, tmp_path) as made:
        await db(program.tune, technician, ceremony, profile=Profile.PASS)
        yield made


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Half a minute as an encoder sends it: a keyframe a second, B-pictures, 48 kHz."""
    path = tmp_path_factory.mktemp("camera") / "camera.mp4"
    return make_video(path, "-g", "30", "-bf", "2", "-ar", "48000", "-preset", "veryfast", seconds=30)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[NginxRtmp]:
    """A page that keeps what it gets, in `kept/`."""
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o777)
    with nginx_in(tmp_path / "page", f"record all; record_path {folder}; record_suffix .flv;") as server:
        yield server


@pytest.fixture
async def aired(stage: Stage, senders: Senders, camera: Path, kept: NginxRtmp, make_page: MakePage) -> Aired:
    page = await db(make_page, "Trang", address=kept.address, stream_key="khoa")
    await stage.add(page)
    source = await waits(stage)
    made = Aired(stage, senders, camera, await db(rtmp_address, source), source)
    await made.send()
    await stage.start(source)
    await made.shown()
    await stage.running(page)
    made.relay = (await db(stage.pids))["Trang"]
    return made
