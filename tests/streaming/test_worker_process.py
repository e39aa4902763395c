"""The real `manage.py worker` under the real launcher: frozen, killed, its hosts killed, while on air."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.desk import Desk, running
from tests.figures import Figure
from tests.servers import NginxRtmp, nginx_in
from tests.waiting import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(180)]
KEYS = ("khoa-bi-mat-mot", "khoa-bi-mat-hai")
BROADCAST = "ceremonies/le-thuong-co/broadcast/"
FROZEN_S = 20.0


@dataclass
class OnAir:
    """A desk on air on two pages of a real nginx-rtmp."""

    desk: Desk
    nginx: NginxRtmp

    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = self.desk.ok("technician", "GET", BROADCAST)
        return found

    def relays(self) -> dict[str, list[int]]:
        """Processes by stream key."""
        return {key: list(self.desk.pids("ffmpeg", key)) for key in KEYS}

    def program(self) -> list[int]:
        return list(self.desk.pids("ffmpeg", "-hls_time"))

    def process(self, *words: str) -> int:
        (pid,) = self.desk.pids(*words)
        return pid

    def states(self) -> list[str]:
        return [relay["state"] for relay in self.body()["relays"]]

    def wait(self, within_s: float = 30) -> None:
        """Until everything runs again."""
        eventually(lambda: self.states() == ["running"] * len(KEYS), within_s, told=self.body)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnAir]:
    with nginx_in(tmp_path_factory.mktemp("nginx")) as nginx, running("--demo") as desk:
        yield _go_on_air(OnAir(desk, nginx))


@pytest.fixture
def on_air(started: OnAir) -> OnAir:
    started.wait()
    return started


def _go_on_air(made: OnAir) -> OnAir:
    ok = made.desk.ok
    (unit,) = [unit["id"] for unit in ok("technician", "GET", "units/") if unit["parent"] is None]
    for relay in made.body()["relays"]:
        ok("technician", "DELETE", f"{BROADCAST}relays/{relay['page']['id']}/")
    for place, key in enumerate(KEYS):
        page = {"unit": unit, "name": f"Trang {place}", "kind": "rtmp", "address": made.nginx.address}
        number = ok("technician", "POST", "pages/", **page, stream_key=key)["id"]
        ok("technician", "POST", f"{BROADCAST}relays/{number}/start/")
    ok("technician", "POST", f"{BROADCAST}start/")
    made.wait()
    return made


@pytest.mark.alone
def test_from_the_command_to_the_first_playable_segment(figure: Figure) -> None:
    with running("--demo") as desk:
        began = time.monotonic()
        desk.ok("technician", "POST", f"{BROADCAST}start/")
        url = f"{desk.base}/live/le-thuong-co/index.m3u8"
        eventually(lambda: httpx.get(url).status_code == 200, within_s=15)
        took = time.monotonic() - began
    figure("Start (the command) to the first playable segment", took, "s, at most 4")
    assert took <= 4


def test_a_worker_stopped_for_20_s_leaves_no_relay_doubled(on_air: OnAir) -> None:
    worker, program, before = on_air.process("manage.py", "worker"), on_air.program(), on_air.relays()
    os.kill(worker, signal.SIGSTOP)
    began, most = time.monotonic(), 0
    try:

        def looked() -> bool:
            nonlocal most
            most = max(most, *(len(pids) for pids in on_air.relays().values()))
            return time.monotonic() - began > FROZEN_S

        eventually(lambda: looked() or not any(on_air.relays().values()), within_s=12)
        eventually(looked, within_s=FROZEN_S + 5)
    finally:
        os.kill(worker, signal.SIGCONT)
    assert most == 1
    # What it wrote before it froze still says that all runs, so the processes are asked first.
    eventually(lambda: [len(pids) for pids in on_air.relays().values()] == [1, 1], within_s=15)
    on_air.wait()
    after = on_air.relays()
    assert after != before
    assert on_air.program() == program  # it outlives a frozen worker by a minute
    streams = on_air.nginx.streams()
    assert all(streams[key].publishing for key in KEYS)
    assert [relay["last_error"]["code"] for relay in on_air.body()["relays"]] == ["lease_lost"] * 2


def test_a_killed_worker_is_followed_by_one_that_adopts_what_runs(on_air: OnAir) -> None:
    program, before = on_air.program(), on_air.relays()
    worker = on_air.process("manage.py", "worker")
    os.kill(worker, signal.SIGKILL)
    eventually(lambda: len(on_air.desk.pids("manage.py", "worker").keys() - {worker}) == 1, within_s=10)
    fresh = on_air.body()["worker"]["seen_at"]
    eventually(lambda: on_air.body()["worker"]["seen_at"] > fresh, within_s=15)
    on_air.wait()
    assert (on_air.program(), on_air.relays()) == (program, before)


def test_a_killed_host_of_the_relays_leaves_the_program_and_they_come_back(on_air: OnAir) -> None:
    program, before = on_air.program(), on_air.relays()
    os.kill(on_air.process("streaming.host", "relays"), signal.SIGKILL)
    eventually(lambda: on_air.relays() != before, within_s=5)
    eventually(lambda: [len(pids) for pids in on_air.relays().values()] == [1, 1], within_s=15)
    on_air.wait()
    assert on_air.program() == program


def test_a_killed_mixer_leaves_the_relays(on_air: OnAir) -> None:
    program, before = on_air.program(), on_air.relays()
    os.kill(on_air.process("streaming.mixer", "program-"), signal.SIGKILL)
    eventually(lambda: on_air.program() not in ([], program), within_s=10)
    eventually(lambda: on_air.body()["observed"] == "on_air", within_s=10)
    assert on_air.relays() == before


def test_no_stream_key_is_in_a_log_or_an_answer(on_air: OnAir) -> None:
    on_air.nginx.kill()
    eventually(lambda: "backoff" in on_air.states(), within_s=15)
    paths = (BROADCAST, f"{BROADCAST}runs/", "pages/")
    written = [on_air.desk.call("technician", "GET", path).text for path in paths]
    written += [path.read_text() for path in on_air.desk.data.rglob("*.log")]
    on_air.nginx.start()
    assert all("Trang 1" in text for text in written[:3])
    assert not [text for text in written for key in KEYS if key in text]
