"""Seventeen pages, seven of them ill in four ways: ten get every picture, and every ill one its name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from streaming.models import Broadcast, Page, RelayState, Source
from tests.figures import Figure
from tests.servers import NginxRtmp, nginx_in
from tests.streaming.conftest import MakePage
from tests.streaming.relays.fickle import Fickle
from tests.streaming.stage import Stage, db, frame_times

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
WELL, FPS, REORDERED = 10, 30, 3
CLASSED_WITHIN_S = 15.0
MISSING_AT_MOST = 0.001


@dataclass
class Town:
    """All pages by name, what each ill one should be called, and when its fault began."""

    server: NginxRtmp
    kept: Path
    pages: dict[str, Page] = field(default_factory=dict)
    ills: dict[str, str] = field(default_factory=dict)
    began: dict[str, float] = field(default_factory=dict)
    named: dict[str, float] = field(default_factory=dict)
    stalling: list[Fickle] = field(default_factory=list)
    dropping: dict[str, Fickle] = field(default_factory=dict)

    @property
    def well(self) -> list[Page]:
        """Those that nothing is wrong with."""
        return [page for name, page in self.pages.items() if name not in self.ills]

    def look(self) -> None:
        """Take the time of every ill page's first right name."""
        for name, door in self.dropping.items():
            if door.cut:
                self.began.setdefault(name, door.cut[0])
        for state in RelayState.objects.exclude(error_code="").select_related("relay__page"):
            name = state.relay.page.name
            if name in self.began and state.error_code == self.ills.get(name):
                self.named.setdefault(name, time.monotonic())


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A page's server that keeps what it gets."""
    kept = tmp_path / "kept"
    kept.mkdir()
    with nginx_in(tmp_path / "page", f"record all; record_path {kept}; record_suffix .flv;") as server:
        yield Town(server, kept)


def people(town: Town, make_page: MakePage, lives_s: float, doors: ExitStack) -> None:
    """Ten that are well, two that refuse the key, two that will stall, two that drop, one without a name."""
    at, shut = town.server.address, town.server.closed
    targets = {f"khoẻ {number}": at for number in range(WELL)}
    for number in range(2):
        stalls = doors.enter_context(Fickle(town.server.port))
        drops = doors.enter_context(Fickle(town.server.port, lives_s))
        town.stalling.append(stalls)
        town.dropping[f"rớt {number}"] = drops
        targets |= {
            f"sai khoá {number}": shut,
            f"đứng {number}": stalls.address,
            f"rớt {number}": drops.address,
        }
    targets["không tên"] = "rtmp://khong-co.invalid/live"
    town.pages = {
        name: make_page(name, address=address, stream_key=f"khoa-{number}")
        for number, (name, address) in enumerate(targets.items())
    }
    names = {"sai": "page_refused_key", "đứng": "page_stalled", "rớt": "page_closed"}
    names["không"] = "page_name_not_found"
    town.ills = {name: names[word] for name in targets if (word := name.split()[0]) in names}


async def chaos(stage: Stage, town: Town, source: Source, seconds: float, figure: Figure) -> None:
    """On air for so long; stalls begin after a quarter of it."""
    await db(Broadcast.objects.filter(pk=stage.ceremony.pk).update, profile="480p30")
    await stage.add(*town.pages.values())
    await stage.start(source)
    await stage.until(lambda: stage.program().state == "running")
    now = time.monotonic()
    town.began = {name: now for name in town.ills if name.startswith(("sai", "không"))}
    await stage.until(lambda: {page.name for page in town.well} <= set(stage.relays_in("running")), 60)
    before, until = await db(stage.pids), time.monotonic() + seconds
    await passing(stage, town, seconds / 4)
    for door in town.stalling:
        door.stalled.set()
    town.began |= {name: time.monotonic() for name in town.ills if name.startswith("đứng")}
    await passing(stage, town, until - time.monotonic())
    after = await db(stage.pids)
    assert all(after.get(page.name) == before[page.name] for page in town.well)
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped", 30)
    judge(town, figure)


async def passing(stage: Stage, town: Town, seconds: float) -> None:
    """Steps, for so long."""
    until = time.monotonic() + seconds

    def over() -> bool:
        town.look()
        return time.monotonic() > until

    await stage.until(over, seconds + 10)


def judge(town: Town, figure: Figure) -> None:
    """By what the pages got and what the desk said."""
    assert town.named.keys() == town.ills.keys()
    late = {name: town.named[name] - town.began[name] for name in town.ills}
    figure("17 pages, 7 ill: the slowest was classed after", max(late.values()), "s, at most 15")
    assert max(late.values()) <= CLASSED_WITHIN_S, late
    missing = {page.name: missing_of(town.kept / f"{page.key()}.flv") for page in town.well}
    figure("most frames missing at a page that is well", 100 * max(missing.values()), "%, at most 0.1")
    assert max(missing.values()) <= MISSING_AT_MOST, missing


def missing_of(file: Path) -> float:
    """Share of the frames between the first and the last that cannot be decoded.

    A stream that is ended may lack B-frames that belong before its very last picture: those are not counted.
    """
    times = sorted(frame_times(file, "v"))[:-REORDERED]
    assert len(times) > 10 * FPS
    return 1 - len(times) / (round((max(times) - min(times)) * FPS) + 1)


@pytest.mark.timeout(300)
async def test_seventeen_pages_for_eighteen_seconds(
    stage: Stage, test_card: Source, make_page: MakePage, town: Town, figure: Figure
) -> None:
    with ExitStack() as doors:
        await db(people, town, make_page, 5.0, doors)
        await chaos(stage, town, test_card, 18.0, figure)


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_seventeen_pages_for_five_minutes(
    stage: Stage, test_card: Source, make_page: MakePage, town: Town, figure: Figure
) -> None:
    with ExitStack() as doors:
        await db(people, town, make_page, 20.0, doors)
        await chaos(stage, town, test_card, 300.0, figure)
