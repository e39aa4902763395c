"""A rehearsal of the whole chain on real processes: what was broken is named, and nothing real is met."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from events.models import Ceremony
from streaming.drill.conductor import Conductor
from streaming.enums_drill import Fault, Verdict
from streaming.models import Broadcast, Recording, Rehearsal, Source
from streaming.selectors import public_broadcast
from streaming.services import rehearsals, sources
from tests.figures import Figure
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db
from tests.waiting import eventually_async

pytestmark = pytest.mark.django_db(transaction=True)


class Rehearsed:
    """A stage with its conductor, both stepped by the test."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.conductor = Conductor(stage.folder / "live")

    async def begin(self, length_s: int, *faults: str) -> None:
        await db(rehearsals.begin, self.stage.technician, self.stage.ceremony, length_s, faults)

    async def until(self, condition: Callable[[], Any], within_s: float) -> Any:
        async def look() -> Any:
            await self.stage.worker.step()
            await db(self.conductor.look)
            return await db(condition)

        return await eventually_async(look, within_s, told=lambda: repr(self.conductor.plays)[:3000])

    async def verdict(self, within_s: float) -> Rehearsal:
        over = Rehearsal.objects.filter(ended_at__isnull=False)
        found: Rehearsal = await self.until(over.first, within_s)
        return found

    def stand_in(self) -> Broadcast:
        found = Broadcast.objects.select_related("ceremony")
        return found.get(rehearses=self.stage.ceremony)


def states(row: Rehearsal) -> dict[str, str]:
    return {check["code"]: check["state"] for check in row.checks}


def check_rows(row: Rehearsal) -> None:
    """Those of the faults that were asked for, and no other fault's."""
    tried = states(row)
    for code in (
        "on_air",
        "source",
        "pages_flow",
        "refuse_key",
        "stall",
        "unbroken",
        "arrived",
        "source_cut",
    ):
        assert tried[code] == "passed", json.dumps(row.facts)
    assert "drop" not in tried


@pytest.mark.alone
async def test_a_bad_day_in_short_is_judged_by_what_was_seen_and_no_real_page_is_met(
    stage: Stage, test_card: Source, make_page: MakePage, nginx_rtmp: NginxRtmp, figure: Figure
) -> None:
    for name in ("A", "B", "C"):
        page = await db(lambda name=name: make_page(name, address=nginx_rtmp.address, stream_key=f"k{name}"))
        await stage.add(page)
    await db(lambda: Broadcast.objects.filter(pk=stage.ceremony.pk).update(source=test_card))
    before = await db(lambda: public_broadcast(stage.ceremony))
    played = Rehearsed(stage)
    await played.begin(20, Fault.REFUSE_KEY, Fault.STALL, Fault.SOURCE_CUT)
    shown = []

    def watched() -> bool:
        shown.append(public_broadcast(stage.ceremony) == before and not nginx_rtmp.accepted())
        return bool(Rehearsal.objects.filter(ended_at__isnull=False).count())

    began = time.monotonic()
    await played.until(watched, 40)
    figure("Rehearsal of 20 s", time.monotonic() - began, "s")
    row = await db(Rehearsal.objects.get)
    assert row.verdict == Verdict.PASSED, row.checks
    check_rows(row)
    assert all(shown)
    assert not (stage.folder / "live" / stage.ceremony.slug).exists()
    assert await db(Recording.objects.count) == 0
    fresh = await db(lambda: Ceremony.objects.get(pk=stage.ceremony.pk))
    assert (fresh.state, fresh.ended_at) == ("scheduled", None)
    with socket.create_connection(("127.0.0.1", nginx_rtmp.port), timeout=5):  # it does count
        await eventually_async(sync_to_async(nginx_rtmp.accepted), 5)


async def test_the_start_wins_and_a_source_that_is_not_there_is_the_row_that_fails(
    stage: Stage, test_card: Source, make_page: MakePage, library: Path, video_file: Path
) -> None:
    film = library / "le.mp4"
    shutil.copy(video_file, film)
    who, where = stage.technician, stage.ceremony
    source = await db(sources.add_source, who, where, kind="file", name="Phim", path=film.name)
    await db(lambda: Broadcast.objects.filter(pk=where.pk).update(source=source))
    film.unlink()
    page = await db(make_page, "A")
    await stage.add(page)
    played = Rehearsed(stage)
    await played.begin(60)
    await played.until(lambda: Rehearsal.objects.filter(on_air_at__isnull=False).exists(), 20)
    await stage.start(test_card)
    row = await played.verdict(10)
    assert (row.verdict, row.stopped_for) == (Verdict.FAILED, "start")
    (wrong,) = [check for check in row.checks if check["state"] == "failed"]
    assert (wrong["code"], wrong["why"]) == ("source", "source_missing")
    assert not (await db(played.stand_in)).on_air
    await stage.running(page)
    assert (await db(lambda: Ceremony.objects.get(pk=where.pk))).state == "live"


@pytest.mark.long
async def test_a_whole_bad_day_passes_every_row_but_those_of_the_monitor(
    stage: Stage, test_card: Source, make_page: MakePage, figure: Figure
) -> None:
    for name in "ABCDEF":
        await stage.add(await db(make_page, name))
    await db(lambda: Broadcast.objects.filter(pk=stage.ceremony.pk).update(source=test_card))
    played = Rehearsed(stage)
    await played.begin(90, *Fault.values)
    row = await played.verdict(120)
    bad = [check for check in row.checks if check["state"] != "passed"]
    assert {check["code"] for check in bad} <= {"alert", "picture", "rundown"}, bad
    for check in row.checks:
        figure(f"Rehearsed: {check['code']}", check["measured"] or 0.0, check["unit"])
