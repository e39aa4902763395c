"""The host with real processes: it owns them whatever they do, and whatever becomes of whom."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from streaming import hosts
from streaming.host import record
from streaming.host.record import Record
from streaming.worker.fleet import Fleet, Order
from streaming.worker.link import HostLink, HostRefused
from streaming.worker.plan import Key, What
from tests.waiting import eventually, eventually_async

KEY = Key(What.RELAY, 1, 1)
PYTHON = [sys.executable, "-u", "-c"]
WAITS = [*PYTHON, "import signal; signal.pause()"]
STUBBORN = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stderr.write("ready\\n")
while True: signal.pause()
"""


@pytest.fixture
def run_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    hosts.end_all(tmp_path, 2.0)


@pytest.fixture
async def fleet(run_dir: Path) -> AsyncIterator[Fleet]:
    made = Fleet(run_dir, lambda: None)
    yield made
    await made.close()


def order(argv: list[str], run: int = 1, key: Key = KEY, **more: Any) -> Order:
    return Order(key, run, argv, {"spec": "s"}, **more)


async def ended(fleet: Fleet, key: Key = KEY) -> Any:
    """The child's state once it has ended."""

    async def look() -> Any:
        state = (await fleet.look()).get(key)
        return state if state and state["exit"] else None

    return await eventually_async(look, within_s=10)


def host_of(run_dir: Path, name: str = hosts.RELAYS) -> Record:
    (found,) = [known for known in hosts.found(run_dir) if known.name == name]
    return found


async def test_the_true_exit_code_and_the_last_words_are_kept(fleet: Fleet) -> None:
    await fleet.start(order([*PYTHON, "import sys; sys.stderr.write('tạm biệt'); sys.exit(7)"]))
    state = await ended(fleet)
    assert (state["exit"]["code"], state["exit"]["asked"], state["tail"]) == (7, "", ["tạm biệt"])


async def test_kill_9_of_one_child_leaves_the_others(fleet: Fleet) -> None:
    other = Key(What.RELAY, 2, 1)
    one = await fleet.start(order(WAITS))
    two = await fleet.start(order(WAITS, key=other))
    os.kill(one["pid"], signal.SIGKILL)
    assert (await ended(fleet))["exit"]["code"] == -9
    assert (await fleet.look())[other]["exit"] is None
    assert record.start_time(two["pid"])


async def test_a_key_that_runs_is_never_started_a_second_time(fleet: Fleet) -> None:
    await fleet.start(order(WAITS))
    with pytest.raises(HostRefused, match="running"):
        await fleet.start(order(WAITS, run=2))


async def test_an_end_is_kept_until_it_is_forgotten(fleet: Fleet) -> None:
    await fleet.start(order([*PYTHON, "pass"]))
    await ended(fleet)
    with pytest.raises(HostRefused, match="not forgotten"):
        await fleet.start(order(WAITS, run=2))
    await fleet.forget(KEY, 1)
    await fleet.start(order(WAITS, run=2))


async def test_a_program_that_is_not_there_is_refused_with_a_reason(fleet: Fleet) -> None:
    with pytest.raises(HostRefused, match="No such file"):
        await fleet.start(order(["/khong/co"]))


async def test_a_child_that_ignores_term_is_killed_after_its_deadline(fleet: Fleet) -> None:
    await fleet.start(order([*PYTHON, STUBBORN], extra={"term_deadline_s": 0.3}))

    async def ready() -> bool:
        return (await fleet.look())[KEY]["tail"] == ["ready"]

    await eventually_async(ready, within_s=5)
    await fleet.stop(KEY)
    state = await ended(fleet)
    assert (state["exit"]["code"], state["exit"]["asked"]) == (-9, "worker")


async def test_a_flood_on_stderr_neither_blocks_the_child_nor_fills_the_host(
    fleet: Fleet, run_dir: Path
) -> None:
    flood = "import sys\nfor n in range(400000): sys.stderr.write(f'{n} ' + 'x' * 100 + '\\n')"
    await fleet.start(order([*PYTHON, flood]))
    state = await ended(fleet)
    assert state["exit"]["code"] == 0
    assert len(state["tail"]) == 40
    assert state["tail"][-1].startswith("399999 ")
    assert resident_mb(host_of(run_dir).pid) < 60


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def test_grandchildren_go_with_the_child(fleet: Fleet) -> None:
    await fleet.start(order(["/bin/sh", "-c", "sleep 600 & echo $! >&2; wait"]))

    async def told() -> int:
        tail = (await fleet.look())[KEY]["tail"]
        return int(tail[0]) if tail else 0

    grandchild = await eventually_async(told, within_s=5)
    await fleet.stop(KEY)
    await ended(fleet)
    eventually(lambda: record.start_time(grandchild) is None, within_s=3)


async def test_secrets_never_leave_the_host_but_to_the_child(fleet: Fleet) -> None:
    words = "import sys; sys.stderr.write('rtmp://a.vn/live/khoa-bi-mat refused\\n')"
    await fleet.start(order([*PYTHON, words], mask=("khoa-bi-mat",)))
    assert (await ended(fleet))["tail"] == ["rtmp://a.vn/live/••• refused"]


async def test_nothing_of_the_servers_environment_reaches_a_child(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "bi-mat")
    monkeypatch.setenv("http_proxy", "http://elsewhere")
    await fleet.start(order([*PYTHON, "import os, sys; sys.stderr.write(' '.join(sorted(os.environ)))"]))
    (names,) = (await ended(fleet))["tail"]
    assert not {"SECRET_KEY", "http_proxy"} & set(names.split())


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
