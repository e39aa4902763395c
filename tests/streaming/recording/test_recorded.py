"""A short broadcast with real ffmpeg: killed once, cued twice, ended, archived."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from events.models import Ceremony, User
from events.services import rundown
from streaming import hosts
from streaming.ffmpeg import executable
from streaming.models import Recording, Source
from streaming.playlist import parse
from streaming.recording import mp4, rows
from streaming.recording.keeper import Keeper
from streaming.selectors_recording import recording_body, replays_of
from tests.figures import Figure
from tests.streaming.stage import Stage, db, staged
from tests.waiting import eventually_async

pytestmark = pytest.mark.django_db(transaction=True)


async def kept(keeper: Keeper, ceremony: Ceremony, state: str, within_s: float = 20.0) -> Recording:
    async def look() -> Recording | None:
        await keeper.look()
        return await db(lambda: Recording.objects.filter(pk=ceremony.pk, state=state).first())

    found = await eventually_async(look, within_s)
    assert found
    return found


def cue(ceremony: Ceremony, technician: User, title: str) -> None:
    segment = ceremony.segments.create(title=title, position=ceremony.segments.count())
    rundown.cue(technician, ceremony, segment.pk)


def at_least(stage: Stage, seconds: int) -> Callable[[], bool]:
    return lambda: len(stage.live.read().segments) >= seconds


async def test_a_broadcast_that_was_killed_once_is_one_mp4_with_chapters(  # noqa: PLR0917  fixtures
    ceremony: Ceremony,
    technician: User,
    test_card: Source,
    tmp_path: Path,
    figure: Figure,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "folder_for", lambda slug: tmp_path / "recordings" / slug)
    async with staged(ceremony, technician, tmp_path) as stage:
        keeper = Keeper(tmp_path, tmp_path / "run", tmp_path / "live")
        await stage.start(test_card)
        await stage.until(at_least(stage, 2))
        await db(cue, ceremony, technician, "Chào cờ; Quốc ca = 1")
        so_far = await kept(keeper, ceremony, "recording")
        assert so_far.duration_s and so_far.bytes
        dvr = stage.live.path / "dvr.m3u8"
        assert parse(dvr.read_text()).segments
        await stage.kill("program")
        await stage.until(at_least(stage, 5))
        await db(cue, ceremony, technician, "Dâng hương")
        await stage.until(at_least(stage, 7))
        await stage.stop()
        await stage.until(lambda: stage.program().state == "stopped")
        began = timezone.now()
        row = await kept(keeper, ceremony, "ready")
        figure("End of the broadcast to the MP4", (timezone.now() - began).total_seconds(), "s")
        await check(row, ceremony, keeper, stage)
        await keeper.bench.close()
    hosts.end_all(tmp_path / "run" / "recording", 2.0)


async def check(row: Recording, ceremony: Ceremony, keeper: Keeper, stage: Stage) -> None:
    shelf, path = keeper.shelves[ceremony.slug], rows.file_of(ceremony.slug)
    entries = shelf.entries
    on_air = entries[-1].end - entries[0].at
    missing = sum(gap["length_s"] for gap in row.gaps)
    assert row.duration_s == pytest.approx(on_air - missing, abs=0.5)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == row.sha256
    names = mp4.boxes(path)
    assert names.index("moov") < names.index("mdat")
    told = subprocess.run([executable(), "-i", str(path)], capture_output=True, check=False).stderr.decode()
    assert "Chào cờ; Quốc ca = 1" in told
    assert [mark["title"] for mark in row.chapters] == ["Chào cờ; Quốc ca = 1", "Dâng hương"]
    decoded = subprocess.run(
        [executable(), "-v", "error", "-i", str(path), "-f", "null", "-"], capture_output=True, check=True
    )
    assert not decoded.stderr, decoded.stderr.decode()
    ends = parse((stage.live.path / "dvr.m3u8").read_text())
    assert ends.ended and len(ends.segments) == len(entries)
    assert await db(replays_of, [ceremony.pk]) == {ceremony.pk: f"/recordings/{ceremony.slug}/index.m3u8"}
    body = await db(recording_body, ceremony, stage.technician)
    assert body["state"] == "ready" and body["download"]
