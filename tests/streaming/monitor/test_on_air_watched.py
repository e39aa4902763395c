"""A real program whose input is broken: each fault is an alert within ten seconds, and then over again."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from streaming.ffmpeg import executable
from streaming.models import Alert, MonitorState, Source
from streaming.monitor.files import REPORT, newest_picture, read
from streaming.services import program, sources
from streaming.worker.monitoring import Monitors
from tests.figures import Figure
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db
from tests.waiting import eventually_async

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN_S = 10.0  # the issue's
MOVES, BLACK = "testsrc2=size=640x360:rate=30", "color=black:size=640x360:rate=30"
STANDS = "testsrc2=size=640x360:rate=30,trim=end_frame=1,loop=-1:1:0,setpts=N/30/TB"
TONE = "sine=frequency=440:sample_rate=48000,aformat=channel_layouts=stereo"
LEFT, LOUD = f"{TONE},pan=stereo|c0=c0|c1=0*c1", f"{TONE},volume=20dB"  # of about -21 dBFS each
NOTHING = "anullsrc=channel_layout=stereo:sample_rate=48000"


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of each request."""

    def log_request(self, *given: object) -> None:
        """Nothing."""


@contextmanager
def web(folder: Path) -> Iterator[str]:
    """The public address of a folder with `live/` in it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def make(path: Path, sound: str, picture: str = "") -> Path:
    """Twelve seconds."""
    argv = [executable(), "-v", "error", "-y", "-f", "lavfi", "-i", sound]
    if picture:
        argv += [
            "-f",
            "lavfi",
            "-i",
            picture,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
        ]
    subprocess.run([*argv, "-c:a", "aac", "-t", "12", str(path)], check=True, timeout=60)
    return path


def film(stage: Stage, library: Path, name: str, picture: str, sound: str) -> Source:
    """Shown again and again."""
    made = make(library / f"{name}.mp4", sound, picture)
    who, where = stage.technician, stage.ceremony
    return sources.add_source(who, where, kind="file", name=name, path=made.name, loop=True)


def radio(stage: Stage, address: str, sound: str) -> Source:
    """Pulled: a source without a picture."""
    made = make(stage.folder / "tieng.ts", sound)
    who, where, url = stage.technician, stage.ceremony, f"{address}/{made.name}"
    return sources.add_source(who, where, kind="url", name="tieng", url=url)


def is_open(*codes: str) -> bool:
    return set(Alert.objects.filter(until=None).values_list("code", flat=True)) == set(codes)


class Watched:
    """A stage with its monitors, both stepped by the test."""

    def __init__(self, stage: Stage, address: str) -> None:
        self.stage = stage
        self.monitors = Monitors(stage.folder / "run", stage.folder / "live", address)

    async def until(self, condition: Callable[[], bool], within_s: float) -> float:
        """How long it took."""

        async def look() -> bool:
            await self.stage.worker.step()
            await self.monitors.look()
            return await db(condition)

        began = time.monotonic()
        await eventually_async(look, within_s, told=lambda: report(self.stage))
        return time.monotonic() - began

    async def take(self, source: Source, *codes: str) -> float:
        """Seconds until exactly these alerts are open."""
        await db(program.take, self.stage.technician, self.stage.ceremony, source)
        return await self.until(partial(is_open, *codes), WITHIN_S)


async def test_what_is_black_frozen_missing_silent_one_sided_or_loud_is_an_alert_within_ten_seconds(
    stage: Stage, library: Path, make_page: MakePage, figure: Figure
) -> None:
    with web(stage.folder) as address:
        well = await db(film, stage, library, "tot", MOVES, TONE)
        black = await db(film, stage, library, "den", BLACK, LEFT)
        frozen = await db(film, stage, library, "dung", STANDS, NOTHING)
        blind = await db(radio, stage, address, LOUD)
        order = [it.pk for it in (well, black, frozen, blind)]
        await db(program.set_order, stage.technician, stage.ceremony, order)
        watched = Watched(stage, address)
        # A page whose public stream is ours: it passes the guard as any other's.
        ours = f"{address}/live/{stage.ceremony.slug}/low.m3u8"
        page = await db(partial(make_page, public_url=ours))
        await stage.add(page)
        await stage.start(well)
        await watched.until(lambda: MonitorState.objects.filter(state="watching").exists(), 30)
        for source, codes in (
            (black, ("picture_black", "sound_one_side")),
            (frozen, ("picture_frozen", "sound_silent")),
            (blind, ("slate_shown", "sound_loud")),
            (well, ()),
        ):
            took = await watched.take(source, *codes)
            figure(f"Fault to alert: {' and '.join(codes) or 'all clear'}", took, "s, at most 10")
        assert await db(Alert.objects.count) == 6
        seen = await db(MonitorState.objects.get)
        assert seen.seen["pages"] == [{"page": page.pk, "state": "watching"}]
        looked = report(stage)
    assert looked["player"]["state"] == "playing"
    assert looked["player"]["shown"] > 0, looked
    figure("Monitor's processor", looked["cpu_pct"], "% of a core")
    check_picture(stage)


def report(stage: Stage) -> dict[str, Any]:
    """What the monitor says."""
    return read(stage.folder / "run" / "monitors" / str(stage.ceremony.pk) / REPORT) or {}


def check_picture(stage: Stage) -> None:
    """A small JPEG that is not old."""
    found = newest_picture(stage.folder / "run" / "monitors" / str(stage.ceremony.pk))
    assert found is not None
    picture = found[0].read_bytes()
    assert picture.startswith(b"\xff\xd8")
    assert len(picture) <= 40_000
