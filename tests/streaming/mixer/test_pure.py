"""The chooser, the clock and the drift control, as tables."""

from __future__ import annotations

import pytest

from streaming.mixer.chooser import Chooser, Health
from streaming.mixer.clock import Schedule
from streaming.mixer.drift import MOST, Drift

GOOD, WEAK, GONE = Health(True, False), Health(False, False), Health(False, True)
ORDER = ("main", "backup")
Step = tuple[float, Health, Health, str | None]  # time, main, backup → on air

STORIES: dict[str, list[Step]] = {
    "main is there": [(0, GOOD, GOOD, "main"), (1, GOOD, GOOD, "main")],
    "nobody is there yet": [(0, WEAK, WEAK, None), (9, WEAK, WEAK, None), (10, GOOD, WEAK, "main")],
    "the backup comes first": [(0, WEAK, GOOD, "backup"), (0.5, GOOD, GOOD, "main")],
    "a moment of nothing is waited out": [
        (0, GOOD, GOOD, "main"),
        (1, WEAK, GOOD, "main"),
        (1.5, GOOD, GOOD, "main"),
    ],
    "main lost: backup, and back after 3 s steady": [
        (0, GOOD, GOOD, "main"),
        (1, GONE, GOOD, "backup"),
        (2, GOOD, GOOD, "backup"),
        (4.9, GOOD, GOOD, "backup"),
        (5, GOOD, GOOD, "main"),
    ],
    "steady begins anew after every stumble": [
        (0, GOOD, WEAK, "main"),
        (1, GONE, WEAK, None),
        (2, GOOD, WEAK, None),
        (4, WEAK, WEAK, None),
        (4.1, GOOD, WEAK, None),
        (7, GOOD, WEAK, None),
        (7.1, GOOD, WEAK, "main"),
    ],
    "both lost: the slate, and the first that is steady": [
        (0, GOOD, GOOD, "main"),
        (1, GONE, GOOD, "backup"),
        (2, GONE, GONE, None),
        (3, GONE, GOOD, None),
        (6, GOOD, GOOD, "backup"),
        (9, GOOD, GOOD, "main"),
    ],
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES.keys())
def test_who_is_on_air(story: list[Step]) -> None:
    chooser = Chooser()
    seen = [chooser.step(at, ORDER, {"main": one, "backup": two}, False) for at, one, two, _ in story]
    assert seen == [expected for *_, expected in story]


def test_the_red_button_shows_the_slate_at_once_and_gives_back_at_once() -> None:
    chooser, healths = Chooser(), {"main": GOOD}
    shown = [
        chooser.step(at, ["main"], healths, slate) for at, slate in ((0, False), (1, True), (1.1, False))
    ]
    assert shown == ["main", None, "main"]


def test_a_take_is_a_cut_and_who_is_taken_by_hand_need_not_be_steady_first() -> None:
    chooser = Chooser()
    chooser.step(0, ORDER, {"main": GOOD, "backup": GOOD}, False)
    chooser.step(1, ORDER, {"main": GOOD, "backup": GONE}, False)
    chooser.step(2, ORDER, {"main": GOOD, "backup": GOOD}, False)
    assert chooser.step(2.1, ["backup", "main"], {"main": GOOD, "backup": GOOD}, False) == "main"
    chooser.forgive("backup")
    assert chooser.step(2.2, ["backup", "main"], {"main": GOOD, "backup": GOOD}, False) == "backup"


def test_a_source_taken_away_makes_room_for_the_next() -> None:
    chooser = Chooser()
    chooser.step(0, ORDER, {"main": GOOD, "backup": GOOD}, False)
    assert chooser.step(1, ["backup"], {"backup": GOOD}, False) == "backup"
    assert chooser.why == "source removed"
    assert chooser.step(2, [], {}, False) is None


def test_ticks_keep_their_schedule_however_late_each_is_looked_at() -> None:
    clock, now, ticks = Schedule(10.0, 30), 10.0, 0
    for late in (0.0, 0.004, 0.02, 0.011) * 75:
        now = max(now, clock.next_at + late)
        ticks += clock.due(now)
    assert ticks == 300
    assert clock.next_at == pytest.approx(20.0)
    assert clock.late == 0


def test_a_stall_is_caught_up_and_counted_but_only_two_seconds_of_it() -> None:
    clock = Schedule(0.0, 30)
    assert clock.due(0.0)
    caught = sum(clock.due(5.0) for _ in range(1000))
    assert caught == 61
    assert clock.late == 59
    assert clock.report()["slipped_s"] == pytest.approx(5.0 - 1 / 30 - 2.0, abs=0.001)


def drifted(drift: Drift, level_s: float, ticks: int) -> float:
    rate = 1.0
    for _ in range(ticks):
        rate = drift.step(level_s, 1.0)
    return rate


@pytest.mark.parametrize(
    ("level_s", "expected"),
    [(1.0, 1.0), (1.04, 1.0), (1.05, 1.005), (0.953, 0.9953), (2.0, 1 + MOST), (0.2, 1 - MOST)],
)
def test_the_rate_answers_what_is_too_much_or_too_little(level_s: float, expected: float) -> None:
    assert drifted(Drift(30), level_s, 200) == pytest.approx(expected)


def test_hiccups_are_not_drift() -> None:
    drift = Drift(30)
    rates = [drift.step(0.4 if at % 150 > 132 else 1.0, 1.0) for at in range(1800)]
    assert set(rates) == {1.0}


def test_a_sender_that_we_pace_is_never_played_faster() -> None:
    assert drifted(Drift(30, only_slower=True), 2.0, 200) == 1.0
    assert drifted(Drift(30, only_slower=True), 0.9, 200) < 1.0
