"""What can be passed through from every way in, and what is said of what cannot."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from streaming.enums import SourceKind
from streaming.messages import WORDS
from streaming.models import Source
from streaming.passing.errors import CannotPass, NotPassed, PassWaits, SentWrong
from streaming.passing.sent import HARD
from streaming.services import program, sources
from tests.servers import NginxRtmp, make_video
from tests.streaming.passing.copied import check, hashes, listed, waits
from tests.streaming.stage import Stage, db
from tests.streaming.ways.senders import (
    AAC,
    H264,
    PACE,
    PICTURE,
    SOUND,
    TS,
    Senders,
    pushed,
    rtmp_address,
    seen,
    srt_address,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]
LONG = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "300", "-keyint_min", "300", "-sc_threshold", "0")
HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none")
TEN = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p", "-g", "30")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*PACE, *PICTURE, *PACE, *SOUND, *LONG, *AAC), "pass_keyframes"),
        ((*PACE, *PICTURE, *PACE, *SOUND, *HEVC, *AAC), "pass_not_h264"),
        ((*PACE, *PICTURE, *PACE, *SOUND, *TEN, *AAC), "pass_colours"),
        ((*PACE, *PICTURE, *H264), "pass_no_sound"),
    ],
    ids=["keyframes", "hevc", "444", "mute"],
)
async def test_what_a_sender_has_to_set_is_said_before_anybody_sees_it(
    stage: Stage, senders: Senders, words: tuple[str, ...], code: str
) -> None:
    source = await waits(stage)
    with pytest.raises(PassWaits):
        await db(check, stage, source)
    senders.ffmpeg(await db(rtmp_address, source), of=words)
    await stage.until(lambda: seen(source) == ("live", code), within_s=40)
    with pytest.raises(SentWrong) as told:
        await db(check, stage, source)
    assert told.value.body()["reason"] == code
    assert WORDS[code][0] in told.value.message
    if code in HARD:  # started by its clock all the same, it does not reach the public
        await stage.start(source)
        await stage.steps(4)
        assert not (stage.live.path / "index.m3u8").exists()
        assert (await db(stage.program)).error_code == code


async def test_a_file_is_looked_into_and_copied(stage: Stage, camera: Path, library: Path) -> None:
    shutil.copy(camera, library / "may.mp4")
    make_video(library / "la.mp4", "-g", "300", "-sc_threshold", "0", seconds=8)
    add = partial(sources.add_source, stage.technician, stage.ceremony, kind=SourceKind.FILE)
    strange = await db(add, name="Lạ", path="library/la.mp4")
    with pytest.raises(SentWrong) as told:
        await db(check, stage, strange)
    assert "Keyframe Interval" in told.value.message
    source = await db(add, name="Phim", path="library/may.mp4")
    await db(check, stage, source)
    await stage.start(source)
    await stage.until(lambda: stage.program().showing_source == source.pk)
    await stage.steps(2)
    assert set(hashes(stage.live.path / stage.live.read().segments[-1].name)[2:-2]) <= set(hashes(camera))


@pytest.mark.long
async def test_a_pulled_address_is_looked_at_and_copied_and_what_cannot_be_is_said(
    stage: Stage, camera: Path, nginx_rtmp: NginxRtmp, senders: Senders
) -> None:
    add = partial(sources.add_source, stage.technician, stage.ceremony, kind=SourceKind.URL)
    source = await db(add, name="Địa chỉ", url=f"{nginx_rtmp.address}/may")
    with pytest.raises(PassWaits):
        await db(check, stage, source)
    senders.film(camera, f"{nginx_rtmp.address}/may")
    await stage.until(lambda: nginx_rtmp.bytes_in("may") > 0)
    await db(check, stage, source)
    await stage.start(source)
    await stage.until(lambda: stage.program().showing_source == source.pk)
    senders.processes[-1].kill()
    await stage.until(lambda: stage.program().showing == "nothing", within_s=30)
    await stage.steps(3)
    senders.film(camera, f"{nginx_rtmp.address}/may")
    await stage.until(lambda: stage.program().showing_source == source.pk, within_s=40)
    await stage.steps(2)
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 1


async def test_an_srt_sender_is_copied_and_its_hevc_is_refused(
    stage: Stage, camera: Path, senders: Senders
) -> None:
    source = await db(pushed, stage, SourceKind.SRT)
    await db(check, stage, source)  # not known before it is connected
    await stage.start(source)
    await stage.until(lambda: seen(source) == ("off", ""))
    hevc = (*PACE, *PICTURE, *PACE, *SOUND, *HEVC, *AAC)
    address = await db(srt_address, source)
    senders.ffmpeg(address, TS, of=hevc)
    await stage.until(lambda: seen(source)[1] == "pass_not_h264", within_s=40)
    senders.end()
    assert not listed(stage)
    await send_until_shown(stage, senders, camera, source)
    await stage.steps(2)
    assert "RESOLUTION=640x360" in listed(stage, "index.m3u8")
    assert await db(seen, source) == ("live", "")


async def send_until_shown(stage: Stage, senders: Senders, camera: Path, source: Source) -> None:
    """As an encoder does, again and again."""
    address = await db(srt_address, source)

    def there() -> bool:
        if not senders.processes or senders.processes[-1].poll() is not None:
            senders.film(camera, address, TS)
        return stage.program().showing_source == source.pk

    await stage.until(there, within_s=40)


async def test_what_is_made_here_cannot_be_passed_through_nor_cut_to_nor_made_louder(
    stage: Stage, test_card: Source
) -> None:
    with pytest.raises(CannotPass):
        await db(check, stage, test_card)
    with pytest.raises(CannotPass):
        await stage.start(test_card)
    with pytest.raises(NotPassed):
        await db(program.take, stage.technician, stage.ceremony, test_card)
    with pytest.raises(NotPassed):
        await db(program.tune, stage.technician, stage.ceremony, gain_db=3.0)
