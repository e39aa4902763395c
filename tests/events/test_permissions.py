"""The predicates alone: every permission has its roles, and a guest in the crew speaks for no unit."""

from __future__ import annotations

import pytest

from events.enums import Act, Role
from events.permissions import BY_ANY_WAY, BY_UNIT_ONLY, STRANGER, May, Standing, act_allowed, allowed


def test_every_permission_stands_in_exactly_one_table() -> None:
    assert BY_ANY_WAY.keys() | BY_UNIT_ONLY.keys() == set(May)
    assert not BY_ANY_WAY.keys() & BY_UNIT_ONLY.keys()


@pytest.mark.parametrize("may", list(May))
def test_a_stranger_may_nothing_and_a_superuser_everything(may: May) -> None:
    assert not allowed(may, STRANGER)
    assert allowed(may, Standing(superuser=True))


@pytest.mark.parametrize("may", list(BY_UNIT_ONLY))
def test_a_guest_in_the_crew_speaks_for_no_unit(may: May) -> None:
    assert not allowed(may, Standing(crew_roles=frozenset(Role)))


def test_the_systems_own_acts_are_nobodys() -> None:
    for act in (Act.GO_LIVE, Act.END):
        assert not act_allowed(act, Standing(unit_roles=frozenset(Role)))
        assert not act_allowed(act, Standing(superuser=True))
