"""The host with real processes: it owns them whatever they do."""

from __future__ import annotations

import errno
import json
import os
import signal
from pathlib import Path

import pytest

from streaming.host import record
from streaming.host.server import Host
from streaming.worker.fleet import Fleet
from streaming.worker.link import HostRefused
from streaming.worker.plan import Key, What
from tests.streaming.children import KEY, PYTHON, STUBBORN, WAITS, ended, host_of, order
from tests.waiting import eventually, eventually_async


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


async def test_a_child_that_cannot_be_watched_does_not_live(monkeypatch: pytest.MonkeyPatch) -> None:
    pids = []

    def full(pid: int) -> int:
        pids.append(pid)
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "pidfd_open", full)
    host = Host("relays", 8.0)
    start = {"id": 1, "do": "start", "key": "a", "run": 1, "argv": WAITS}
    assert host.answer(json.dumps(start).encode())["error"] == "start failed: Too many open files"
    assert (len(pids), host.children) == (1, {})
    assert record.start_time(pids[0]) is None


async def test_a_guard_that_cannot_listen_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("streaming.host.server.Guard", full)
    guard = {"allow_lan": True, "allowed": []}
    start = {"id": 1, "do": "start", "key": "a", "run": 1, "argv": WAITS, "guard": guard}
    answer = Host("relays", 8.0).answer(json.dumps(start).encode())
    assert (answer["ok"], answer["error"]) == (False, "start failed: Too many open files")


async def test_a_child_has_the_usual_number_of_descriptors(fleet: Fleet) -> None:
    said = "import resource, sys; sys.stderr.write(str(resource.getrlimit(resource.RLIMIT_NOFILE)[0]))"
    await fleet.start(order([*PYTHON, said]))
    (told,) = (await ended(fleet))["tail"]
    assert 0 < int(told) <= 1024


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
