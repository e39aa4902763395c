"""What happens when, by the length and the number of pages."""

from __future__ import annotations

import pytest

from streaming.drill.script import REST_S, ROUND_S, SETTLES_S, cues, script
from streaming.enums_drill import PAGE_FAULTS, Fault


@pytest.mark.parametrize("length", [20.0, 120.0, 900.0])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 17])
def test_everything_begins_after_the_start_has_settled_and_is_made_good_before_the_end(
    length: float, count: int
) -> None:
    for deed in script(length, Fault.values, list(range(count))):
        assert SETTLES_S <= deed.at_s <= deed.until_s < length, deed


def test_the_most_important_page_is_left_alone_where_there_is_another() -> None:
    assert {it.relay for it in script(120, PAGE_FAULTS, [1, 2, 3])} == {2, 3}
    assert {it.relay for it in script(120, PAGE_FAULTS, [1])} == {1}


def test_no_page_has_two_faults_at_a_time() -> None:
    for count in (1, 2, 3, 5):
        deeds = [it for it in script(120, PAGE_FAULTS, list(range(count))) if it.relay is not None]
        for one in deeds:
            others = [it for it in deeds if it.relay == one.relay and it is not one]
            assert all(it.until_s <= one.at_s or it.at_s >= one.until_s for it in others)


@pytest.mark.parametrize("length", [60.0, 90.0, 120.0, 900.0])
def test_between_two_faults_a_page_is_sent_to_long_enough_to_be_known_as_well(length: float) -> None:
    deeds = [it for it in script(length, PAGE_FAULTS, [1, 2, 3]) if it.relay is not None]
    for one in deeds:
        later = [it.at_s for it in deeds if it.relay == one.relay and it.at_s > one.at_s]
        assert all(at - one.until_s >= REST_S - 0.01 for at in later)


def test_what_finds_no_time_is_not_tried_rather_than_tried_too_shortly() -> None:
    short = script(20, PAGE_FAULTS, [1, 2])
    assert [it.what for it in short] == [Fault.REFUSE_KEY]
    assert len(script(120, PAGE_FAULTS, [1, 2])) == 4
    assert all(it.until_s - it.at_s >= ROUND_S * 0.8 for it in script(120, PAGE_FAULTS, [1, 2]))


def test_a_page_that_hangs_up_does_so_more_than_once_in_its_time() -> None:
    (deed,) = script(60, [Fault.DROP], [1, 2])
    every = float(deed.behaviour.removeprefix("drop:"))
    assert 2 * every <= deed.until_s - deed.at_s


def test_without_faults_nothing_is_broken_and_the_rundown_is_walked_all_the_same() -> None:
    assert script(120, [], [1, 2]) == []
    moments = cues(120, 4)
    assert moments == sorted(moments)
    assert (len(moments), len(cues(120, 0))) == (4, 0)
    assert moments[-1] < 120
