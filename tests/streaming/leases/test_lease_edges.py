"""What happens beside the plain way of leases: somebody comes, a clock is set, a worker freezes in a step."""

from __future__ import annotations

import pytest

from streaming.hosts import RELAYS_LEASE_S
from streaming.worker.leases import ALONE_GUARD_S, EXPIRY_S, MAKER_S, Leases
from tests.streaming.leases.moved import PAGES, Clock, both, clock, looked, pages

__all__ = ["clock"]
pytestmark = pytest.mark.django_db


def test_when_a_second_worker_comes_all_leases_are_short_at_once(clock: Clock) -> None:
    one, two = Leases("a"), Leases("b")
    looked(one)
    clock.passes(1.0)
    two.renew()
    one.claim(PAGES)
    assert max(clock.left_s(key) for key in PAGES) <= EXPIRY_S
    assert one.until() == {"until": clock.now + RELAYS_LEASE_S}


def test_a_slow_step_ends_no_relay_of_who_was_alone(clock: Clock) -> None:
    one, two = Leases("a"), Leases("b")
    looked(one)
    renewed = clock.now
    two.renew()
    clock.passes(RELAYS_LEASE_S + 1)
    two.renew()
    one._rows()  # it learns who lives in the middle of its step
    assert not one.alone
    assert one.until() == {"until": renewed + ALONE_GUARD_S}
    assert clock.left_s("page:1") > ALONE_GUARD_S - RELAYS_LEASE_S - 1, "which nobody else may take before"


def test_a_database_whose_clock_is_set_forward_gives_nothing_to_two(clock: Clock) -> None:
    one, two = both(clock)
    before = pages(one), pages(two)
    clock.is_set(MAKER_S + 1)
    two.claim(PAGES)  # between two of its renewals: all of the other's seems over
    assert (pages(one), pages(two), two.maker) == (*before, False)
    for _ in range(10):
        clock.passes(2.1)
        looked(two, one)
        assert (pages(one), pages(two), one.maker) == (*before, True)


def test_a_database_whose_clock_is_set_forward_still_gives_what_a_dead_worker_held(clock: Clock) -> None:
    _, two = both(clock)
    clock.is_set(60)
    for _ in range(5):
        clock.passes(2.1)
        looked(two)
    assert pages(two) == PAGES


def test_who_was_frozen_acts_on_nothing_before_it_looked_again(clock: Clock) -> None:
    lone = Leases("a")
    assert not lone.fresh
    looked(lone)
    clock.passes(ALONE_GUARD_S - 1)
    assert lone.fresh
    clock.passes(2)
    assert not lone.fresh
    one, _ = both(clock)
    assert one.fresh
    clock.passes(RELAYS_LEASE_S)
    assert not one.fresh
    looked(one)
    assert one.fresh
