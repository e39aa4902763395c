"""What the machine carries: read from /proc, kept for a quarter of an hour, answered in columns."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from events.models import Ceremony, User
from streaming import load
from streaming.models import LoadSample
from streaming.worker.loading import Load
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from streaming.worker.ticks import Ticks, look, used
from streaming.worker.unit import Unit
from tests.people import House

BEGAN = datetime(2026, 4, 25, 1, 0, tzinfo=UTC)


def proc(folder: Path, cpu: str, **processes: str) -> Path:
    """A /proc with one line of all processors and processes by pid: "parent user system"."""
    folder.mkdir(exist_ok=True)
    (folder / "stat").write_text(f"cpu  {cpu} 0 0\ncpu0 {cpu} 0 0\n")
    for name, said in processes.items():
        parent, user, system = said.split()
        process = folder / name.lstrip("p")
        process.mkdir(exist_ok=True)
        fields = f"{process.name} (a (b) c) S {parent} " + "0 " * 9 + f"{user} {system} 0 0"
        (process / "stat").write_text(fields)
    return folder


def test_percent_is_of_all_processors_between_two_looks_and_ours_is_what_descends_from_us(
    tmp_path: Path,
) -> None:
    #                                  user nice system idle iowait irq softirq steal
    before = look({10}, proc(tmp_path, "100 0 100 700 100 0 0 0", p10="1 20 5", p11="10 50 0", p12="1 90 9"))
    after = look({10}, proc(tmp_path, "150 0 150 750 150 0 0 0", p10="1 20 5", p11="10 90 10", p13="11 10 0"))
    assert before is not None and set(before.own) == {10, 11}
    assert used(before, after) == (50.0, 30.0)  # 200 ticks passed; 50 + 10 of ours, 13 began meanwhile


def test_what_is_not_known_is_not_a_zero(tmp_path: Path) -> None:
    assert look({1}, tmp_path / "nowhere") is None
    assert used(None, Ticks(5, 1, {})) == (None, None)
    assert used(Ticks(5, 1, {}), Ticks(5, 1, {})) == (None, None)
    broken = proc(tmp_path / "broken", "1 2 x")
    assert look({1}, broken) is None


def test_processes_that_end_while_they_are_read_or_form_a_ring_are_survived(tmp_path: Path) -> None:
    found = look({7}, proc(tmp_path, "1 1 1 1 1 1 1 1", p7="1 1 1", p20="21 5 5", p21="20 5 5", p22="99 1 1"))
    (tmp_path / "8").mkdir()  # its stat is gone
    assert found is not None and found.own == {7: 2}
    again = look({7}, tmp_path)
    assert again is not None and again.own == {7: 2}


def test_this_very_machine_is_read() -> None:
    now = look({os.getpid()})
    assert now is not None and now.total > now.idle > 0 and os.getpid() in now.own


def sample(node: str, at: datetime, **given: Any) -> LoadSample:
    return LoadSample(node=node, at=at, cores=2, machine_pct=10.0, own_pct=5.0, **given)


@pytest.mark.django_db
def test_no_more_is_kept_than_a_quarter_of_an_hour_whoever_wrote_it() -> None:
    load.keep(sample("gone", BEGAN))
    for step in range(load.KEPT + 60):
        load.keep(sample("here", BEGAN + timedelta(seconds=load.EVERY_S * step)))
    assert LoadSample.objects.filter(node="here").count() == load.KEPT
    assert not LoadSample.objects.filter(node="gone").exists()


@pytest.mark.django_db
def test_a_clock_that_was_put_back_leaves_no_sample_of_a_time_to_come() -> None:
    load.keep(sample("here", BEGAN))
    load.keep(sample("there", BEGAN))
    load.keep(sample("here", BEGAN - timedelta(minutes=5)))
    kept = set(LoadSample.objects.values_list("node", "at"))
    assert kept == {("here", BEGAN - timedelta(minutes=5)), ("there", BEGAN)}


@pytest.mark.django_db
def test_the_answer_has_columns_by_machine_and_only_what_came_after(
    house: House, technician: User, ceremony: Ceremony
) -> None:
    api, now = house.client(technician), timezone.now().replace(microsecond=0)
    url = f"/api/v1/ceremonies/{ceremony.slug}/broadcast/load/"
    assert api.get(url).json()["machines"] == []
    for ago, kbps in ((1000, 1.0), (60, 2500.04), (5, 5000.0)):
        LoadSample.objects.bulk_create([sample("a", now - timedelta(seconds=ago), pages_kbps=kbps)])
    load.keep(sample("b", now, limit_kbps=20_000.0))

    body = api.get(url).json()
    assert (body["every_s"], body["keeps_s"]) == (5.0, 900)
    first, second = body["machines"]
    stamps = [round(now.timestamp()) - 60, round(now.timestamp()) - 5]
    assert (first["node"], first["at"], first["pages_kbps"]) == ("a", stamps, [2500.0, 5000.0])
    assert (second["node"], second["limit_kbps"], second["cores"]) == ("b", [20_000.0], 2)
    later = api.get(url, {"after": stamps[0]}).json()["machines"]
    assert [(it["node"], it["at"]) for it in later] == [("a", stamps[1:]), ("b", [round(now.timestamp())])]


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["x", "-1", "1e400", "9999999999", "nan", "\x00"])
def test_a_moment_that_is_none_is_refused_in_words(
    house: House, technician: User, ceremony: Ceremony, after: str
) -> None:
    answer = house.client(technician).get(
        f"/api/v1/ceremonies/{ceremony.slug}/broadcast/load/", {"after": after}
    )
    assert answer.status_code == 400 and answer.json()["fields"]["after"]


def sending(pk: int, kbps: float, alive: bool = True) -> Unit:
    view: Any = {"exit": None if alive else 0, "progress": {"kbps": kbps}, "stopping": False}
    return Unit(Key(What.RELAY, pk, 1), view=view)


@pytest.mark.django_db(transaction=True)
async def test_a_sample_sums_what_leaves_to_pages_and_falls_when_one_ends(tmp_path: Path) -> None:
    memory = Memory(units={unit.key: unit for unit in (sending(1, 2400.0), sending(2, 2600.0))})
    memory.uplink.viewers, memory.uplink.known = 750.0, 9000.0
    sampler = Load("here", lambda: memory, lambda: {os.getpid()})
    await sampler.sample()
    memory.units[Key(What.RELAY, 2, 1)] = sending(2, 2600.0, alive=False)
    await sampler.sample()
    first, second = [row async for row in LoadSample.objects.order_by("id")]
    assert (first.pages_kbps, first.viewers_kbps, first.limit_kbps) == (5000.0, 750.0, 9000.0)
    assert (first.machine_pct, first.own_pct) == (None, None)  # a percentage is between two looks
    assert second.pages_kbps == 2400.0
