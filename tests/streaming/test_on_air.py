"""On air with real ffmpeg and a real nginx-rtmp: everything that can be killed is killed."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import timezone

from events.enums import Act
from events.models import Ceremony, User
from events.services import lifecycle
from streaming.models import Page, Run, Source
from streaming.services import broadcasts, sources
from tests.figures import Figure
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db, picture_times

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
KEYS = ("khoa-bi-mat-mot", "khoa-bi-mat-hai")


@pytest.fixture
def film(technician: User, ceremony: Ceremony, library: Path, video_file: Path) -> Source:
    (library / "phim.mp4").write_bytes(video_file.read_bytes())
    return sources.add_source(technician, ceremony, kind="file", name="Phim", path="phim.mp4")


@pytest.fixture
def here(make_page: MakePage, nginx_rtmp: NginxRtmp) -> Page:
    return make_page("Trang một", address=nginx_rtmp.address, stream_key=KEYS[0])


@pytest.fixture
def there(make_page: MakePage, other_nginx_rtmp: NginxRtmp) -> Page:
    return make_page("Trang hai", address=other_nginx_rtmp.address, stream_key=KEYS[1])


@pytest.fixture
async def on_air(stage: Stage, film: Source, here: Page, there: Page) -> Stage:
    """The film on two pages of two servers."""
    await stage.add(here, there)
    await stage.start(film)
    await stage.running(here, there)
    return stage


def unchanged(before: dict[str, int], after: dict[str, int], *changed: str) -> bool:
    return all(after.get(name) == pid for name, pid in before.items() if name not in changed)


async def test_from_start_to_the_first_segment_to_both_pages_to_the_end(
    stage: Stage, film: Source, here: Page, there: Page, figure: Figure
) -> None:
    await stage.add(here, there)
    began = time.monotonic()
    await stage.start(film)
    await stage.until((stage.live.path / "index.m3u8").exists)
    took = time.monotonic() - began
    figure("Start to the first playable segment (stepped)", took, "s, at most 4")
    assert took <= 4
    await stage.running(here, there)
    await db(stage.ceremony.refresh_from_db)
    assert stage.ceremony.state == "live"
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped")
    assert stage.live.read().ended
    assert await db(stage.pids) == {}
    assert await db(stage.relays_in, "off") == ["Trang hai", "Trang một"]
    codes = await db(lambda: dict(Run.objects.values_list("what", "reason")))
    assert codes == {"program": "asked", "relay": "asked"}
    await db(stage.ceremony.refresh_from_db)
    assert stage.ceremony.state == "ended"


async def test_a_killed_program_is_back_in_the_same_playlist_and_no_relay_notices(
    on_air: Stage, here: Page, nginx_rtmp: NginxRtmp, figure: Figure
) -> None:
    since = (await db(on_air.relay, here)).since
    before, died = await on_air.kill("program"), time.monotonic()
    await on_air.until(lambda: on_air.program().restarts == 1 and on_air.program().state == "running")
    figure("program killed to its next segment", time.monotonic() - died, "s")
    bytes_then = nginx_rtmp.bytes_in(KEYS[0])
    await on_air.until(lambda: nginx_rtmp.bytes_in(KEYS[0]) > bytes_then + 300_000)
    assert unchanged(before, await db(on_air.pids), "program")
    assert (await db(on_air.relay, here)).since == since is not None  # it was never shown as waiting
    text = (on_air.live.path / "program.m3u8").read_text()
    assert text.count("#EXT-X-DISCONTINUITY\n") == 1
    assert (await db(on_air.program)).error_code == "killed"
    times = picture_times(on_air.live)
    steps = [later - sooner for sooner, later in pairwise(times)]
    assert min(steps) > 0  # the stream's time never goes back
    assert sum(step > 0.2 for step in steps) == 1  # one gap, as long as the real one
    run = await db(lambda: Run.objects.filter(what="program").last())
    assert run
    assert (run.exit_code, run.reason) == (-9, "killed")


async def test_a_killed_relay_is_back_and_nothing_else_notices(on_air: Stage, here: Page) -> None:
    before = await on_air.kill(here.name)
    await on_air.until(lambda: on_air.relay(here).restarts == 1 and on_air.relay(here).state == "running")
    assert unchanged(before, await db(on_air.pids), here.name)


async def test_a_pages_server_that_is_killed_and_returns_gets_its_stream_within_five_seconds(
    on_air: Stage, here: Page, nginx_rtmp: NginxRtmp, figure: Figure
) -> None:
    # One that ends in its first seconds looks like a refused key, and is not knocked at again at once.
    await on_air.until(lambda: on_air.relay(here).first_at is not None)
    before = await db(on_air.pids)
    nginx_rtmp.kill()
    await on_air.until(lambda: on_air.relay(here).error_code == "page_unreachable", within_s=15)
    assert (await db(on_air.relay, here)).state == "backoff"
    await on_air.until(lambda: on_air.relay(here).failures >= 4, within_s=30)  # the wait is 8 s by now
    nginx_rtmp.start()
    began = time.monotonic()
    await on_air.until(lambda: nginx_rtmp.bytes_in(KEYS[0]) > 0, within_s=10)
    took = time.monotonic() - began
    figure("a page's server back to bytes on it", took, "s, at most 5")
    assert took <= 5
    await on_air.running(here, await db(lambda: Page.objects.get(name="Trang hai")))
    assert unchanged(before, await db(on_air.pids), here.name)


async def test_the_next_worker_takes_over_what_runs(on_air: Stage, here: Page, there: Page) -> None:
    before = await db(on_air.pids)
    await on_air.worker.fleet.close()
    on_air.worker = on_air.new_worker()
    await on_air.steps(2)
    assert await db(on_air.pids) == before
    await on_air.running(here, there)
    assert [(await db(on_air.relay, page)).restarts for page in (here, there)] == [0, 0]


async def test_a_page_that_refuses_is_named_and_the_other_goes_on(
    on_air: Stage, make_page: MakePage, nginx_rtmp: NginxRtmp, there: Page
) -> None:
    before = await db(on_air.pids)
    closed = await db(lambda: make_page("Trang đóng", address=nginx_rtmp.closed, stream_key="sai-khoa"))
    await on_air.add(closed)
    await on_air.until(lambda: on_air.relay(closed).failures >= 1)
    seen = await db(on_air.relay, closed)
    assert (seen.error_code, seen.state) == ("page_refused_key", "backoff")
    assert seen.next_try_at
    assert seen.next_try_at - timezone.now() > timedelta(seconds=8)  # no hammering with a wrong key
    assert unchanged(before, await db(on_air.pids))


async def test_off_stops_one_page_alone_and_on_brings_it_back(on_air: Stage, here: Page, there: Page) -> None:
    before = await db(on_air.pids)
    await on_air.off(here)
    await on_air.until(lambda: on_air.relay(here).state == "off")
    assert await db(on_air.pids) == {name: pid for name, pid in before.items() if name != here.name}
    await on_air.add(here)
    await on_air.running(here, there)
    assert (await db(on_air.relay, here)).restarts == 0


async def test_another_source_on_air_is_a_cut_that_touches_no_process(
    on_air: Stage, film: Source, test_card: Source, here: Page, there: Page
) -> None:
    before = await db(on_air.pids)
    await db(broadcasts.set_source, on_air.technician, on_air.ceremony, test_card)
    await on_air.until(lambda: on_air.showing() == str(test_card.pk))
    await on_air.until(lambda: list(on_air.report()["sources"]) == [str(test_card.pk)])
    await on_air.running(here, there)
    assert await db(on_air.pids) == before
    assert "#EXT-X-DISCONTINUITY\n" not in (on_air.live.path / "program.m3u8").read_text()
    keys = [event["key"] for event in on_air.report()["events"] if event["what"] == "on_air"]
    assert keys[-2:] == [str(film.pk), str(test_card.pk)]  # no slate in between


async def test_a_killed_source_leaves_encoder_playlist_and_relays_untouched(
    on_air: Stage, film: Source, here: Page, there: Page
) -> None:
    before = await db(on_air.pids)
    os.kill(on_air.report()["sources"][str(film.pk)]["pid"], signal.SIGKILL)
    await on_air.until(lambda: on_air.report()["sources"][str(film.pk)]["starts"] == 2)
    await on_air.steps(4)
    await on_air.until(lambda: on_air.showing() == str(film.pk))
    await on_air.running(here, there)
    assert await db(on_air.pids) == before
    assert "#EXT-X-DISCONTINUITY\n" not in (on_air.live.path / "program.m3u8").read_text()
    assert (await db(on_air.program)).restarts == 0


async def test_a_killed_mixer_is_back_in_the_same_playlist_and_no_relay_notices(
    on_air: Stage, here: Page, there: Page, figure: Figure
) -> None:
    before, mixer, died = await db(on_air.pids), on_air.report()["pid"], time.monotonic()
    sequence = on_air.live.read().sequence
    os.kill(mixer, signal.SIGKILL)
    await on_air.until(lambda: on_air.program().restarts == 1 and on_air.program().state == "running")
    figure("mixer killed to its next segment", time.monotonic() - died, "s")
    await on_air.steps(3)
    await on_air.running(here, there)
    assert unchanged(before, await db(on_air.pids), "program")
    assert on_air.live.read().sequence >= sequence
    steps = [later - sooner for sooner, later in pairwise(picture_times(on_air.live))]
    assert min(steps) > 0
    assert sum(step > 0.2 for step in steps) == 1
    assert (await db(on_air.program)).error_code == "killed"


async def test_an_opened_ceremony_goes_on_in_the_same_playlist(
    on_air: Stage, here: Page, there: Page
) -> None:
    await on_air.stop()
    await on_air.until(lambda: on_air.program().state == "stopped")
    ended = on_air.live.read()
    await db(on_air.ceremony.refresh_from_db)
    await db(lifecycle.act_on, on_air.technician, on_air.ceremony, Act.REOPEN)
    await on_air.start()
    await on_air.running(here, there)
    again = on_air.live.read()
    assert again.sequence + len(again.segments) > ended.sequence + len(ended.segments)
    assert not again.ended
    steps = [later - sooner for sooner, later in pairwise(picture_times(on_air.live))]
    assert min(steps) > 0
    assert (await db(on_air.program)).restarts == 0
