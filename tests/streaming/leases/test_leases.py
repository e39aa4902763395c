"""Claiming, renewing, losing: on a real database, with moments moved by hand."""

from __future__ import annotations

import pytest

from streaming.hosts import PROGRAM_LEASE_S, RELAYS_LEASE_S
from streaming.worker.leases import (
    ALONE_GUARD_S,
    ALONE_S,
    EXPIRY_S,
    MAKER_S,
    STALE_S,
    Leases,
    NameTaken,
)
from tests.streaming.leases.moved import PAGES, Clock, both, clock, looked, pages

__all__ = ["clock"]
pytestmark = pytest.mark.django_db
TERM_S = 1.0  # what a kill and a slow machine may take after the moment when relays have to end


def test_the_arithmetic_leaves_no_moment_for_two() -> None:
    assert RELAYS_LEASE_S + TERM_S <= EXPIRY_S
    assert ALONE_GUARD_S + TERM_S <= ALONE_S
    assert STALE_S + PROGRAM_LEASE_S + TERM_S <= MAKER_S


def test_who_is_alone_has_everything_in_its_first_step(clock: Clock) -> None:
    one = Leases("a")
    looked(one)
    assert (one.maker, pages(one)) == (True, PAGES)
    assert clock.left_s("page:1") == pytest.approx(ALONE_S, abs=1)


def test_two_share_the_pages_and_one_makes_the_programs(clock: Clock) -> None:
    one, two = Leases("a"), Leases("b")
    one.renew()
    two.renew()
    clock.passes(2.1)
    looked(one, two)
    assert (one.maker, two.maker) == (True, False)
    assert (len(pages(one)), len(pages(two))) == (3, 3)
    assert pages(one) | pages(two) == PAGES
    assert clock.left_s("page:1") == pytest.approx(EXPIRY_S, abs=1)


def test_what_runs_is_not_taken_for_the_sake_of_balance(clock: Clock) -> None:
    one, two = Leases("a"), Leases("b")
    looked(one)
    for _ in range(5):
        clock.passes(2.1)
        looked(one, two)
    assert (pages(one), pages(two)) == (PAGES, set())


def test_two_that_were_given_one_name_never_send_both(clock: Clock) -> None:
    first, second = Leases("a", "folder-1"), Leases("a", "folder-2")
    looked(first)
    for _ in range(8):
        clock.passes(2.1)
        looked(first)
        with pytest.raises(NameTaken):
            second.renew()
    assert (pages(first), second.held, second.until()) == (PAGES, frozenset(), {})
    clock.passes(EXPIRY_S + 0.1)  # the first one is gone: whoever has its name is it
    looked(second)
    assert pages(second) == PAGES
    with pytest.raises(NameTaken):
        first.renew()


def test_a_worker_that_comes_back_from_its_folder_has_its_name_at_once(clock: Clock) -> None:
    looked(Leases("a", "folder-1"))
    clock.passes(1.0)
    again = Leases("a", "folder-1")
    looked(again)
    assert pages(again) == PAGES
    again.let_go()
    other = Leases("a", "folder-2")
    looked(other)
    assert pages(other) == PAGES


def test_what_is_held_holds_for_as_long_as_its_relays_are_told_to_run(clock: Clock) -> None:
    mine = pages(both(clock)[0])
    clock.passes(9.0)  # killed, and begun anew when its leases have a second left
    again = Leases("a")
    looked(again)
    assert pages(again) == mine
    assert all(clock.left_s(key) >= RELAYS_LEASE_S for key in pages(again))


def test_what_a_worker_that_is_gone_held_is_taken_after_ten_seconds_and_not_before(clock: Clock) -> None:
    one, two = both(clock)
    mine, theirs = pages(two), pages(one)
    for _ in range(4):
        clock.passes(2.1)
        looked(two)
        assert pages(two) == mine
    clock.passes(2.1)
    looked(two)
    assert pages(two) == PAGES
    assert two.taken == theirs
    assert not two.maker, "a program outlives its worker by a minute"
    looked(one)  # it was frozen, and wakes
    assert pages(one) == set()


def test_a_program_is_made_elsewhere_only_when_its_mixer_must_have_ended(clock: Clock) -> None:
    _, two = both(clock)
    for second in range(0, 90, 2):
        clock.passes(2.0)
        looked(two)
        if second + 2 < MAKER_S - 1:
            assert not two.maker
    assert two.maker


def test_a_worker_that_comes_again_takes_up_what_was_its_own_at_once(clock: Clock) -> None:
    one, two = both(clock)
    before = one.held
    clock.passes(4.0)
    again = Leases("a")
    looked(again)
    assert again.held == before
    assert again.taken == frozenset()
    assert pages(two) | pages(again) == PAGES


def test_relays_have_to_end_eight_seconds_after_the_last_renewal_where_others_live(clock: Clock) -> None:
    one, _ = both(clock)
    renewed = clock.now
    assert one.until() == {"until": renewed + RELAYS_LEASE_S}
    clock.passes(STALE_S + 1)
    assert one.until() == {"until": renewed + RELAYS_LEASE_S}
    assert one.stale


def test_who_is_alone_ends_nothing_for_a_database_that_is_away(clock: Clock) -> None:
    one = Leases("a")
    assert one.until() == {}, "before the first look all stays as it was"
    looked(one)
    clock.passes(300)
    assert one.until() == {"until": None}
    assert not one.stale


def test_whose_leases_are_short_is_not_alone_by_the_others_end(clock: Clock) -> None:
    one, two = both(clock)
    two.let_go()
    one.claim(PAGES)
    assert one.nodes == ("a",)
    assert one.until()["until"] is not None, "what is written down says ten seconds still"
    clock.passes(2.1)
    looked(one)
    assert one.until() == {"until": None}


def test_what_only_the_maker_can_send_is_left_to_the_maker(clock: Clock) -> None:
    one, two = Leases("a"), Leases("b")
    one.renew()
    two.renew()
    clock.passes(2.1)
    one.claim(())
    for _ in range(4):
        two.renew()
        two.claim(PAGES, at_maker=PAGES)
        clock.passes(2.1)
    assert (two.maker, pages(two)) == (False, set())
    one.renew()
    one.claim(PAGES, at_maker=PAGES)
    assert pages(one) == PAGES


def test_at_a_clean_end_with_nothing_on_air_the_other_takes_over_at_once(clock: Clock) -> None:
    one, two = both(clock)
    one.let_go()
    looked(two)
    assert (two.maker, pages(two)) == (True, PAGES)


def test_what_nobody_takes_of_its_share_is_taken_by_the_other_after_five_seconds(clock: Clock) -> None:
    one, two = Leases("a"), Leases("b")
    two.renew()  # it lives, and claims nothing
    looked(one)
    assert len(pages(one)) == 3
    clock.passes(2.1)
    two.renew()
    clock.passes(3.0)
    two.renew()
    looked(one)
    assert pages(one) == PAGES
