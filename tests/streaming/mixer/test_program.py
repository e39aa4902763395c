"""One program through takes, the red button, a killed source, a killed encoder: what a viewer sees of it."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from streaming.ffmpeg import executable
from tests.figures import Figure
from tests.streaming.mixer.rig import FPS, Mixing, card, encoder, slate
from tests.streaming.mixer.watching import Watched, packet_times, watched
from tests.waiting import eventually

pytestmark = pytest.mark.alone
Made = Callable[..., Mixing]
# Mean (u, v) of each colour, and of the grey slate.
RED, BLUE, GREY = (-38, 112), (112, -18), (0, 0)


def shown(seen: Watched) -> list[str]:
    """The colour of each picture."""
    names = {"red": RED, "blue": BLUE, "slate": GREY}
    middles = np.array(list(names.values()))
    nearest = np.abs(seen.colours[:, None, :] - middles[None]).sum(axis=2).argmin(axis=1)
    return [list(names)[at] for at in nearest]


def runs_of(colours: list[str]) -> list[tuple[str, int]]:
    """How long each colour stays."""
    edges = [0, *(at + 1 for at, (one, two) in enumerate(pairwise(colours)) if one != two), len(colours)]
    return [(colours[one], two - one) for one, two in pairwise(edges)]


def preview(folder: Path) -> dict[str, Any]:
    argv = [executable(), "-nostdin", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "yuv420p"]
    argv += ["-video_size", "320x180", "-framerate", "10", "-i", "{video}", "-f", "s16le", "-ar", "48000"]
    argv += ["-ac", "2", "-i", "{audio}", "-vf", "scale=160:-2", "-c:v", "libx264", "-preset", "ultrafast"]
    argv += ["-g", "10", "-f", "hls", "-hls_time", "1", str(folder / "preview.m3u8")]
    return {"argv": argv, "fps": 10}


def begun(mixing: Made, folder: Path) -> Mixing:
    mixer = mixing()
    red = card("red")
    mixer.want(slate=slate(folder), order=["red"], sources={"red": red}, encoder=encoder(folder))
    mixer.until_on_air("red")  # first, since on a busy machine the other may be the first to play
    mixer.want(order=["red", "blue"], sources={"red": red, "blue": card("blue", 880)})
    eventually(lambda: mixer.status()["sources"]["blue"]["state"] == "playing", 15, mixer.status)
    return mixer


def rest(mixer: Mixing, seconds: float = 0.7) -> None:
    mixer.until_clock(mixer.clock_s() + seconds)


def test_takes_red_button_and_a_killed_source_leave_one_unbroken_program(
    mixing: Made, tmp_path: Path, figure: Figure
) -> None:
    mixer = begun(mixing, tmp_path)
    rest(mixer)
    mixer.want(take="blue")
    mixer.until_on_air("blue")
    rest(mixer)
    mixer.want(mode="slate")
    mixer.until_on_air(None)
    rest(mixer)
    mixer.want(mode="auto", take=None)
    mixer.until_on_air("red")
    rest(mixer)
    mixer.kill_source("red")
    eventually(lambda: mixer.status()["sources"]["red"]["starts"] == 2, 10, mixer.status)
    eventually(lambda: mixer.status()["sources"]["red"]["state"] == "playing", 10, mixer.status)
    rest(mixer, 1.2)
    status = mixer.status()
    mixer.shut_down()
    check_program(tmp_path, status, figure)


def check_program(folder: Path, status: dict[str, Any], figure: Figure) -> None:
    text = (folder / "program.m3u8").read_text()
    assert "EXT-X-DISCONTINUITY" not in text
    assert len(status["encoder"]["runs"]) == 1
    seen = watched(folder / "program.m3u8")
    stays = runs_of(shown(seen))
    assert [colour for colour, _ in stays[:5]] == ["slate", "red", "blue", "slate", "red"]
    assert min(length for _, length in stays[1:5]) >= 20, "every cut is clean, no flicker"
    times = packet_times(folder / "program.m3u8", "v")
    figure(
        "Mixer, most between two pictures' timestamps", max(np.diff(sorted(times))) * 1000, "ms, at most 34"
    )
    assert max(np.diff(sorted(times))) < 0.034
    figure("Mixer, ticks late by over 33 ms", status["ticks"]["late"], f"of {status['ticks']['done']}")
    assert status["ticks"]["late"] <= status["ticks"]["done"] // 50
    assert abs(len(seen.pictures) / FPS - len(seen.sound) / 48_000) < 0.1


def test_a_killed_encoder_goes_on_in_the_same_playlist_on_the_same_clock(
    mixing: Made, tmp_path: Path, figure: Figure
) -> None:
    mixer = begun(mixing, tmp_path)
    playlist = tmp_path / "program.m3u8"
    eventually(lambda: playlist.exists() and playlist.read_text().count(".ts") >= 2, 15)
    killed = mixer.clock_s()
    os.kill(mixer.status()["encoder"]["runs"][0]["pid"], signal.SIGKILL)
    eventually(lambda: re.search(r"seg-2-\d+\.ts", playlist.read_text()), 15, mixer.status)
    rest(mixer, 1.2)
    runs = mixer.status()["encoder"]["runs"]
    mixer.shut_down()
    assert [(run["id"], run["code"]) for run in runs] == [(1, -9), (2, None)]
    figure(
        "Mixer, encoder killed → next run begins on the clock", runs[1]["offset_s"] - killed, "s, at most 0.5"
    )
    assert 0 <= runs[1]["offset_s"] - killed < 0.5
    assert playlist.read_text().count("EXT-X-DISCONTINUITY\n") == 1
    times = packet_times(playlist, "v")
    assert times == sorted(times)
    first_of_second = min(time for time in times if time > times[0] + runs[1]["offset_s"] - 0.01)
    assert first_of_second - times[0] - runs[1]["offset_s"] < 0.1


def test_an_encoder_that_stands_still_stops_no_tick_and_loses_no_time(mixing: Made, tmp_path: Path) -> None:
    mixer = begun(mixing, tmp_path)
    pid = mixer.status()["encoder"]["runs"][0]["pid"]
    os.kill(pid, signal.SIGSTOP)
    rest(mixer, 2.0)
    stalled = mixer.status()
    os.kill(pid, signal.SIGCONT)
    eventually(lambda: mixer.status()["encoder"]["waiting_ms"] < 100, 10, mixer.status)
    status = mixer.status()
    mixer.shut_down()
    assert stalled["encoder"]["waiting_ms"] > 1000
    assert stalled["pictures_mb"] < 10
    assert 20 < status["encoder"]["dropped"] < 80
    assert [run["code"] for run in status["encoder"]["runs"]] == [None]
    times = packet_times(tmp_path / "program.m3u8", "v")
    assert max(np.diff(sorted(times))) < 0.034


def test_the_same_state_twice_changes_nothing_and_another_keeps_what_is_equal(
    mixing: Made, tmp_path: Path
) -> None:
    mixer = begun(mixing, tmp_path)
    before = pids(mixer)
    assert mixer.want()["changed"] is False
    assert mixer.want(gain_db=-6)["changed"] is True
    fresh = {**mixer.wanted["sources"], "blue": card("blue", 660)}
    assert mixer.want(sources=fresh)["changed"] is True
    eventually(lambda: pids(mixer)["blue"] not in (None, before["blue"]), 10, mixer.status)
    after = pids(mixer)
    assert (after["red"], after["encoder"]) == (before["red"], before["encoder"])
    assert mixer.ask(op="state", **{**mixer.wanted, "generation": 1})["error"] == "stale"
    large = {**mixer.wanted, "profile": {"width": 640, "height": 360, "fps": 30}}
    assert mixer.ask(op="state", **large)["error"] == "profile_fixed"


def pids(mixer: Mixing) -> dict[str, int | None]:
    status = mixer.status()
    found = {key: source["pid"] for key, source in status["sources"].items()}
    return {**found, "encoder": status["encoder"]["runs"][-1]["pid"]}


def test_a_preview_shows_a_source_before_anything_is_public_and_can_hurt_nothing(
    mixing: Made, tmp_path: Path
) -> None:
    mixer = mixing()
    mixer.want(slate=slate(tmp_path), sources={"red": {**card("red"), "preview": preview(tmp_path)}})
    playlist = tmp_path / "preview.m3u8"
    eventually(playlist.exists, 20, mixer.status)
    assert mixer.status()["encoder"] is None
    mixer.want(order=["red"], encoder=encoder(tmp_path))
    mixer.until_on_air("red")
    os.kill(mixer.status()["sources"]["red"]["preview"]["pid"], signal.SIGKILL)
    began = time.monotonic()
    eventually(lambda: mixer.status()["sources"]["red"]["preview"]["starts"] == 2, 10, mixer.status)
    assert time.monotonic() - began > 1.5, "a preview that dies is not started in a hurry"
    status = mixer.status()
    assert status["on_air"] == "red"
    assert status["sources"]["red"]["starts"] == 1
    mixer.want(sources={"red": card("red")})
    assert mixer.status()["sources"]["red"]["preview"] is None
    assert mixer.status()["sources"]["red"]["pid"] == status["sources"]["red"]["pid"]
