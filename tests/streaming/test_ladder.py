"""The smaller copies of the program for weak lines: every one decoded, killed, swept, ended and measured."""

from __future__ import annotations

import os
import re
import subprocess
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import LazySettings

from streaming import playlist
from streaming.argv.program import encoder_argv
from streaming.argv.shapes import LADDER, USUAL
from streaming.ffmpeg import executable
from streaming.folder import PLAYLISTS, LiveFolder
from streaming.models import Source
from streaming.playlist import Segment
from streaming.recording.journal import time_of
from tests.figures import Figure
from tests.streaming.stage import Stage, db, frame_times, picture_times

LOW, AUDIO = (rung.playlist for rung in LADDER)
STREAM = re.compile(r"#EXT-X-STREAM-INF:BANDWIDTH=(\d+),AVERAGE-BANDWIDTH=(\d+),(.*)\n(.+)")
SEQUENCE = "#EXT-X-MEDIA-SEQUENCE:7\n"
on_stage = [pytest.mark.servers, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def listed(name: str, count: int = 2, run: int = 1) -> str:
    entries = [f"#EXTINF:1.000000,\n{name}-{run}-{7 + n}.ts\n" for n in range(count)]
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n{SEQUENCE}{''.join(entries)}"


@pytest.fixture
def folder(tmp_path: Path) -> LiveFolder:
    """Program and rungs, two segments each."""
    for name in ("seg", "low", "audio"):
        (tmp_path / f"{'program' if name == 'seg' else name}.m3u8").write_text(listed(name))
        for number in (5, 7, 8):
            (tmp_path / f"{name}-1-{number}.ts").write_bytes(b"x")
    return LiveFolder(tmp_path)


def test_every_playlist_goes_on_after_a_restart_and_the_program_is_made_as_it_was() -> None:
    argv, alone = encoder_argv(USUAL, LADDER), encoder_argv(USUAL)
    behind = [argv[at + 1] for at, word in enumerate(argv) if word == "{restart}"]
    assert behind == [LOW, AUDIO, "program.m3u8"]
    made = alone[alone.index("{audio}") + 1 : -1]  # all that is said of the program
    assert argv[-2 - len(made) : -2] == made
    assert "{restart}" not in alone


def test_the_master_waits_for_every_quality_since_players_read_it_once(folder: LiveFolder) -> None:
    (folder.path / AUDIO).rename(folder.path / "later")
    folder.publish(USUAL, LADDER)
    assert not (folder.path / "index.m3u8").exists()
    (folder.path / "later").rename(folder.path / AUDIO)
    folder.publish(USUAL, LADDER)
    told = STREAM.findall((folder.path / "index.m3u8").read_text())
    assert [name for *_, name in told] == ["program.m3u8", LOW, AUDIO]
    assert told[1][2] == 'RESOLUTION=640x360,FRAME-RATE=30.000,CODECS="avc1.64001e,mp4a.40.2"'
    assert told[2][2] == 'CODECS="mp4a.40.2"'


def test_every_playlist_ends_and_opens_again(folder: LiveFolder) -> None:
    folder.finish()
    assert [folder.read(name).ended for name in PLAYLISTS] == [True] * 3
    assert folder.prepare()
    assert [(folder.read(name).ended, folder.read(name).sequence) for name in PLAYLISTS] == [(False, 7)] * 3


def test_old_segments_of_every_quality_are_swept_and_listed_ones_stay(folder: LiveFolder) -> None:
    for path in folder.path.glob("*.ts"):
        os.utime(path, (1, 1))
    assert folder.sweep(live=True) == 3
    left = sorted(path.name for path in folder.path.glob("*.ts"))
    assert left == [f"{name}-1-{n}.ts" for name in ("audio", "low", "seg") for n in (7, 8)]


def test_when_all_is_over_the_recording_keeps_the_programs_segments_alone(folder: LiveFolder) -> None:
    entry = '{"n": 7, "name": "seg-1-7.ts", "duration_s": 1, "at": 1, "cut": false, "run": 1}\n'
    (folder.path / "segments.jsonl").write_text(entry)
    os.utime(folder.path / "program.m3u8", (1, 1))
    folder.sweep(live=False)
    left = {path.name for path in folder.path.iterdir()}
    assert left == {"segments.jsonl", "program.m3u8", "seg-1-5.ts", "seg-1-7.ts", "seg-1-8.ts"}


@pytest.fixture
async def on_air(stage: Stage, test_card: Source) -> Stage:
    """The test card, with some seconds of each quality."""
    await stage.start(test_card)
    await stage.until((stage.live.path / "index.m3u8").exists)
    await stage.until(lambda: len(stage.live.read().segments) >= 6, 40)
    return stage


def runs(live: LiveFolder, name: str) -> list[list[Segment]]:
    """Its segments, one list a life of the encoder."""
    lives: dict[str, list[Segment]] = {}
    for segment in live.read(name).segments:
        lives.setdefault(segment.name.split("-")[1], []).append(segment)
    return list(lives.values())


def sound_times(live: LiveFolder, name: str) -> list[float]:
    """As they lie on the disk: ffmpeg's HLS reader misplaces the first frame of sound alone."""
    whole = live.path / "whole.ts"
    whole.write_bytes(b"".join((live.path / it.name).read_bytes() for it in live.read(name).segments))
    try:
        return frame_times(whole, "a")
    finally:
        whole.unlink()


def size_of(path: Path) -> str:
    """As the decoder has it."""
    argv = [executable(), "-hide_banner", "-i", str(path), "-frames:v", "1", "-f", "null", "-"]
    told = subprocess.run(argv, capture_output=True, check=True, timeout=60).stderr.decode()
    found = re.search(r"Video: wrapped_avframe.*?(\d+x\d+)", told)
    return found[1] if found else "no picture"


class TestOnAir:
    """With a real mixer and a real encoder."""

    pytestmark = on_stage

    async def test_each_quality_is_what_the_master_says_and_at_the_programs_times(
        self, on_air: Stage, figure: Figure
    ) -> None:
        live = on_air.live
        last = {name: live.read(name).segments[-1].name for name in PLAYLISTS}
        assert [size_of(live.path / last[name]) for name in PLAYLISTS] == [
            "1280x720",
            "640x360",
            "no picture",
        ]
        program, low = (picture_times(live, name) for name in ("program.m3u8", LOW))
        both = min(len(program), len(low))
        assert both >= 150
        assert max(abs(a - b) for a, b in zip(program[:both], low[:both], strict=True)) < 0.001
        sound = sound_times(live, AUDIO)
        apart = abs(sound[0] - sound_times(live, "program.m3u8")[0])
        figure("Sound alone beside the program's", apart * 1000, "ms apart, at most 50")
        assert apart < 0.05
        assert max(b - a for a, b in pairwise(sound)) < 0.03
        for peak, mean, _, name in STREAM.findall((live.path / "index.m3u8").read_text()):
            rate = live.kbps(live.read(name)) or 0
            figure(f"{name} of the test card", rate, f"kb/s, said {int(mean) / 1000:.0f}")
            assert rate * 1000 < int(peak)
        assert LADDER[0].video_kbps * 0.6 < (live.kbps(live.read(LOW)) or 0)

    async def test_a_killed_encoder_goes_on_in_every_playlist_with_one_discontinuity(
        self, on_air: Stage
    ) -> None:
        live = on_air.live
        before = {name: live.read(name) for name in PLAYLISTS}
        await on_air.kill("program")
        await on_air.until(lambda: all(len(runs(live, name)) == 2 for name in PLAYLISTS), 40)
        await on_air.until(lambda: all(len(runs(live, name)[1]) >= 3 for name in PLAYLISTS), 40)
        began = []
        for name in PLAYLISTS:
            text, now = (live.path / name).read_text(), live.read(name)
            assert text.count("#EXT-X-DISCONTINUITY\n") == 1, name
            names = [segment.name for segment in now.segments]
            assert [segment.name for segment in before[name].segments] == names[: len(before[name].segments)]
            assert now.sequence == before[name].sequence == 0
            times = sound_times(live, name) if name == AUDIO else picture_times(live, name)
            steps = [later - sooner for sooner, later in pairwise(times)]
            assert min(steps) > 0
            assert sum(step > 0.2 for step in steps) == 1
            gap = next(place for place, step in enumerate(steps) if step > 0.2)
            began.append((times[gap + 1], time_of(runs(live, name)[1][0]), len(runs(live, name)[0])))
        starts, clocks, lengths = zip(*began, strict=True)
        assert max(starts) - min(starts) < 0.05
        assert max(map(float, clocks)) - min(map(float, clocks)) < 0.05  # players switch by this clock
        assert max(lengths) - min(lengths) <= 1

    async def test_what_it_costs_and_that_it_can_be_switched_off_on_air(
        self, on_air: Stage, settings: LazySettings, figure: Figure
    ) -> None:
        costly = await share(on_air, 6.0)
        settings.ENV = replace(settings.ENV, ladder=False)
        await on_air.until(lambda: len(runs(on_air.live, "program.m3u8")) == 2, 40)
        await on_air.steps(3.0)
        alone = await share(on_air, 6.0)
        figure("Encoder, 720p alone", alone, "% of a core")
        figure("Encoder, 720p with 360p and sound alone", costly, "% of a core")
        assert 0 < costly - alone < 60
        told = STREAM.findall((on_air.live.path / "index.m3u8").read_text())
        assert [name for *_, name in told] == ["program.m3u8"]
        await on_air.stop()
        await on_air.until(lambda: on_air.program().state == "stopped")
        await on_air.until(lambda: all(on_air.live.read(name).ended for name in PLAYLISTS))


async def share(stage: Stage, seconds: float) -> float:
    """The encoder's processor time over so long, in % of a core."""
    pid = (await db(stage.pids))["program"]
    before, began = ticks(pid), time.monotonic()
    await stage.steps(seconds)
    used = (ticks(pid) - before) / os.sysconf("SC_CLK_TCK")
    return 100 * used / (time.monotonic() - began)


def ticks(pid: int) -> int:
    """All threads' (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_a_rungs_playlist_reads_like_the_programs() -> None:
    found = playlist.parse(listed("low"))
    assert ([segment.name for segment in found.segments], found.sequence) == (["low-1-7.ts", "low-1-8.ts"], 7)
