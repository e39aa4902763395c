"""One command starts everything, one signal ends everything, and nothing survives by accident."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from streaming.monitor.argv import PICTURE_MARK
from tests import desk as desks
from tests.desk import Desk
from tests.figures import Figure
from tests.waiting import eventually

pytestmark = pytest.mark.timeout(180)
SLUG = "le-thuong-co"
START = f"ceremonies/{SLUG}/broadcast/start/"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A demo desk, on air on its four rehearsal pages; for a test that ends it."""
    desks.furnish(tmp_path)
    yield from begun(tmp_path)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same for all that leave it on air as it was; it began in an empty folder."""
    yield from begun(tmp_path_factory.mktemp("desk"))


def begun(folder: Path) -> Iterator[Desk]:
    """Ended after, where that has not been done."""
    started = desks.start(folder, desks.free_port(), "--demo")
    try:
        started.ok("technician", "POST", START)
        eventually(lambda: on_air(started) == 4, within_s=25, told=lambda: states(started))
        yield started
    finally:
        if started.process.poll() is None:
            started.end()


def broadcast(desk: Desk) -> dict[str, object]:
    found: dict[str, object] = desk.ok("technician", "GET", f"ceremonies/{SLUG}/broadcast/")
    return found


def states(desk: Desk) -> list[str]:
    relays = broadcast(desk)["relays"]
    assert isinstance(relays, list)
    return [relay["state"] for relay in relays]


def on_air(desk: Desk) -> int:
    return states(desk).count("running")


def ours(desk: Desk) -> dict[int, str]:
    """Every process of this desk but the launcher."""
    return {pid: line for pid, line in desk.pids().items() if pid != desk.process.pid}


def sending(desk: Desk) -> dict[int, str]:
    """All ffmpegs but the monitor's, which reads what the web process answers and goes when that does."""
    return {pid: line for pid, line in desk.pids("ffmpeg").items() if PICTURE_MARK not in line}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_everything_within_five_seconds(
    number: signal.Signals, desk: Desk, figure: Figure
) -> None:
    assert len(sending(desk)) >= 5
    took = desk.end(number)
    figure(f"on air with 4 pages: {number.name} to the end of all", took, "s, at most 5")
    assert took <= 5
    assert not ours(desk)
    assert desk.process.returncode == 0


@pytest.mark.alone
def test_after_kill_9_the_next_start_leaves_no_orphan_and_goes_on_air_again(
    desk: Desk, figure: Figure
) -> None:
    before, old = sending(desk), set(desk.pids("manage.py"))
    desk.process.kill()
    desk.process.wait(5)
    began = time.monotonic()
    again = desks.start(desk.data, desk.port, "--demo")
    try:
        # The first one's web process may answer once more before it goes.
        eventually(lambda: not old & set(again.pids("manage.py")) and answers(again), within_s=10)
        took = time.monotonic() - began
        figure("second start, after a kill -9", took, "s, at most 10")
        assert took <= 10
        eventually(lambda: on_air(again) == 4, within_s=25, told=lambda: states(again))
        now = sending(again)
        # No page twice, and the program either the same process or a new one, never both.
        eventually(lambda: len(sending(again)) == len(before), within_s=15, told=lambda: (before, now))
    finally:
        again.end()
    assert not ours(again)


def test_a_web_process_that_hangs_for_five_seconds_restarts_no_relay(lasting: Desk) -> None:
    before = sending(lasting)
    (web,) = [pid for pid, line in lasting.pids("manage.py", "web").items() if " web" in line]
    os.kill(web, signal.SIGSTOP)
    try:
        frozen_until = time.monotonic() + 5
        eventually(lambda: time.monotonic() > frozen_until, within_s=6)
    finally:
        os.kill(web, signal.SIGCONT)
    assert set(sending(lasting)) == set(before)
    eventually(lambda: on_air(lasting) == 4, within_s=10, told=lambda: states(lasting))
    relays = broadcast(lasting)["relays"]
    assert isinstance(relays, list)
    assert [relay["restarts"] for relay in relays] == [0, 0, 0, 0]


def test_a_web_process_that_is_killed_comes_back_and_restarts_no_relay(lasting: Desk) -> None:
    before = sending(lasting)
    (web,) = [pid for pid, line in lasting.pids("manage.py", "web").items() if " web" in line]
    os.kill(web, signal.SIGKILL)
    eventually(lambda: web not in lasting.pids("manage.py"), within_s=5)
    eventually(lambda: answers(lasting), within_s=15)
    assert set(sending(lasting)) == set(before)


def answers(desk: Desk) -> bool:
    try:
        return httpx.get(f"{desk.base}/healthz", timeout=2).status_code == 200
    except httpx.TransportError:
        return False


def test_a_second_launcher_on_the_same_folder_says_so_and_leaves_the_first_alone(lasting: Desk) -> None:
    env = {**os.environ, "NHIPCAU_DATA": str(lasting.data), "NHIPCAU_PORT": str(desks.free_port())}
    argv = [sys.executable, "manage.py", "live"]
    second = subprocess.run(argv, cwd=desks.ROOT, env=env, capture_output=True, timeout=30, check=False)
    assert second.returncode == 1
    assert "đang chạy với thư mục dữ liệu" in second.stderr.decode()
    assert on_air(lasting) == 4
