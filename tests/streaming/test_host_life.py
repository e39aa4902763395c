"""Hosts that are killed, frozen, left alone, adopted; records that lie; commands that are none."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from streaming import hosts
from streaming.host import record
from streaming.host.record import Record
from streaming.worker import link
from streaming.worker.fleet import Fleet
from streaming.worker.link import HostLink, HostRefused
from streaming.worker.plan import Key, What
from tests.streaming.children import KEY, PYTHON, STUBBORN, WAITS, ended, host_of, order
from tests.waiting import eventually, eventually_async


async def test_the_next_worker_adopts_what_runs(fleet: Fleet, run_dir: Path) -> None:
    started = await fleet.start(order(WAITS, run=41))
    await fleet.close()
    heir = Fleet(run_dir, lambda: None)
    state = (await heir.look())[KEY]
    await heir.close()
    assert (state["pid"], state["run"], state["meta"]) == (started["pid"], 41, {"spec": "s"})


async def test_kill_9_of_a_host_takes_its_children_and_no_others(fleet: Fleet, run_dir: Path) -> None:
    program = Key(What.PROGRAM, 1, 1)
    relay = await fleet.start(order(WAITS))
    encoder = await fleet.start(order(WAITS, key=program))
    os.kill(host_of(run_dir).pid, signal.SIGKILL)
    eventually(lambda: record.start_time(relay["pid"]) is None, within_s=3)
    assert set(await fleet.look()) == {program}
    assert record.start_time(encoder["pid"])
    again = await fleet.start(order(WAITS, run=2))
    assert set(await fleet.look()) == {program, KEY}
    assert again["pid"] != relay["pid"]


async def test_without_a_heartbeat_the_lease_ends_the_children_and_then_the_host(
    run_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "RELAYS_LEASE_S", 1.0)
    fleet = Fleet(run_dir, lambda: None)
    started = await fleet.start(order(WAITS))
    host = host_of(run_dir)
    eventually(lambda: record.start_time(started["pid"]) is None, within_s=5)
    assert host.alive  # a worker is connected, if frozen: it will want to know how it ended
    state = (await fleet.look())[KEY]
    assert state["exit"] == {"code": -9, "asked": "lease", "lived_s": state["exit"]["lived_s"]}  # type: ignore[index]
    await fleet.close()
    eventually(lambda: not host.alive, within_s=5)
    assert not list(hosts.folder_of(run_dir).glob("*.sock"))


async def test_who_lost_what_it_held_keeps_no_child_and_starts_none_whatever_it_says(
    fleet: Fleet, run_dir: Path
) -> None:
    held: dict[str, float | None] = {"until": time.monotonic() + 30}
    fleet.until = lambda: held
    started = await fleet.start(order(WAITS))
    await fleet.heartbeat()
    assert record.start_time(started["pid"])
    held["until"] = time.monotonic() - 0.1

    async def over() -> bool:
        await fleet.heartbeat()
        return record.start_time(started["pid"]) is None

    await eventually_async(over, within_s=5)
    assert (await ended(fleet))["exit"]["asked"] == "lease"
    await fleet.forget(KEY, 1)
    with pytest.raises(HostRefused, match="no lease"):
        await fleet.start(order(WAITS, run=2))
    held["until"] = None
    assert (await fleet.start(order(WAITS, run=2)))["pid"]


async def test_heartbeats_keep_the_children(run_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "RELAYS_LEASE_S", 1.0)
    fleet = Fleet(run_dir, lambda: None)
    started = await fleet.start(order(WAITS))
    beats = iter(range(40))

    async def beaten() -> bool:
        await fleet.heartbeat()
        return next(beats) == 39  # 40 looks of 50 ms: twice the lease

    await eventually_async(beaten, within_s=10)
    assert record.start_time(started["pid"])
    await fleet.close()


async def test_what_a_frozen_host_said_last_grows_old(
    fleet: Fleet, run_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "ANSWER_WITHIN_S", 0.2)
    says = "print('total_size=9\\nprogress=continue'); import signal; signal.pause()"
    await fleet.start(order([*PYTHON, says]))

    async def progress() -> Any:
        return (await fleet.look())[KEY]["progress"]

    await eventually_async(progress, within_s=5)
    os.kill(host_of(run_dir).pid, signal.SIGSTOP)
    before = fleet.links["relays"].answered
    assert (await progress())["age_s"] >= 0.2
    assert fleet.links["relays"].answered == before
    hosts.end_all(run_dir, 1.0)


async def test_end_all_ends_even_a_frozen_host_in_time(fleet: Fleet, run_dir: Path) -> None:
    started = await fleet.start(order([*PYTHON, STUBBORN]))
    os.kill(host_of(run_dir).pid, signal.SIGSTOP)
    hosts.end_all(run_dir, 1.0)
    assert hosts.found(run_dir) == []
    eventually(lambda: record.start_time(started["pid"]) is None, within_s=2)


def test_a_pid_that_was_used_again_is_never_signalled(run_dir: Path) -> None:
    innocent = subprocess.Popen(WAITS)
    try:
        folder = hosts.folder_of(run_dir)
        record.write(folder, Record("relays", innocent.pid, "12345", 8.0))
        hosts.kill(Record("relays", innocent.pid, "12345", 8.0))
        hosts.end_all(run_dir, 0.5)
        assert innocent.poll() is None
        assert not list(folder.glob("*.json"))
    finally:
        innocent.kill()
        innocent.wait()


def test_a_second_host_of_the_same_name_ends_at_once(run_dir: Path) -> None:
    first = hosts.spawn(run_dir, "relays")
    eventually(lambda: hosts.found(run_dir), within_s=5)
    second = hosts.spawn(run_dir, "relays")
    assert second.wait(5) == 3
    assert [known.pid for known in hosts.found(run_dir)] == [first.pid]
    hosts.end_all(run_dir, 2.0)
    assert first.wait(2) == 0


async def test_socket_and_record_are_for_this_user_alone(fleet: Fleet, run_dir: Path) -> None:
    await fleet.start(order(WAITS))
    folder = hosts.folder_of(run_dir)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    assert modes["hosts"] == 0o700
    assert {mode for name, mode in modes.items() if name.endswith((".sock", ".json"))} == {0o600}


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "null", '{"do": "rm"}', '{"do": "start"}', '{"do": "stop"}', "x" * 9999]
)
async def test_a_malformed_command_is_refused_and_the_host_lives(
    line: str, fleet: Fleet, run_dir: Path
) -> None:
    await fleet.start(order(WAITS))
    link = HostLink(host_of(run_dir), lambda: None)
    await link.connect(hosts.folder_of(run_dir))
    assert link._writer is not None
    link._writer.write(line.encode() + b"\n")
    assert (await link.ask("status"))["children"][0]["exit"] is None
    await link.close()


async def test_a_long_data_folder_is_no_obstacle(tmp_path: Path) -> None:
    deep = tmp_path / ("thu-muc-rat-dai-" * 8)
    fleet = Fleet(deep, lambda: None)
    await fleet.start(order(WAITS))
    assert KEY in await fleet.look()
    await fleet.close()
    hosts.end_all(deep, 2.0)
