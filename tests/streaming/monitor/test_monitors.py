"""Monitors as the worker keeps them: killed, frozen, without libvlc; no program is needed for that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from streaming import hosts
from streaming.host.record import read
from streaming.monitor import files, watch
from streaming.monitor.keeping import Kept
from streaming.monitor.player import NO_LIBVLC
from streaming.monitor.watch import Watch
from streaming.worker import monitoring
from streaming.worker.monitoring import Monitors
from streaming.worker.watching import WatchWish
from tests.desk import free_port
from tests.waiting import eventually_async

WISHED = 7


@pytest.fixture
def nowhere() -> str:
    """An address where nothing answers: what keeps the monitor is not what it watches."""
    return f"http://127.0.0.1:{free_port()}/live/le/index.m3u8"


@pytest.fixture
def wishes(nowhere: str, monkeypatch: pytest.MonkeyPatch) -> dict[int, WatchWish]:
    """What is wanted; taken away by emptying it."""
    wanted = {WISHED: WatchWish(WISHED, 1, nowhere, nowhere, still=False, quiet=False)}
    monkeypatch.setattr(monitoring, "read_wishes", lambda web, live: dict(wanted))
    return wanted


@pytest.fixture
def monitors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Monitors]:
    """Of a worker that writes no rows."""
    made = Monitors(tmp_path, tmp_path / "live", "http://x")
    monkeypatch.setattr(made._sightings, "write", lambda *given: None)
    monkeypatch.setattr(monitoring, "SILENT_S", 2.0)
    yield made
    hosts.end_all(tmp_path, 2.0)


def pid_of(tmp_path: Path) -> int:
    known = read(hosts.folder_of(tmp_path) / f"{hosts.monitor_host(WISHED)}.json")
    return known.pid if known is not None and known.alive else 0


@pytest.mark.django_db(transaction=True)
async def test_a_monitor_is_back_after_a_kill_and_after_it_froze_is_adopted_and_ends_with_its_broadcast(
    monitors: Monitors, wishes: dict[int, WatchWish], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def reports(other_than: int) -> int:
        async def look() -> int:
            await monitors.look()
            told = files.read(tmp_path / "monitors" / str(WISHED) / files.REPORT) or {"pid": 0}
            pid = pid_of(tmp_path)
            return pid if told["pid"] == pid != other_than else 0

        return await eventually_async(look, within_s=20)

    first = await reports(other_than=0)
    os.kill(first, signal.SIGKILL)
    second = await reports(other_than=first)
    next_worker = Monitors(tmp_path, tmp_path / "live", "http://x")
    monkeypatch.setattr(next_worker._sightings, "write", lambda *given: None)
    await next_worker.look()
    assert pid_of(tmp_path) == second, "a monitor outlives the worker that started it"
    os.kill(second, signal.SIGSTOP)
    await reports(other_than=second)
    wishes.clear()

    async def gone() -> bool:
        await monitors.look()
        return pid_of(tmp_path) == 0

    await eventually_async(gone, within_s=10)
    assert not (tmp_path / "monitors" / str(WISHED)).exists()


@pytest.fixture
async def alone(tmp_path: Path, nowhere: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watch]:
    """A monitor's inside, on a machine without libvlc."""
    monkeypatch.setattr(watch, "PLAYER", (sys.executable, "-c", f"raise SystemExit({NO_LIBVLC})"))
    wish = WatchWish(WISHED, 1, nowhere, nowhere, still=False, quiet=False)
    files.write(tmp_path / files.WANTED, wish.told(time.monotonic()))
    made = Watch(tmp_path)
    yield made
    await made.end()


async def test_without_libvlc_the_checks_go_on_and_the_player_is_not_tried_again(
    alone: Watch, tmp_path: Path
) -> None:
    async def told() -> Any:
        assert await alone.look()
        report = files.read(tmp_path / files.REPORT)
        return report if report and report["player"]["state"] == "no_libvlc" else None

    report = await eventually_async(told, within_s=10)
    assert report["player"]["restarts"] == 0
    assert report["streams"].keys() == {"own"}


async def test_a_monitor_that_no_worker_wants_any_more_ends_itself(tmp_path: Path) -> None:
    wish = WatchWish(WISHED, 1, "http://127.0.0.1:9/", "http://127.0.0.1:9/", still=False, quiet=False)
    files.write(tmp_path / files.WANTED, wish.told(time.monotonic() - watch.LEASE_S - 1))
    assert not await Watch(tmp_path).look()


async def test_a_player_that_hangs_is_killed_and_begun_anew() -> None:
    hangs = "import os, signal; os.write(1, b'one\\n'); signal.pause()"
    heard: list[bytes] = []
    kept = Kept([sys.executable, "-c", hangs], heard.append, silent_s=0.5)

    async def twice() -> bool:
        return len(heard) == 2

    await eventually_async(twice, within_s=15)
    assert (kept.restarts, kept.code) == (1, -signal.SIGKILL)
    await kept.end()


LOOKS_FOR_IT = """
import ctypes.util, runpy, sys
ctypes.util.find_library = lambda name: None  # as where libvlc is not installed
runpy.run_module("streaming.monitor.player", run_name="__main__")
"""


@pytest.mark.parametrize("path", ["", "/nowhere/libvlc.so"])
def test_a_machine_without_libvlc_is_known_by_the_exit_code(tmp_path: Path, path: str) -> None:
    argv = [sys.executable, "-c", LOOKS_FOR_IT, "http://127.0.0.1:9/", str(tmp_path / "a.jpg")]
    machine = {**os.environ, **({"PYTHON_VLC_LIB_PATH": path} if path else {})}
    ended = subprocess.run(argv, env=machine, timeout=20, check=False, capture_output=True)
    assert ended.returncode == NO_LIBVLC, ended.stderr
