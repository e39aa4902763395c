"""Pass-through, end to end: a real sender, copied to the public and to a real page, and nothing encoded."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from streaming import bodies
from streaming.enums import Mode
from streaming.ffmpeg import executable
from streaming.passing.sent import stored
from streaming.recording import journal
from streaming.recording.make import OUT, make, prepare
from streaming.recording.mpegts import jump_s
from streaming.recording.stretches import gaps, length
from streaming.selectors import broadcast_of
from streaming.services import broadcasts
from tests.figures import Figure
from tests.streaming.passing.copied import TELL, Aired, hashes, listed, sequence
from tests.streaming.stage import Stage, db, picture_times
from tests.streaming.ways.senders import (
    loudness,
    shown,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(240)]


async def test_the_public_gets_bit_by_bit_what_is_sent(aired: Aired) -> None:
    sent = hashes(aired.camera)
    got = hashes(aired.stage.live.path / aired.stage.live.read().segments[-1].name)
    assert len(got) == 30
    place = sent.index(got[2])  # around the cut a decoder has not all that it needs
    assert got[2:-2] == sent[place : place + len(got) - 4]
    assert "DISCONTINUITY" not in listed(aired.stage)
    master = listed(aired.stage, "index.m3u8")
    assert "RESOLUTION=640x360,FRAME-RATE=30.000" in master
    assert 'CODECS="avc1.64001e,mp4a.40.2"' in master
    body = stored((await db(aired.state)).sent)
    assert body is not None
    assert (body.video, body.audio, body.width, body.height, body.hz) == ("h264", "aac", 640, 360, 48000)
    assert body.keyframe_s == pytest.approx(1, abs=0.05)


async def test_a_sender_that_dies_and_comes_back_leaves_one_told_break_and_the_relay_alone(
    aired: Aired, figure: Figure
) -> None:
    stage, number = aired.stage, sequence(aired.stage)
    aired.senders.processes[-1].kill()
    await stage.until(lambda: stage.program().showing == "nothing", within_s=8)
    assert bodies.observed(await db(broadcast_of, stage.ceremony), await db(stage.program)) == "reconnecting"
    await stage.steps(3)
    await aired.send()
    await aired.shown()
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 1
    assert sequence(stage) > number
    await aired.goes_on()
    times = picture_times(stage.live)
    away = max(b - a for a, b in pairwise(times))
    figure("Pass-through, sender away for 3 s and a start → step in the pictures' time", away, "s, 3 to 9")
    assert 3 <= away < 9
    recorded(stage, away)


def recorded(stage: Stage, away_s: float) -> None:
    """One MP4 of both lives, and a gap that is told."""
    live, folder = stage.live.path, stage.folder / "recording"
    entries = journal.news([], stage.live.read(), apart=lambda a, b: jump_s(live / a, live / b))
    (gap,) = gaps(entries)
    assert gap.length_s == pytest.approx(away_s, abs=0.6)
    prepare(folder, live, entries, "Lễ", [])
    assert make(folder) == 0
    whole = hashes(folder / OUT)
    assert len(whole) == pytest.approx(30 * length(entries), abs=4)


async def test_a_killed_mixer_is_back_and_the_copy_goes_on(aired: Aired) -> None:
    stage, number, before = aired.stage, sequence(aired.stage), aired.stage.report()["pid"]
    os.kill(before, signal.SIGKILL)
    await stage.until(lambda: stage.report().get("pid") not in (None, before) and sequence(stage) > number)
    await aired.shown()
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 1
    await aired.goes_on()


async def test_another_worker_adopts_the_copy(aired: Aired) -> None:
    stage, before = aired.stage, (aired.stage.report()["pid"], await db(aired.stage.pids))
    await stage.worker.fleet.close()
    stage.worker = stage.new_worker()
    await aired.shown()
    assert (stage.report()["pid"], await db(stage.pids)) == before
    assert "DISCONTINUITY" not in listed(stage)


async def test_the_red_button_shows_the_slate_that_was_encoded_once(aired: Aired, figure: Figure) -> None:
    stage, began = aired.stage, time.monotonic()
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.SLATE)
    await stage.until(lambda: stage.program().showing == "slate", within_s=8)
    figure("Pass-through, red button → the slate is copied", time.monotonic() - began, "s, at most 4")
    assert time.monotonic() - began < 4
    await stage.steps(4)
    assert shown(stage).std() < 60
    assert loudness(stage) < 0.001
    await db(broadcasts.set_mode, stage.technician, stage.ceremony, Mode.AUTO)
    await aired.shown()
    assert listed(stage).count("#EXT-X-DISCONTINUITY\n") == 2
    await aired.goes_on()
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped")
    (got,) = (stage.folder / "kept").glob("*.flv")
    pictures = brightness(got)  # the page's viewers see all three parts, in one connection
    assert len(pictures) > 30 * 8
    calm = [at for at, spread in enumerate(pictures) if spread < 60]
    assert 60 < len(calm) < 30 * 12
    assert calm == list(range(calm[0], calm[-1] + 1))
    assert min(calm[0], len(pictures) - calm[-1]) > 30


def brightness(path: Path) -> list[float]:
    """How much each decoded picture varies in itself; nothing may be wrong with any."""
    argv = [executable(), *TELL, "-i", str(path), "-vf", "scale=160:90"]
    done = subprocess.run(
        [*argv, "-f", "rawvideo", "-pix_fmt", "gray", "-"], capture_output=True, check=False, timeout=60
    )
    assert not done.stderr, done.stderr.decode()
    return [float(it) for it in np.frombuffer(done.stdout, np.uint8).reshape(-1, 160 * 90).std(axis=1)]
