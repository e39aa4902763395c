"""What the worker remembers, and the words that people see: tables without a process."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from streaming.enums import ProgramPhase, RelayPhase
from streaming.host.child import State
from streaming.host.progress import Report
from streaming.worker.ends import Moment, fold
from streaming.worker.memory import Memory
from streaming.worker.phases import flowing, program_phase, relay_phase
from streaming.worker.plan import Key, What
from streaming.worker.timeline import Timeline, restored
from streaming.worker.unit import BEFORE_MY_TIME, STANDS_AFTER_S, Unit

P, R, CAP = Key(What.PROGRAM, 1, 1), Key(What.RELAY, 7, 1), Key(What.CAP, 800, 1)
WALL = datetime(2027, 4, 16, tzinfo=UTC)
NOW = Moment(1000.0, WALL)


def report(**more: Any) -> Report:
    given: Any = {"out_s": 5.0, "fps": 30.0, "bytes": 10**6, "kbps": 2500.0, "age_s": 0.1} | more
    made: Report = given
    return made


def view(key: Key = R, **more: Any) -> State:
    given: Any = {
        "key": str(key),
        "run": 1,
        "pid": 99,
        "meta": {},
        "started_at": 0.0,
        "age_s": 5.0,
        "progress": report(),
        "stopping": False,
        "exit": None,
        "tail": [],
    } | more
    made: State = given
    return made


def ended(code: int = 1, asked: str = "", lived_s: float = 5.0, *tail: str) -> dict[str, Any]:
    return {"exit": {"code": code, "asked": asked, "lived_s": lived_s}, "tail": list(tail)}


def unit(key: Key, seen: State | None = None, **more: Any) -> Unit:
    return Unit(key, view=seen, **more)


PROGRAMS = [
    ("never started", None, False, False, False, ProgramPhase.IDLE),
    ("stopped", None, False, False, True, ProgramPhase.STOPPED),
    ("ending", unit(P, view(P)), False, False, True, ProgramPhase.STOPPING),
    ("asked for", None, True, False, True, ProgramPhase.STARTING),
    ("no segment yet", unit(P, view(P)), True, False, True, ProgramPhase.STARTING),
    ("flowing", unit(P, view(P)), True, True, True, ProgramPhase.RUNNING),
    ("waiting to try again", unit(P, failures=1), True, False, True, ProgramPhase.BACKOFF),
    ("a file that is gone", unit(P, given_up="1", error_code="source_missing"), True, False, True, "failed"),
    ("played to its end", unit(P, given_up="1", error_code="source_ended"), True, False, True, "ended"),
]
RELAYS = [
    ("off", None, False, True, RelayPhase.OFF),
    ("ending", unit(R, view()), False, True, RelayPhase.STOPPING),
    ("no program yet", None, True, False, RelayPhase.WAITING),
    ("failed before, no program now", unit(R, failures=2), True, False, RelayPhase.WAITING),
    ("starting", None, True, True, RelayPhase.STARTING),
    ("connecting", unit(R, view(progress=None)), True, True, RelayPhase.STARTING),
    ("first bytes prove little", unit(R, view(age_s=0.4)), True, True, RelayPhase.STARTING),
    ("flowing", unit(R, view()), True, True, RelayPhase.RUNNING),
    ("goes on through a quick restart of the program", unit(R, view()), True, False, RelayPhase.RUNNING),
    ("no rate is known yet", unit(R, view(progress=report(kbps=None))), True, True, RelayPhase.RUNNING),
    ("nothing left for five seconds", unit(R, view(progress=report(kbps=0.0))), True, True, "waiting"),
    ("the source has ended", unit(R, view(progress=report(kbps=0.0))), True, False, "waiting"),
    ("its process says nothing any more", unit(R, view(progress=report(age_s=5.1))), True, True, "waiting"),
    ("waiting to try again", unit(R, failures=1), True, True, RelayPhase.BACKOFF),
    ("needs a person", unit(R, given_up="1"), True, True, RelayPhase.FAILED),
]


@pytest.mark.parametrize("row", PROGRAMS, ids=[row[0] for row in PROGRAMS])
def test_the_word_for_a_program(row: tuple[str, Unit | None, bool, bool, bool, str]) -> None:
    _, seen, wanted, has_segment, been_on_air, word = row
    assert program_phase(seen, wanted, has_segment, been_on_air) == word


@pytest.mark.parametrize("row", RELAYS, ids=[row[0] for row in RELAYS])
def test_the_word_for_a_relay(row: tuple[str, Unit | None, bool, bool, str]) -> None:
    _, seen, wanted, program_runs, word = row
    assert relay_phase(seen, wanted, program_runs) == word


FLOWS = [
    ("it drains", {"queued": 9, "kbps": 900.0, "still_s": 0.0}, True),
    ("a pause between two segments", {"queued": 9, "kbps": 900.0, "still_s": 2.0}, True),
    ("nothing leaves", {"queued": 9, "kbps": 400.0, "still_s": 3.0}, False),
    ("no rate is known yet", {"queued": 0, "kbps": None, "still_s": 0.0}, False),
    ("its socket cannot be seen", None, True),
]


@pytest.mark.parametrize("row", FLOWS, ids=[row[0] for row in FLOWS])
def test_flowing_means_that_bytes_leave(row: tuple[str, Any, bool]) -> None:
    _, flow, flows = row
    seen = unit(R, view(flow=flow))
    assert flowing(seen, RelayPhase.RUNNING) is flows
    assert flowing(seen, RelayPhase.WAITING) is None


def test_a_relay_whose_peer_takes_nothing_for_five_seconds_is_stalled() -> None:
    flow = {"queued": 9, "kbps": 0.0, "still_s": 4.9}
    assert not unit(R, view(flow=flow)).stalled
    assert unit(R, view(flow=flow | {"still_s": 5.0})).stalled
    assert not unit(R, view(flow=flow | {"still_s": 5.0}, **ended())).stalled


def test_a_copy_that_writes_nothing_hangs_unless_the_program_itself_stands() -> None:
    copy = unit(CAP, view(CAP))
    for now, should, stands in [
        (0.0, True, False),
        (STANDS_AFTER_S - 1, True, False),
        (STANDS_AFTER_S, True, True),
        (STANDS_AFTER_S + 1, False, False),
        (STANDS_AFTER_S + 2, True, False),
    ]:
        copy.watch(should, now)
        assert (copy.stands, copy.stalled) == (stands, stands), now
    copy.view = view(CAP, progress=report(out_s=6.0))
    copy.watch(True, 99.0)
    assert not copy.stalled


def test_a_copy_that_was_cut_begins_anew_at_once() -> None:
    memory = Memory({CAP: unit(CAP, view(CAP))})
    fold(memory, {CAP: view(CAP, **ended(-9, "stalled"))}, NOW)
    assert (memory.unit(CAP).error_code, memory.unit(CAP).not_before) == ("cap_failed", 1000.2)


def test_an_end_is_counted_once_however_often_the_host_tells_it() -> None:
    memory, told = Memory(), {R: view(**ended(224, "", 60.0, "Broken pipe"))}
    first, second = fold(memory, told, NOW), fold(memory, told, NOW)
    assert [(end.run, end.exit_code, end.reason) for end in first] == [(1, 224, "page_closed")]
    assert second == []
    assert (memory.unit(R).failures, memory.unit(R).not_before) == (1, 1001.0)


def test_an_end_that_was_asked_for_is_no_failure() -> None:
    memory = Memory({R: unit(R, failures=3, not_before=2000.0, lives=1)})
    (end,) = fold(memory, {R: view(**ended(255, "worker"))}, NOW)
    assert (end.exit_code, end.reason) == (255, "asked")
    assert (memory.unit(R).failures, memory.unit(R).not_before) == (0, 0.0)


def test_a_host_that_vanishes_takes_its_children_along() -> None:
    memory = Memory({R: unit(R, view())})
    fold(memory, {}, NOW)
    assert (memory.unit(R).alive, memory.unit(R).error_code) == (False, "host_lost")


def test_thirty_steady_seconds_forgive_the_failures_before() -> None:
    memory = Memory({R: unit(R, failures=5)})
    fold(memory, {R: view(age_s=29.0)}, NOW)
    assert memory.unit(R).failures == 5
    fold(memory, {R: view(age_s=30.0)}, NOW)
    assert memory.unit(R).failures == 0


def test_what_waiting_cannot_heal_is_given_up_until_a_person_asks_again() -> None:
    seen = unit(R)
    seen.wish("key:1")
    seen.failed("key_unreadable", 1000.0, WALL, 0.5)
    assert seen.given_up == "key:1"
    seen.wish("key:1")
    assert seen.given_up == "key:1"
    seen.wish("key:2")
    assert seen.given_up is None
    assert (seen.failures, seen.not_before) == (0, 0.0)


def test_what_an_earlier_worker_saw_give_up_is_not_tried_again_by_the_next() -> None:
    seen = unit(R, given_up=BEFORE_MY_TIME)
    seen.wish("key:1")
    assert seen.given_up == "key:1"


def test_the_streams_time_goes_on_through_a_restart() -> None:
    line, seen = Timeline(), unit(P, view(P, meta={"clock_s": 105.0}))
    assert line.next_offset(5.0) == 0.0
    line.follow(seen, 1000.0)
    assert line.end_s == 105.0
    assert line.next_offset(1003.0) == pytest.approx(105.0 + 3.0)
    assert line.next_offset(0.0) > line.end_s  # a clock that went back makes no overlap


def test_after_a_reboot_the_wall_clock_tells_the_gap() -> None:
    assert restored(50.0, 900.0, 7.0, 1000.0).mono == 900.0
    assert restored(50.0, 99_000.0, 7.0, 1000.0).next_offset(1000.0) == pytest.approx(57.0)
