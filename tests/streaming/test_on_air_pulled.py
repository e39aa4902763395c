"""Pulled sources by the protocols that cameras and encoders speak, and a page whose key is changed on air."""

from __future__ import annotations

from pathlib import Path

import pytest

from streaming.models import Run, Source, SourceState
from streaming.services import pages, sources
from tests.desk import free_port
from tests.servers import NginxRtmp
from tests.streaming.cameras import LOGIN, camera, endless
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


def pulled(stage: Stage, url: str) -> Source:
    return sources.add_source(stage.technician, stage.ceremony, kind="url", name="Nguồn", url=url)


async def test_a_camera_is_pulled_over_rtsp_with_its_login(
    stage: Stage, video_file: Path, tmp_path: Path
) -> None:
    async with camera(video_file, tmp_path) as (where, _):
        await stage.start(await db(pulled, stage, f"rtsp://{LOGIN}@{where}"))
        await stage.until(lambda: stage.program().state == "running", within_s=40)


async def test_a_wrong_login_is_named_and_kept_from_the_record(
    stage: Stage, video_file: Path, tmp_path: Path
) -> None:
    async with camera(video_file, tmp_path) as (where, _):
        source = await db(pulled, stage, f"rtsp://admin:sai-mat-khau@{where}")
        await stage.start(source)
        await stage.until(
            lambda: SourceState.objects.filter(pk=source.pk, error_code="source_refused").exists()
        )
        said = stage.report()["sources"][str(source.pk)]["tail"]
    assert said
    assert "sai-mat-khau" not in "\n".join(said)
    assert (await db(stage.program)).error_code == "source_refused"
    assert "sai-mat-khau" not in str(await db(lambda: list(Run.objects.values_list("tail", flat=True))))
    kept = [path.read_bytes() for path in stage.folder.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"sai-mat-khau" in words for words in kept)


async def test_an_encoder_is_pulled_over_srt(stage: Stage, video_file: Path) -> None:
    port = free_port()
    sender = endless(video_file, "-f", "mpegts", f"srt://127.0.0.1:{port}?mode=listener")
    try:
        await stage.start(await db(pulled, stage, f"srt://127.0.0.1:{port}?latency=200"))
        await stage.until(lambda: stage.program().state == "running", within_s=30)
    finally:
        sender.kill()
        sender.wait()


async def test_a_new_key_on_air_restarts_that_relay_alone(
    stage: Stage, test_card: Source, make_page: MakePage, nginx_rtmp: NginxRtmp
) -> None:
    page = await db(make_page, "Trang một", address=nginx_rtmp.address, stream_key="khoa-cu")
    other = await db(make_page, "Trang hai", address=nginx_rtmp.address, stream_key="khoa-hai")
    await stage.add(page, other)
    await stage.start(test_card)
    await stage.running(page, other)
    before = await db(stage.pids)
    await db(pages.edit_page, stage.technician, page, stream_key="khoa-moi")
    await stage.until(lambda: nginx_rtmp.bytes_in("khoa-moi") > 0)
    after = await db(stage.pids)
    assert {name for name in before if before[name] != after[name]} == {"Trang một"}
    assert not nginx_rtmp.streams().get("khoa-cu", None) or not nginx_rtmp.streams()["khoa-cu"].publishing
