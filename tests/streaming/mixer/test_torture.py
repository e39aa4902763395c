"""The long ones: faults at random, and what the mixer costs."""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from streaming.mixer.mixer import Mixer
from streaming.mixer.wire import parse_state
from tests.figures import Figure
from tests.streaming.mixer.rig import Mixing, card, encoder, slate, source
from tests.streaming.mixer.watching import packet_times, watched

pytestmark = pytest.mark.alone
Made = Callable[..., Mixing]
FAULTS = 20


def processor_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.long
def test_720p30_with_one_source_costs_little_and_no_tick_is_late(
    mixing: Made, tmp_path: Path, figure: Figure
) -> None:
    mixer, shape = mixing(), (1280, 720)
    words = ["-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30", "-f", "lavfi", "-i", "sine=440"]
    mixer.want(
        profile={"width": 1280, "height": 720, "fps": 30},
        slate=slate(tmp_path, shape),
        order=["1"],
        sources={"1": source(*words, audio="1:a:0", shape=shape, buffer_s=1.0)},
        encoder=encoder(tmp_path, shape),
        loudness=True,
    )
    mixer.until_on_air("1")
    mixer.until_clock(3)
    began, clock = processor_s(mixer.process.pid), mixer.clock_s()
    mixer.until_clock(clock + 12)
    share = 100 * (processor_s(mixer.process.pid) - began) / (mixer.clock_s() - clock)
    ticks = mixer.status()["ticks"]
    figure("Mixer, 720p30 with one source and the loudness control", share, "% of a core, at most 15")
    figure(
        "Mixer, the latest tick", ticks["most_late_ms"], f"ms; {ticks['late']} of {ticks['done']} over 33 ms"
    )
    assert share <= 15  # 4 to 8 measured; the rest is for what else this machine does
    assert ticks["late"] <= ticks["done"] // 50


class Torturer:
    """Draws a fault and does it."""

    def __init__(self, mixer: Mixing) -> None:
        self.mixer, self.draw = mixer, random.Random(20)
        self.stopped: list[int] = []

    def one(self) -> None:
        self.draw.choice([self.kill, self.freeze, self.thaw, self.take, self.button, self.fader])()

    def _pid(self) -> int | None:
        pids = [one["pid"] for one in self.mixer.status()["sources"].values() if one["pid"]]
        return self.draw.choice(pids) if pids else None

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def freeze(self) -> None:
        self._send(signal.SIGSTOP)

    def _send(self, number: signal.Signals) -> None:
        pid = self._pid()
        if pid is not None:
            os.kill(pid, number)
            if number == signal.SIGSTOP:
                self.stopped.append(pid)

    def thaw(self) -> None:
        alive = [one["pid"] for one in self.mixer.status()["sources"].values()]
        for pid in set(self.stopped) & set(alive):
            os.kill(pid, signal.SIGCONT)
        self.stopped = []

    def take(self) -> None:
        self.mixer.want(take=self.draw.choice(["red", "blue", None]))

    def button(self) -> None:
        self.mixer.want(mode=self.draw.choice(["slate", "auto", "auto"]))

    def fader(self) -> None:
        self.mixer.want(gain_db=self.draw.choice([-12, 0, 6]), av_offset_ms=self.draw.choice([-500, 0, 500]))


@pytest.mark.long
def test_whatever_happens_to_the_sources_the_program_is_one_piece(
    mixing: Made, tmp_path: Path, figure: Figure
) -> None:
    mixer = mixing()
    sources = {"red": card("red", buffer_s=0.5), "blue": card("blue", 880, stall_s=3)}
    mixer.want(slate=slate(tmp_path), order=["red", "blue"], sources=sources, encoder=encoder(tmp_path))
    mixer.until_on_air("red")
    torturer = Torturer(mixer)
    for _ in range(FAULTS):
        torturer.one()
        mixer.until_clock(mixer.clock_s() + torturer.draw.uniform(0.2, 2.0))
    torturer.thaw()
    mixer.want(mode="auto", take=None)
    mixer.until_on_air("red", 25)
    status = mixer.status()
    mixer.shut_down()
    playlist = tmp_path / "program.m3u8"
    assert "EXT-X-DISCONTINUITY" not in playlist.read_text()
    assert (status["faults"], len(status["encoder"]["runs"])) == (0, 1)
    figure(
        "Mixer, faults at random without a seam: ticks late",
        status["ticks"]["late"],
        f"of {status['ticks']['done']}",
    )
    assert max(np.diff(sorted(packet_times(playlist, "v")))) < 0.034
    seen = watched(playlist)
    assert abs(len(seen.pictures) / 30 - len(seen.sound) / 48_000) < 0.1


def test_the_mixer_needs_no_django() -> None:
    mixer = "import sys, streaming.mixer.server; sys.exit('django' in sys.modules)"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", mixer]) == 0


def test_a_slate_that_cannot_be_read_is_said_and_the_picture_before_stays(
    mixing: Made, tmp_path: Path
) -> None:
    mixer = mixing()
    mixer.want(slate=slate(tmp_path), order=["red"], sources={"red": card("red")}, encoder=encoder(tmp_path))
    mixer.until_on_air("red")
    mixer.want(slate=str(tmp_path / "gone.yuv"))
    assert mixer.status()["slate_error"] == "FileNotFoundError"
    assert mixer.on_air() == "red"


class Heard:
    """In the encoder's place."""

    clock_s, pid = 0.0, None

    def __init__(self) -> None:
        self.ticks: list[bytes] = []

    def put(self, frame: object, sound: bytes, now: float) -> None:
        self.ticks.append(sound)

    def pump(self) -> bool:
        return False

    def end(self) -> None:
        pass


@pytest.mark.parametrize("broken", ["source", "desk"])
async def test_a_bug_in_a_source_or_in_the_desk_shows_the_last_picture_and_stops_nothing(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise RuntimeError("a bug")

    mixer, heard = Mixer(lambda event: None), Heard()
    mixer.apply(parse_state({"generation": 1, "sources": {"1": {"argv": ["/no/such"]}}}))
    monkeypatch.setattr(mixer, "encoder", heard)
    monkeypatch.setattr(
        mixer.sources["1"] if broken == "source" else mixer.desk,
        "step" if broken == "source" else "block",
        bug,
    )
    for tick in range(3):
        mixer._tick(1000.0 + tick / 30)
    mixer.end()
    assert heard.ticks == [bytes(6400)] * 3
    assert mixer.faults == 3
