"""Several sources of one broadcast, as the worker has them shown: order, take, preview, sound, clock."""

from __future__ import annotations

import io
import os
import signal
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from events.models import Ceremony, User
from streaming.enums import Mode, SourceKind
from streaming.models import Broadcast, Source, SourceState
from streaming.services import broadcasts, clock, program, slates, sources
from tests.servers import make_video
from tests.streaming.stage import Stage, db, picture_times

pytestmark = pytest.mark.django_db(transaction=True)


def card(stage: Stage, name: str) -> Source:
    return sources.add_source(stage.technician, stage.ceremony, kind=SourceKind.TEST_CARD, name=name)


def playing(stage: Stage, *wanted: Source) -> bool:
    states = SourceState.objects.filter(pk__in=[source.pk for source in wanted])
    return [state.state for state in states] == ["live"] * len(wanted)


def source_pid(stage: Stage, source: Source) -> int:
    return int(stage.report()["sources"][str(source.pk)]["pid"])


async def test_a_cut_on_air_to_another_source_and_back_leaves_encoder_and_numbers_alone(
    stage: Stage,
) -> None:
    main, second = await db(card, stage, "Chính"), await db(card, stage, "Phụ")
    await db(program.set_order, stage.technician, stage.ceremony, [main.pk, second.pk])
    await stage.start()
    await stage.until(lambda: playing(stage, main, second) and stage.program().showing_source == main.pk)
    encoder = (await db(stage.pids))["program"]
    await db(program.take, stage.technician, stage.ceremony, second)
    await stage.until(lambda: stage.program().showing_source == second.pk, within_s=3)
    await db(program.take, stage.technician, stage.ceremony, None)
    await stage.until(lambda: stage.program().showing_source == main.pk, within_s=3)
    assert (await db(stage.pids))["program"] == encoder
    await stage.steps(1.5)
    text = (stage.live.path / "program.m3u8").read_text()
    assert "DISCONTINUITY" not in text
    times = picture_times(stage.live)
    assert max(after - before for before, after in pairwise(times)) < 0.05


async def test_the_backup_goes_on_air_when_the_main_source_dies_and_the_main_comes_back_when_steady(
    stage: Stage,
) -> None:
    main, second = await db(card, stage, "Chính"), await db(card, stage, "Phụ")
    await db(program.set_order, stage.technician, stage.ceremony, [main.pk, second.pk])
    await stage.start()
    await stage.until(lambda: playing(stage, main, second) and stage.program().showing_source == main.pk)
    os.kill(source_pid(stage, main), signal.SIGSTOP)
    await stage.until(lambda: stage.program().showing_source == second.pk, within_s=5)
    assert (await db(stage.program)).showing_since is not None
    os.kill(source_pid(stage, main), signal.SIGKILL)
    await stage.until(lambda: stage.program().showing_source == main.pk, within_s=12)


async def test_what_nobody_sends_is_bridged_by_the_slate_and_the_red_button_goes_before_all(
    stage: Stage,
) -> None:
    main = await db(card, stage, "Chính")
    await stage.start(main)
    await stage.until(lambda: stage.program().showing == "source")
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.SLATE)
    await stage.until(lambda: stage.program().showing == "slate", within_s=3)
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.AUTO)
    await stage.until(lambda: stage.program().showing == "source", within_s=3)
    assert "DISCONTINUITY" not in (stage.live.path / "program.m3u8").read_text()


async def test_a_preview_shows_a_source_to_staff_before_anything_is_public(stage: Stage) -> None:
    main = await db(card, stage, "Chính")
    await db(program.preview, stage.ceremony, main, True)
    look = stage.folder / "run" / "previews" / str(main.pk) / "index.m3u8"
    await stage.until(lambda: look.exists() and playing(stage, main))
    assert not (stage.live.path / "program.m3u8").exists()
    assert (await db(stage.program)).state == "idle"
    mixer = stage.report()["pid"]
    await stage.start(main)
    await stage.until(lambda: stage.program().showing_source == main.pk)
    assert stage.report()["pid"] == mixer  # what was looked at is what goes on air
    await db(program.preview, stage.ceremony, main, False)
    await stage.until(lambda: stage.report()["sources"][str(main.pk)]["preview"] is None)
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped")


async def test_a_preview_ends_with_its_time_and_its_mixer_with_it(stage: Stage) -> None:
    main = await db(card, stage, "Chính")
    await db(program.preview, stage.ceremony, main, True)
    await stage.until(lambda: playing(stage, main))
    await db(Source.objects.filter(pk=main.pk).update, preview_until=timezone.now())
    await stage.until(lambda: not stage.worker.fleet.links)
    assert (await db(SourceState.objects.get, pk=main.pk)).state == "off"


async def test_another_picture_and_other_sound_reach_the_mixer(stage: Stage) -> None:
    main = await db(card, stage, "Chính")
    await db(program.tune, stage.technician, stage.ceremony, profile="480p30")
    await stage.start(main)
    await stage.until(lambda: stage.program().showing == "source")
    master = (stage.live.path / "index.m3u8").read_text()
    assert "RESOLUTION=854x480" in master
    await db(program.tune, stage.technician, stage.ceremony, loudness=False, gain_db=-6.0)
    await stage.until(lambda: stage.report()["gain_db"] == -6.0)
    await stage.until(lambda: (stage.program().levels or {}).get("peak_db", [-90])[0] > -60)


async def test_films_follow_one_another_whatever_their_form(stage: Stage, library: Path) -> None:
    make_video(library / "mot.mp4", seconds=2)
    make_video(library / "hai.mp4", "-an", "-s", "320x180", "-r", "25", seconds=2)
    made = await db(
        sources.add_source,
        stage.technician,
        stage.ceremony,
        kind=SourceKind.PLAYLIST,
        name="Phim",
        paths=["library/mot.mp4", "library/hai.mp4"],
        loop=False,
    )
    assert made.duration_s == pytest.approx(4, abs=0.3)
    await stage.start(made)
    await stage.until(lambda: stage.program().showing == "source")
    began = stage.report()["encoder"]["clock_s"]
    await stage.until(lambda: stage.program().showing == "slate")
    assert stage.report()["encoder"]["clock_s"] - began == pytest.approx(4, abs=1.8)


async def test_an_armed_broadcast_starts_itself_and_ends_itself(stage: Stage) -> None:
    main = await db(card, stage, "Chính")
    await db(broadcasts.set_source, stage.technician, stage.ceremony, main)
    await db(clock.arm, stage.technician, stage.ceremony, timezone.now() + timedelta(seconds=2), True)
    await stage.until(lambda: stage.program().state == "running")
    row = await db(Broadcast.objects.get, pk=stage.ceremony.pk)
    assert row.armed_at is None
    assert row.ends_itself_at is not None
    await db(Broadcast.objects.filter(pk=row.pk).update, ends_itself_at=timezone.now())
    await stage.until(lambda: stage.program().state == "stopped")
    assert (await db(Ceremony.objects.get, pk=stage.ceremony.pk)).state == "ended"


async def test_what_was_armed_long_ago_does_not_start_behind_everybodys_back(
    stage: Stage, technician: User
) -> None:
    main = await db(card, stage, "Chính")
    await db(broadcasts.set_source, technician, stage.ceremony, main)
    late = timezone.now() - timedelta(minutes=20)
    await db(Broadcast.objects.filter(pk=stage.ceremony.pk).update, armed_at=late, armed_by=technician)
    await stage.steps(1)
    row = await db(Broadcast.objects.get, pk=stage.ceremony.pk)
    assert (row.desired, row.armed_at) == ("idle", None)


async def test_the_slate_says_what_ceremony_this_is_or_shows_a_picture_of_ones_own(stage: Stage) -> None:
    main = await db(card, stage, "Chính")
    await stage.start(main)
    await stage.until(lambda: stage.program().showing == "source")
    designed = stage.worker.memory.mixing(stage.ceremony.pk).sent["slate"]  # type: ignore[union-attr]
    assert Path(designed).stat().st_size == 1280 * 720 * 3 // 2
    own = io.BytesIO()
    Image.new("RGB", (90, 160), (200, 30, 30)).save(own, "PNG")
    upload = SimpleUploadedFile("o.png", own.getvalue())
    await db(slates.set_picture, stage.technician, stage.ceremony, upload)
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.SLATE)
    await stage.until(lambda: stage.program().showing == "slate")
    shown = stage.worker.memory.mixing(stage.ceremony.pk).sent["slate"]  # type: ignore[union-attr]
    assert shown != designed
    middle = 720 // 2 * 1280 + 640
    assert abs(Path(shown).read_bytes()[middle] - Path(designed).read_bytes()[middle]) > 5
    assert stage.report()["slate_error"] == ""
