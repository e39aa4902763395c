"""Two real workers on one database, on air on six pages of a real nginx-rtmp: killed, frozen, cut off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.desk import ROOT, Desk, processes, running
from tests.figures import Figure
from tests.servers import NginxRtmp, nginx_in
from tests.waiting import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(180)]
BROADCAST = "ceremonies/le-thuong-co/broadcast/"
KEYS = tuple(f"khoa-trang-{number}" for number in range(6))
TAKEN_OVER_S = 15.0


@dataclass
class Sampler:
    """Looks at all processes of the machine, over and over: the most that ever sent to one page."""

    nginx: NginxRtmp
    most: int = 0
    looks: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def senders(self) -> Counter[str]:
        lines = [line for line in processes().values() if f":{self.nginx.port}/" in line and "ffmpeg" in line]
        return Counter(key for key in KEYS for line in lines if key in line)

    def run(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, *self.senders().values(), 0)
            self.looks += 1

    @contextmanager
    def looking(self) -> Iterator[None]:
        thread = threading.Thread(target=self.run)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()


@dataclass
class Other:
    """The second machine's worker: another data folder, the same database; reads the program over HTTP."""

    data: Path
    process: subprocess.Popen[bytes]

    def relays(self, nginx: NginxRtmp) -> dict[int, str]:
        return Desk(self.data, 0, self.process, self.data).pids("ffmpeg", f":{nginx.port}/")

    def cut_off(self) -> None:
        """What it finds in the database's place cannot be opened."""
        way = self.data / "shared.sqlite3"
        way.unlink()
        way.mkdir()


@dataclass
class Town:
    """A desk and a second worker."""

    desk: Desk
    nginx: NginxRtmp
    other: Other

    def body(self) -> dict[str, Any]:
        found: dict[str, Any] = self.desk.ok("technician", "GET", BROADCAST)
        return found

    def states(self) -> list[str]:
        return [relay["state"] for relay in self.body()["relays"]]

    def here(self) -> set[str]:
        return self._keys(self.desk.pids("ffmpeg", f":{self.nginx.port}/"))

    def there(self) -> set[str]:
        return self._keys(self.other.relays(self.nginx))

    def _keys(self, found: dict[int, str]) -> set[str]:
        return {key for key in KEYS for line in found.values() if key in line}

    def all_send(self) -> bool:
        streams = self.nginx.streams()
        return all(key in streams and streams[key].publishing for key in KEYS)


@contextmanager
def second_worker(desk: Desk) -> Iterator[Other]:
    with tempfile.TemporaryDirectory(prefix="nhipcau-other-") as folder:
        data, way = Path(folder), Path(folder) / "shared.sqlite3"
        way.symlink_to(desk.data / "nhipcau.sqlite3")
        env = {
            **os.environ,
            "NHIPCAU_DATA": folder,
            "DATABASE_URL": f"sqlite:///{way}",
            "NHIPCAU_SECRET_KEYS": (desk.data / "keyring").read_text().strip(),
            "NHIPCAU_ALLOWED_TARGETS": "127.0.0.1,localhost",
            "NHIPCAU_STREAM_URL": desk.base,
        }
        with (data / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "manage.py", "worker"], cwd=ROOT, env=env, stdout=log, stderr=log
            )
        try:
            yield Other(data, process)
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait(10)
            _end_hosts(data)


def _end_hosts(data: Path) -> None:
    from streaming import hosts

    hosts.end_all(data / "run", 3.0)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with nginx_in(tmp_path) as nginx, running("--demo") as desk:
        ok = desk.ok
        (unit,) = [unit["id"] for unit in ok("technician", "GET", "units/") if unit["parent"] is None]
        for relay in ok("technician", "GET", BROADCAST)["relays"]:
            ok("technician", "DELETE", f"{BROADCAST}relays/{relay['page']['id']}/")
        for place, key in enumerate(KEYS):
            page = {"unit": unit, "name": f"Trang {place}", "kind": "rtmp", "address": nginx.address}
            number = ok("technician", "POST", "pages/", **page, stream_key=key)["id"]
            ok("technician", "POST", f"{BROADCAST}relays/{number}/start/")
        with second_worker(desk) as other:
            made = Town(desk, nginx, other)
            eventually(lambda: made.body()["worker"]["count"] == 2, 30, told=made.body)
            ok("technician", "POST", f"{BROADCAST}start/")
            eventually(lambda: made.states() == ["running"] * len(KEYS), 40, told=made.body)
            eventually(made.all_send, 15, told=made.body)
            yield made


def test_two_share_the_pages_and_one_takes_over_when_the_other_is_killed(town: Town, figure: Figure) -> None:
    assert (len(town.here()), len(town.there())) == (3, 3)
    sampler, program = Sampler(town.nginx), town.desk.pids("ffmpeg", "-hls_time")
    with sampler.looking():
        began = time.monotonic()
        town.other.process.kill()
        eventually(lambda: town.here() == set(KEYS), 25, told=town.body)
        eventually(town.all_send, 15, told=town.body)
        took = time.monotonic() - began
    figure("Second worker killed: all its pages are sent to by the first after", took, "s, at most 15")
    figure("Most processes for one page, looked at so often", sampler.most, f"of 1; {sampler.looks} looks")
    assert took <= TAKEN_OVER_S
    assert sampler.most == 1
    assert town.desk.pids("ffmpeg", "-hls_time") == program
    reasons = {run["reason"] for run in town.desk.ok("technician", "GET", f"{BROADCAST}runs/")}
    assert "worker_lost" in reasons


@pytest.mark.long
def test_a_frozen_worker_loses_its_pages_and_does_not_take_them_back(town: Town, figure: Figure) -> None:
    sampler, theirs = Sampler(town.nginx), town.there()
    with sampler.looking():
        began = time.monotonic()
        town.other.process.send_signal(signal.SIGSTOP)
        eventually(lambda: not town.there(), 12)
        figure("Second worker frozen: its relays ended after", time.monotonic() - began, "s, at most 8.5")
        eventually(lambda: town.here() == set(KEYS), 20, told=town.body)
        eventually(town.all_send, 15, told=town.body)
        took = time.monotonic() - began
        town.other.process.send_signal(signal.SIGCONT)
        before = town.here()
        looks = sampler.looks
        eventually(lambda: sampler.looks > looks + 100, 40)
    figure("Second worker frozen: all its pages are sent to by the first after", took, "s, at most 15")
    assert theirs
    assert took <= TAKEN_OVER_S
    assert (sampler.most, town.here(), town.there()) == (1, before, set())


@pytest.mark.long
def test_a_worker_that_is_cut_off_from_the_database_sends_to_nobody(town: Town, figure: Figure) -> None:
    """Its process goes on: only the way to the database is gone."""
    sampler = Sampler(town.nginx)
    with sampler.looking():
        began = time.monotonic()
        town.other.cut_off()
        eventually(lambda: not town.there(), 15)
        figure("Second worker cut off: its relays ended after", time.monotonic() - began, "s, at most 8.5")
        eventually(lambda: town.here() == set(KEYS), 20, told=town.body)
        took = time.monotonic() - began
    figure("Second worker cut off: all its pages are sent to by the first after", took, "s, at most 15")
    assert took <= TAKEN_OVER_S
    assert (sampler.most, town.there()) == (1, set())
    assert town.other.process.poll() is None
