"""A phone's bytes reach the real ingest by a real ffmpeg; what goes wrong is said and leaves nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from streaming.camera import serving
from tests.streaming.camera.phone import CAMERA, RECORDINGS, Phone, converters, phone, recording, tell_where
from tests.streaming.ingest.running import KEY, Ingest, key, running
from tests.waiting import eventually_async

WEBM = RECORDINGS["webm, H.264 and Opus"]


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Ingest]:
    folder = tmp_path / "ingest"
    (folder / "out").mkdir(parents=True)
    with running(folder, key()) as made:
        tell_where(tmp_path, made)
        yield made


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path) -> Iterator[None]:
    yield
    assert converters() == []
    assert not list(tmp_path.glob("cameras/*"))


async def until(condition: Callable[[], object], phone: Phone) -> None:
    async def look() -> bool:
        assert not phone.task.done(), phone.task.exception()
        return bool(await asyncio.to_thread(condition))

    await eventually_async(look, 20, told=lambda: str(phone.heard[-5:]))


@pytest.mark.parametrize("name", sorted(RECORDINGS))
async def test_what_browsers_record_arrives_as_h264_and_aac(
    name: str, ingest: Ingest, tmp_path: Path
) -> None:
    begin, codecs = RECORDINGS[name]
    data = recording(codecs)
    async with phone(tmp_path) as one:
        one.begin(**begin)
        one.send(data)
        await until(lambda: ingest.source()["audio"] and ingest.source()["video"], one)
        state = ingest.source()
        await until(lambda: one.taken == len(data), one)
        await until(lambda: any(it.get("sending") for it in one.heard), one)
        one.leave()
        assert await one.told() is None
    assert (state["state"], state["width"], state["height"]) == ("live", 640, 360)
    assert one.heard[0]["type"] == "ready"
    await eventually_async(lambda: asyncio.to_thread(lambda: ingest.source()["state"] != "live"), 10)


async def test_a_phone_without_a_microphone_sends_its_picture(ingest: Ingest, tmp_path: Path) -> None:
    begin, codecs = WEBM
    async with phone(tmp_path) as one:
        one.begin(**begin)
        one.send(recording(codecs, silent=True))
        await until(lambda: ingest.source()["video"], one)


async def test_the_key_is_in_no_command_line_and_in_no_log(
    ingest: Ingest, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    begin, codecs = WEBM
    async with phone(tmp_path) as one:
        one.begin(**begin)
        one.send(recording(codecs))
        await until(lambda: ingest.source()["video"], one)
        listed = subprocess.run(["ps", "-wweo", "args"], capture_output=True, text=True, check=True).stdout
    assert "pipe:0" in listed
    assert KEY not in listed + caplog.text + ingest.log() + repr(CAMERA)


async def test_garbage_is_answered_clearly(ingest: Ingest, tmp_path: Path) -> None:
    async with phone(tmp_path) as one:
        one.begin(**WEBM[0])
        one.send(os.urandom(300_000))
        error = await one.told()
    assert error is not None
    assert (error.code, error.close) == ("camera_unreadable", 4415)


@pytest.mark.parametrize(
    "said", ["{", "[]", '{"type":"begin"}', '{"type":"begin","container":"hls","video":"h264"}', b"\0"]
)
async def test_an_unknown_beginning_is_refused(said: str | bytes, tmp_path: Path) -> None:
    async with phone(tmp_path) as one:
        one.inbox.put_nowait(said)
        error = await one.told()
    assert error is not None
    assert error.code == "bad_frame"


async def test_a_killed_ffmpeg_asks_the_phone_to_come_again_and_it_may(
    ingest: Ingest, tmp_path: Path
) -> None:
    begin, codecs = WEBM
    data = recording(codecs)
    for _ in range(2):
        async with phone(tmp_path) as one:
            one.begin(**begin)
            one.send(data)
            await until(lambda: ingest.source()["state"] == "live", one)
            (pid,) = converters()
            os.kill(pid, signal.SIGKILL)
            error = await one.told()
        assert error is not None
        assert (error.code, error.close) == ("camera_interrupted", 1013)


async def test_the_newer_phone_takes_over_and_the_older_is_told(ingest: Ingest, tmp_path: Path) -> None:
    begin, codecs = WEBM
    async with phone(tmp_path) as old:
        old.begin(**begin)
        old.send(recording(codecs))
        await until(lambda: ingest.source()["state"] == "live", old)
        async with phone(tmp_path) as new:
            new.begin(**begin)
            new.send(recording(codecs))
            error = await old.told()
            await until(lambda: any(it.get("sending") for it in new.heard), new)
            assert len(converters()) == 1
    assert error is not None
    assert (error.code, error.close) == ("camera_taken_over", 4409)


async def test_a_connection_in_another_web_process_takes_over_too(ingest: Ingest, tmp_path: Path) -> None:
    begin, codecs = WEBM
    async with phone(tmp_path) as one:
        one.begin(**begin)
        one.send(recording(codecs))
        await until(lambda: ingest.source()["state"] == "live", one)
        seat = tmp_path / "cameras" / str(CAMERA.source_id)
        seat.write_text("another")
        error = await one.told()
        assert seat.read_text() == "another"
        seat.unlink()
    assert error is not None
    assert error.code == "camera_taken_over"


async def test_who_may_no_longer_is_let_go(ingest: Ingest, tmp_path: Path) -> None:
    async with phone(tmp_path) as one:
        one.begin(**WEBM[0])
        await until(lambda: one.heard, one)
        one.allowed = False
        error = await one.told()
    assert error is not None
    assert (error.code, error.close) == ("camera_revoked", 4403)


async def test_a_silent_phone_is_let_go(
    ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SILENT_S", 0.3)
    async with phone(tmp_path) as one:
        one.begin(**WEBM[0])
        error = await one.told()
    assert error is not None
    assert (error.code, error.close) == ("camera_stalled", 4408)


async def test_without_an_ingest_or_with_a_key_that_it_does_not_know_the_phone_is_to_try_again(
    ingest: Ingest, tmp_path: Path
) -> None:
    for folder, camera in ((tmp_path / "none", CAMERA), (tmp_path, replace(CAMERA, key="other"))):
        async with phone(folder, camera) as one:
            one.begin(**WEBM[0])
            error = await one.told()
        assert error is not None
        assert (error.code, error.close) == ("camera_not_ready", 1013)


async def test_a_removed_key_ends_the_connection(ingest: Ingest, tmp_path: Path) -> None:
    begin, codecs = WEBM
    async with phone(tmp_path) as one:
        one.begin(**begin)
        one.send(recording(codecs))
        await until(lambda: ingest.source()["state"] == "live", one)
        await asyncio.to_thread(ingest.state)
        error = await one.told()
    assert error is not None
    assert error.code == "camera_interrupted"


async def test_what_is_over_takes_nothing(tmp_path: Path) -> None:
    async with phone(tmp_path, replace(CAMERA, over=True)) as one:
        error = await one.told()
    assert error is not None
    assert (error.code, error.close) == ("camera_over", 4410)
