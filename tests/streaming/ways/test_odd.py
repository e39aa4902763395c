"""Whatever is sent: a picture (or the slate with its sound), and a program that never stops."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from streaming.enums import SourceKind
from streaming.models import Source
from streaming.services import program, sources
from tests.streaming.stage import Stage, db, picture_times
from tests.streaming.ways import odd
from tests.streaming.ways.odd import Odd
from tests.streaming.ways.senders import (
    FLV,
    TS,
    Senders,
    loudness,
    pushed,
    rtmp_address,
    seen,
    shown,
    srt_address,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]
LIVELY, BLACK = 25.0, 20.0
LOUD, SILENT = 0.02, 0.001
FORMS = {SourceKind.RTMP: FLV, SourceKind.SRT: TS}
long = pytest.mark.long


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        pytest.param(SourceKind.RTMP, odd.SHORT, id="rtmp", marks=long),
        pytest.param(SourceKind.RTMP, odd.BY_RTMP, id="more-rtmp", marks=long),
        pytest.param(SourceKind.SRT, odd.BY_SRT, id="srt", marks=long),
        pytest.param(SourceKind.FILE, odd.BY_FILE, id="file", marks=long),
    ],
)
async def test_odd_senders_are_shown_and_stop_nothing(
    stage: Stage, senders: Senders, library: Path, kind: SourceKind, table: tuple[Odd, ...]
) -> None:
    await stage.start(await db(pushed, stage))
    await stage.until(lambda: stage.program().state == "running")
    encoder = (await db(stage.pids))["program"]
    for number, row in enumerate(table):
        source = await send(stage, senders, row.made(library), kind, row)
        await check(stage, source, row)
        await finish(stage, senders, source, number)
    assert (await db(stage.pids))["program"] == encoder
    assert "DISCONTINUITY" not in (stage.live.path / "program.m3u8").read_text()
    times = picture_times(stage.live)
    assert max(after - before for before, after in pairwise(times)) < 0.05


async def send(stage: Stage, senders: Senders, path: Path, kind: SourceKind, row: Odd) -> Source:
    """A source of this kind on air, with the file sent to it."""
    given = {"path": f"library/{path.name}"} if kind == SourceKind.FILE else {}
    source = await db(pushed, stage, kind, row.name, **given)
    await db(program.take, stage.technician, stage.ceremony, source)
    if kind == SourceKind.RTMP:
        await stage.until(lambda: str(source.pk) in (stage.worker.ingest.told.get("sources") or {}))
        senders.film(path, await db(rtmp_address, source), FLV)
    elif kind == SourceKind.SRT:
        await stage.until(lambda: (stage.report()["sources"].get(str(source.pk)) or {}).get("pid"))
        senders.film(path, await db(srt_address, source), TS)
    return source


async def check(stage: Stage, source: Source, row: Odd) -> None:
    """As the public has it, after a change of the size too."""
    key = str(source.pk)
    await stage.until(lambda: stage.showing() == key, within_s=40)
    starts = stage.report()["sources"][key]["starts"]
    await stage.steps(2 * odd.SECONDS + 1 if row.then else 2.5)
    assert stage.showing() == key, row.name
    picture = shown(stage)
    assert picture.std() > LIVELY or not row.has_picture, row.name
    assert (await db(stage.program)).showing == ("source" if row.has_picture else "slate"), row.name
    heard = loudness(stage)
    assert heard > LOUD if row.has_sound else heard < SILENT, (row.name, heard)
    assert stage.report()["sources"][key]["starts"] == starts, row.name
    if row.pillars:
        assert picture[:, :20].max() < BLACK, row.name
        assert picture[:, -20:].max() < BLACK, row.name
    if not (row.has_picture and row.has_sound) and source.kind != SourceKind.FILE:
        missing = "source_no_audio" if row.has_picture else "source_no_video"
        await stage.until(lambda: seen(source) == ("live", missing))


async def finish(stage: Stage, senders: Senders, source: Source, number: int) -> None:
    """Back to nothing, and the next one's port is free."""
    await db(program.take, stage.technician, stage.ceremony, None)
    await stage.until(lambda: str(source.pk) not in stage.report()["sources"])
    senders.end()
    await db(sources.delete_source, stage.technician, source)


@long
async def test_another_machine_with_other_picture_and_sound_goes_on_where_the_first_ended(
    stage: Stage, senders: Senders, library: Path
) -> None:
    source = await db(pushed, stage)
    await stage.start(source)
    await stage.until(lambda: str(source.pk) in (stage.worker.ingest.told.get("sources") or {}))
    for row in (odd.FULL_COLOUR, odd.PHONE):
        senders.film(row.made(library), await db(rtmp_address, source))
        await check(stage, source, row)
        senders.end()
        await stage.until(lambda: seen(source) == ("off", ""))
        await stage.until(lambda: stage.program().showing == "slate")
    assert stage.report()["sources"][str(source.pk)]["starts"] == 2  # its sound cannot go on in another form
