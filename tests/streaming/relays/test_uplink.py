"""A short uplink: who waits, who goes on, and that nothing goes on and off."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from events.models import User
from streaming import viewers
from streaming.models import Page, Source, WorkerHeartbeat
from streaming.worker import uplink
from streaming.worker.plan import Key, What
from streaming.worker.uplink import BACK_AFTER_S, SHORT_AFTER_S, TRY_MORE_EVERY_S, WAITS_AFTER_S, Line, Uplink
from tests.people import House
from tests.servers import NginxRtmp, nginx_in
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db


def key(number: int) -> Key:
    return Key(What.RELAY, number, 1)


def line(number: int, priority: int = 2, **more: Any) -> Line:
    return replace(Line(key(number), priority, 1000.0, 1000.0, to=f"rtmp://{number}"), **more)


@dataclass
class Clock:
    """An uplink and its time in seconds."""

    uplink: Uplink
    now: float = 100.0
    told: list[set[int]] = field(default_factory=list)

    def look(self, *lines: Line, viewers: float = 0.0, over_s: float = 0.0) -> set[int]:
        """A look every half second for so long; who waits at its end."""
        until = self.now + over_s
        while True:
            self.uplink.judge(lines, viewers, self.now)
            if self.now >= until:
                return {it.id for it in self.uplink.waiting}
            self.now += 0.5


@pytest.mark.parametrize(
    ("known", "lines", "viewers", "waits"),
    [
        (0, [line(1), line(2), line(3)], 90_000.0, set()),
        (4000, [line(1), line(2), line(3)], 0.0, set()),
        (2500, [line(1), line(2), line(3)], 0.0, {3}),
        (2500, [line(1, 3), line(2), line(3)], 0.0, {1}),
        (2500, [line(1, 3), line(2), line(3, 1)], 1000.0, {1, 2}),
        (3000, [line(1, needs=2500.0), line(2, needs=2500.0), line(3, 3, needs=300.0)], 0.0, {2}),
        (500, [line(1), line(2)], 0.0, {2}),
        (500, [line(1, 2), line(2, 1)], 99_000.0, {1}),
    ],
    ids=["nothing known", "all fits", "the last", "the lowest", "viewers first", "a small one fits",
         "the first always", "the first by priority"],
)  # fmt: skip
def test_who_waits(known: float, lines: list[Line], viewers: float, waits: set[int]) -> None:
    assert Clock(Uplink(known)).look(*lines, viewers=viewers) == waits


def test_what_sends_waits_only_after_some_seconds_over_and_is_back_well_under() -> None:
    clock = Clock(Uplink(3000.0))
    both = [line(1), line(2, 3)]
    assert clock.look(*both) == set()
    assert clock.look(*both, viewers=1000.0, over_s=WAITS_AFTER_S - 0.5) == set()
    assert clock.look(*both) == set()  # a moment of it is forgotten
    assert clock.look(*both, viewers=1000.0, over_s=WAITS_AFTER_S) == {2}
    assert clock.look(*both, viewers=800.0, over_s=2 * BACK_AFTER_S) == {2}  # between enough and too much
    assert clock.look(*both, over_s=BACK_AFTER_S - 0.5) == {2}
    assert clock.look(*both, over_s=0.5) == set()


def test_one_that_has_not_begun_does_not_begin_where_there_is_no_room() -> None:
    clock = Clock(Uplink(1500.0))
    assert clock.look(line(1)) == set()
    assert clock.look(line(1), line(2, 3)) == {2}


def test_a_shortage_is_measured_where_nobody_said_what_the_uplink_is() -> None:
    clock = Clock(Uplink())
    short = [line(number, number, flows=500.0, short=True) for number in (1, 2, 3)]
    assert clock.look(*short, over_s=SHORT_AFTER_S - 0.5) == set()
    assert clock.look(*short, over_s=0.5 + WAITS_AFTER_S + 0.5) == {2, 3}
    assert clock.uplink.measured == 1500.0
    calm = [line(1, 1), line(2, 2, flows=0.0), line(3, 3, flows=0.0)]
    assert clock.look(*calm, over_s=TRY_MORE_EVERY_S) == {2, 3}
    assert clock.look(*calm, over_s=9 * TRY_MORE_EVERY_S) == set()  # a tenth more a minute, till all fits
    assert clock.uplink.measured is None


@pytest.mark.parametrize(
    "lines",
    [
        [line(1, flows=500.0, short=True), line(2), line(3)],
        [line(number, flows=500.0, short=True, to="rtmp://one") for number in (1, 2, 3)],
    ],
    ids=["one page", "one platform"],
)
def test_a_page_or_a_platform_that_is_slow_is_not_the_uplink(lines: list[Line]) -> None:
    clock = Clock(Uplink())
    assert clock.look(*lines, over_s=4 * SHORT_AFTER_S) == set()
    assert clock.uplink.measured is None


def test_viewers_are_those_of_all_web_processes_that_are_there() -> None:
    folder = settings.ENV.run_dir / "viewers"
    viewers.Teller().tell({7: 3, 8: 0})
    (folder / "1.json").write_text(json.dumps({"7": 2}))
    (folder / "2.json").write_text("[broken")
    gone = folder / "3.json"
    gone.write_text(json.dumps({"7": 100}))
    old = time.time() - viewers.FRESH_S - 1
    os.utime(gone, (old, old))
    assert viewers.counted() == {7: 5}
    assert not gone.exists()
    for path in folder.iterdir():
        path.unlink()


def test_a_disk_that_cannot_be_written_disturbs_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewers, "_folder", lambda: Path("/proc/nowhere"))
    viewers.Teller().tell({7: 3})
    assert viewers.counted() == {}


@pytest.mark.servers
@pytest.mark.django_db(transaction=True)
async def test_a_low_page_waits_for_the_uplink_says_so_and_comes_back(
    stage: Stage, test_card: Source, make_page: MakePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uplink, "BACK_AFTER_S", 1.0)
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, uplink_kbps=100))
    with nginx_in(tmp_path / "page") as server:
        low, first = await db(lambda: _pages(make_page, server))
        await stage.add(low, first)
        await stage.start(test_card)
        await stage.running(first)
        await stage.until(lambda: stage.relay(low).state == "waiting")
        assert (await db(stage.relay, low)).waits_for == "uplink"
        assert server.bytes_in("sau") == 0
        told = await stage.until(lambda: WorkerHeartbeat.objects.get().uplink)
        assert told is not None
        assert (told["known_kbps"], told["waiting"]) == (100, 1)
        monkeypatch.setattr(settings, "ENV", replace(settings.ENV, uplink_kbps=90_000))
        await stage.until(lambda: server.bytes_in("sau") > 100_000)
        await stage.running(first, low)


def _pages(make_page: MakePage, server: NginxRtmp) -> list[Page]:
    return [
        make_page(name, address=server.address, stream_key=word, priority=priority)
        for name, word, priority in (("A sau cùng", "sau", 3), ("B trước hết", "truoc", 1))
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "status"), [(1, 200), (3, 200), (0, 400), (4, 400), ("cao", 400)])
def test_a_page_has_one_of_three_priorities(
    house: House, technician: User, make_page: MakePage, said: object, status: int
) -> None:
    api, url = house.client(technician), f"/api/v1/pages/{make_page().pk}/"
    answer = api.patch(url, {"priority": said}, format="json")
    assert answer.status_code == status
    assert api.get(url).json()["priority"] == (said if status == 200 else 2)
