"""The table of acts, without a database."""

from __future__ import annotations

import itertools

import pytest

from events.enums import Act, CeremonyState, ReviewState
from events.transitions import TABLE, after, is_legal, legal_acts

ALL_STATES = list(itertools.product(ReviewState, CeremonyState))


@pytest.mark.parametrize(
    ("review", "state", "expected"),
    [
        ("draft", "scheduled", ["submit", "publish", "cancel"]),
        ("in_review", "scheduled", ["approve", "send_back", "publish", "cancel"]),
        ("approved", "scheduled", ["send_back", "publish", "cancel"]),
        ("draft", "live", ["submit", "publish"]),
        ("approved", "ended", ["publish", "reopen"]),
        ("draft", "ended", ["submit", "publish", "reopen"]),
        ("in_review", "ended", ["approve", "publish", "reopen"]),
        ("draft", "cancelled", []),
    ],
)
def test_each_state_offers_exactly_its_acts(review: str, state: str, expected: list[str]) -> None:
    assert legal_acts(review, state) == expected


def test_every_act_has_a_row() -> None:
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize("act", list(Act))
def test_an_act_leads_to_states_that_exist_and_changes_something_or_makes_a_version(act: Act) -> None:
    for review, state in ALL_STATES:
        if is_legal(act, review, state):
            led_to = after(act, review, state)
            assert led_to in ALL_STATES
            assert act is Act.PUBLISH or led_to != (review, state)


def test_nothing_leaves_cancelled() -> None:
    assert not any(is_legal(act, review, CeremonyState.CANCELLED) for act in Act for review in ReviewState)
