"""Mixers, senders and material; everything that a test starts ends with it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from streaming.ffmpeg import executable
from tests.desk import free_port
from tests.streaming.mixer.rig import Mixing
from tests.streaming.mixer.watching import material


@pytest.fixture
def mixing(tmp_path: Path) -> Iterator[Callable[..., Mixing]]:
    """mixing() → a running mixer in the test's own folder."""
    made: list[Mixing] = []

    def make(lease_s: float = 60.0) -> Mixing:
        made.append(Mixing(tmp_path, lease_s))
        return made[-1]

    yield make
    for one in made:
        one.shut_down()
        assert "Traceback" not in one.said(), one.said()


@pytest.fixture(scope="session")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 s of numbered pictures with flashes and beeps."""
    return material(tmp_path_factory.mktemp("material") / "numbered.ts", 30)


class Sender:
    """A live sender: an ffmpeg that serves the material as MPEG-TS over TCP at its own pace.

    After a stop it sends what it owes at eight times the pace, as a phone does when its network is back.
    """

    def __init__(self, file: Path, pace: str = "1") -> None:
        self.port = free_port()
        self._file, self._pace = file, pace
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self) -> None:
        argv = [executable(), "-nostdin", "-loglevel", "error", "-readrate", self._pace]
        argv += ["-readrate_catchup", "8"]
        argv += ["-stream_loop", "-1", "-i", str(self._file), "-c", "copy", "-f", "mpegts"]
        argv += ["-muxdelay", "0.2", f"{self.address}?listen=1"]
        self._process = subprocess.Popen(argv, stderr=subprocess.DEVNULL)

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def sender(numbered: Path) -> Iterator[Sender]:
    """A live sender of the numbered material."""
    made = Sender(numbered)
    yield made
    made.kill()
