"""RTMP, end to end: a real sender, the real ingest, the real mixer, steered by the real worker."""

from __future__ import annotations

import os
import re
import signal
import socket
import time
from itertools import pairwise

import pytest
from django.conf import settings

from streaming import hosts
from streaming.enums import SourceKind
from streaming.host.record import read
from streaming.models import Source
from streaming.services import sources
from tests.figures import Figure
from tests.streaming.stage import Stage, db, picture_times
from tests.streaming.ways.senders import Senders, pushed, rtmp_address, seen, shown

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def log_of(stage: Stage) -> str:
    """What the ingest wrote."""
    return (stage.folder / "run" / "hosts" / "ingest.log").read_text()


def ingest_pid(stage: Stage) -> int:
    known = read(hosts.folder_of(stage.folder / "run") / "ingest.json")
    return known.pid if known is not None and known.alive else 0


async def waits(stage: Stage, name: str = "Máy gửi") -> Source:
    """A source, and an ingest that lets its sender in."""
    source = await db(pushed, stage, SourceKind.RTMP, name)
    await stage.until(lambda: str(source.pk) in (stage.worker.ingest.told.get("sources") or {}))
    return source


async def on_air(stage: Stage, source: Source, address: str, senders: Senders) -> None:
    """Sent, and shown."""
    await stage.start(source)
    senders.ffmpeg(address)
    await stage.until(lambda: stage.program().showing_source == source.pk, within_s=40)


async def test_a_sender_is_shown_bridged_by_the_slate_when_it_dies_and_shown_again_when_steady(
    stage: Stage, senders: Senders, figure: Figure
) -> None:
    source = await waits(stage)
    assert await db(seen, source) == ("off", "")
    sender = senders.ffmpeg(await db(rtmp_address, source))
    await stage.until(lambda: seen(source) == ("live", ""))
    await stage.start(source)
    await stage.until(lambda: stage.program().showing_source == source.pk)
    await stage.steps(1.5)
    assert shown(stage).std() > 30  # the test picture is a lively one
    sender.kill()
    lost = stage.report()["encoder"]["clock_s"]
    await stage.until(lambda: stage.program().showing == "slate", within_s=8)
    slate = at_event(stage, None)
    figure("RTMP, sender killed → slate", slate - lost, "s, at most 2.1 with the worker's look of 0.5")
    assert slate - lost < 2.1
    assert await db(seen, source) == ("off", "")
    senders.ffmpeg(await db(rtmp_address, source))
    await stage.until(lambda: seen(source) == ("live", ""))
    live = stage.report()["encoder"]["clock_s"]
    await stage.until(lambda: stage.program().showing == "source")
    back = at_event(stage, str(source.pk))
    figure("RTMP, sender live again → shown", back - live, "s, 3 of them steady, at most 5.5")
    assert 2.0 < back - live < 5.5
    text = (stage.live.path / "program.m3u8").read_text()
    assert "DISCONTINUITY" not in text
    assert max(after - before for before, after in pairwise(picture_times(stage.live))) < 0.05


def at_event(stage: Stage, key: str | None) -> float:
    """When this source (None: the slate) last went on air, on the program's clock."""
    told = [it for it in stage.report()["events"] if it["what"] == "on_air" and it["key"] == key]
    return float(told[-1]["clock_s"])


async def test_whoever_has_no_right_key_is_refused_logged_and_told_to_the_technician(
    stage: Stage, senders: Senders
) -> None:
    source = await waits(stage)
    wrong = await db(rtmp_address, source, "sai-khoa-bi-mat")
    senders.ffmpeg(wrong)
    await stage.until(lambda: seen(source) == ("off", "sender_bad_key"))
    senders.ffmpeg(await db(rtmp_address, source, ""))
    await stage.until(lambda: seen(source) == ("off", "sender_no_key"))
    with socket.create_connection(("127.0.0.1", settings.ENV.rtmp_port)) as garbage:
        garbage.sendall(bytes(range(256)) * 40)
        await stage.until(lambda: "refused malformed" in log_of(stage))
    with socket.create_connection(("127.0.0.1", settings.ENV.rtmp_port)) as loris:
        loris.sendall(b"\x03")
        await stage.until(lambda: "refused timeout" in log_of(stage))
    told = log_of(stage)
    assert len(re.findall(r"\[127\.0\.0\.1\]:\d+ refused (?:bad_key|no_key|malformed|timeout)", told)) >= 4
    assert "sai-khoa" not in told
    senders.ffmpeg(await db(rtmp_address, source))  # who has the right one is not kept out by these
    await stage.until(lambda: seen(source)[0] == "live")


async def test_a_key_rotated_on_air_cuts_who_sends_by_the_old_one(stage: Stage, senders: Senders) -> None:
    source = await waits(stage)
    old = await db(rtmp_address, source)
    await on_air(stage, source, old, senders)
    fresh = await db(sources.rotate_key, stage.technician, source)
    await stage.until(lambda: seen(source) == ("off", "sender_old_key"), within_s=5)
    await stage.until(lambda: senders.processes[0].poll() is not None, within_s=5)
    senders.ffmpeg(old)
    await stage.until(lambda: seen(source) == ("off", "sender_bad_key"))
    senders.ffmpeg(await db(rtmp_address, source, fresh))
    await stage.until(lambda: stage.program().showing == "source")
    assert fresh not in log_of(stage)


@pytest.mark.long
async def test_a_second_sender_takes_over_only_once_the_first_is_silent(
    stage: Stage, senders: Senders, figure: Figure
) -> None:
    source = await waits(stage)
    address = await db(rtmp_address, source)
    await on_air(stage, source, address, senders)
    second = senders.ffmpeg(address)
    await stage.until(lambda: second.poll() is not None)
    await stage.until(lambda: seen(source) == ("live", "sender_in_use"))
    senders.processes[0].send_signal(signal.SIGSTOP)
    began = time.monotonic()
    senders.ffmpeg(address)
    await stage.until(lambda: "refused taken_over" in log_of(stage), within_s=8)
    figure("RTMP, first sender frozen → second takes over", time.monotonic() - began, "s, at most 4")
    await stage.until(lambda: stage.program().showing == "source")


async def test_another_worker_adopts_ingest_and_mixer_while_the_sender_goes_on(
    stage: Stage, senders: Senders
) -> None:
    source = await waits(stage)
    await on_air(stage, source, await db(rtmp_address, source), senders)
    before = ingest_pid(stage), stage.report()["pid"], await db(stage.pids)
    await stage.worker.fleet.close()
    stage.worker = stage.new_worker()  # knows as little as one that follows a killed one
    await stage.until(lambda: stage.program().showing_source == source.pk)
    await stage.steps(2)
    assert (ingest_pid(stage), stage.report()["pid"], await db(stage.pids)) == before
    assert senders.processes[0].poll() is None
    assert log_of(stage).count(" publishes ") == 1
    assert await db(seen, source) == ("live", "")


async def test_a_killed_ingest_is_started_again_and_the_sender_finds_the_program_as_it_was(
    stage: Stage, senders: Senders, figure: Figure
) -> None:
    source = await waits(stage)
    address = await db(rtmp_address, source)
    await on_air(stage, source, address, senders)
    encoder = (await db(stage.pids))["program"]
    first = ingest_pid(stage)
    began = time.monotonic()
    os.kill(first, signal.SIGKILL)

    def there() -> bool:
        if senders.processes[-1].poll() is not None:  # as every encoder does
            senders.ffmpeg(address)
        return ingest_pid(stage) not in (0, first) and seen(source) == ("live", "")

    await stage.until(there)
    figure("RTMP, ingest killed → sender live again", time.monotonic() - began, "s")
    await stage.until(lambda: stage.program().showing == "source")
    figure("RTMP, ingest killed → shown again", time.monotonic() - began, "s")
    assert (await db(stage.pids))["program"] == encoder
    assert "DISCONTINUITY" not in (stage.live.path / "program.m3u8").read_text()


@pytest.mark.long
@pytest.mark.servers
@pytest.mark.parametrize("sink", ["rtmp2sink", "rtmpsink"])
async def test_gstreamer_is_shown(stage: Stage, senders: Senders, sink: str) -> None:
    source = await waits(stage)
    await stage.start(source)
    senders.gstreamer(sink, await db(rtmp_address, source))
    await stage.until(lambda: seen(source) == ("live", ""))
    await stage.until(lambda: stage.program().showing_source == source.pk)
    await stage.steps(1.5)
    assert shown(stage).std() > 30
