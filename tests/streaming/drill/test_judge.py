"""Every row of a verdict passes and fails on what was seen, never on what was planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from streaming.drill.bodies import check as told
from streaming.drill.facts import Facts, PageSeen, Tried
from streaming.drill.judge import Check, judge, verdict_of
from streaming.drill.words import ROWS
from streaming.enums_drill import Fault

Change = Callable[[Facts], None]


def well() -> Facts:
    """A bad day on which everything went as it should."""
    done: dict[str, Any] = {"began_at": 10.0, "over_at": 30.0, "proof": True}
    return Facts(
        120.0,
        0.0,
        faults=list(Fault.values),
        pages={
            "1": PageSeen("A", flowed_s=0.4, connections=1, longest_gap_s=1.4, video=900, audio=900),
            "2": PageSeen("B", faulted=True, flowed_s=0.9),
        },
        tried=[
            Tried(Fault.REFUSE_KEY, 2, "B", code="page_refused_key", code_s=2.0, **done),
            Tried(Fault.STALL, 2, "B", code="page_stalled", code_s=6.0, **done),
            Tried(Fault.DROP, 2, "B", code="page_closed", code_s=8.0, **done),
            Tried(Fault.SLOW, 2, "B", again_s=4.0, **done),
            Tried(Fault.SOURCE_CUT, slate_s=1.2, back_s=3.4, alert_s=5.5, **done),
            Tried(Fault.RED_BUTTON, slate_s=0.4, back_s=0.5, **done),
            Tried(Fault.ENCODER, back_s=2.6, **done),
        ],
        on_air_s=3.0,
        source_s=0.5,
        ran_s=120.0,
        segments=120,
        monitor_s=110.0,
        cues=8,
        cued=8,
    )


def rows(facts: Facts) -> dict[str, Check]:
    return {check["code"]: check for check in judge(facts)}


def tried(what: str, **seen: Any) -> Change:
    def change(facts: Facts) -> None:
        facts.tried = [replace(it, **seen) if it.what == what else it for it in facts.tried]

    return change


def page(key: str, **seen: Any) -> Change:
    def change(facts: Facts) -> None:
        facts.pages[key] = replace(facts.pages[key], **seen)

    return change


def whole(**seen: Any) -> Change:
    def change(facts: Facts) -> None:
        for name, value in seen.items():
            setattr(facts, name, value)

    return change


def test_a_day_on_which_all_went_well_passes_in_every_row() -> None:
    found = judge(well())
    assert {check["state"] for check in found} == {"passed"}
    assert {check["code"] for check in found} == set(ROWS)
    assert verdict_of(found, early=False) == "passed"
    assert verdict_of(found, early=True) == "stopped"


BROKEN: list[tuple[str, Change]] = [
    ("on_air", whole(on_air_s=15.1)),
    ("source", whole(source_s=None, source_error="source_missing")),
    ("source", whole(source_s=20.0)),
    ("pages_flow", page("2", flowed_s=None, last_error="start_failed")),
    ("pages_flow", page("2", flowed_s=15.2)),
    ("refuse_key", tried(Fault.REFUSE_KEY, code_s=None, code="page_closed")),
    ("refuse_key", tried(Fault.REFUSE_KEY, code_s=15.1)),
    ("stall", tried(Fault.STALL, code_s=10.1)),
    ("stall", tried(Fault.STALL, code_s=None)),
    ("drop", tried(Fault.DROP, code_s=None, code="unknown")),
    ("slow", tried(Fault.SLOW, again_s=None)),
    ("unbroken", page("1", connections=2)),
    ("unbroken", page("1", longest_gap_s=8.5)),
    ("arrived", page("1", audio=0)),
    ("arrived", page("1", video=0)),
    ("source_cut", tried(Fault.SOURCE_CUT, slate_s=2.6)),
    ("source_back", tried(Fault.SOURCE_CUT, back_s=None)),
    ("alert", tried(Fault.SOURCE_CUT, alert_s=None)),
    ("red_button", tried(Fault.RED_BUTTON, slate_s=2.1)),
    ("red_button", tried(Fault.RED_BUTTON, back_s=None)),
    ("encoder", tried(Fault.ENCODER, back_s=5.2)),
    ("picture", whole(alerts=["picture_black"])),
    ("sequence", whole(sequence_back=1)),
]


@pytest.mark.parametrize(("code", "change"), BROKEN)
def test_one_thing_that_goes_wrong_fails_its_own_row_and_the_verdict(code: str, change: Change) -> None:
    facts = well()
    change(facts)
    found = judge(facts)
    assert [check["code"] for check in found if check["state"] == "failed"] == [code]
    assert verdict_of(found, early=True) == "failed"
    assert told(rows(facts)[code])["advice"]


UNTRIED: list[tuple[str, Change]] = [
    ("refuse_key", tried(Fault.REFUSE_KEY, began_at=None)),
    ("stall", tried(Fault.STALL, proof=False)),  # nobody saw it stall, so nothing follows from silence
    ("unbroken", page("1", faulted=True)),
    ("arrived", page("1", faulted=True)),
    ("source_cut", tried(Fault.SOURCE_CUT, began_at=None)),
    ("red_button", tried(Fault.RED_BUTTON, over_at=None)),
    ("encoder", tried(Fault.ENCODER, proof=False)),
    ("alert", whole(monitor_s=2.0)),
    ("picture", whole(monitor_s=2.0)),
    ("rundown", whole(cues=0, cued=0)),
    ("rundown", whole(cued=3)),
]


@pytest.mark.parametrize(("code", "change"), UNTRIED)
def test_what_was_not_seen_to_happen_is_not_tried_and_says_why(code: str, change: Change) -> None:
    facts = well()
    change(facts)
    row = rows(facts)[code]
    assert row["state"] == "not_tried"
    body = told(row)
    assert (body["measured"], bool(body["advice"])) == ("", True)
    assert verdict_of(judge(facts), early=False) == "passed"


def test_a_rehearsal_that_never_was_on_air_fails_in_one_row_and_says_so() -> None:
    facts = Facts(120.0, 0.0, faults=list(Fault.values), pages={"1": PageSeen("A")})
    found = judge(facts)
    assert [check["code"] for check in found if check["state"] == "failed"] == ["on_air"]


def test_the_longest_silence_may_be_longer_only_where_the_encoder_was_ended() -> None:
    facts = well()
    page("1", longest_gap_s=4.0)(facts)
    assert rows(facts)["unbroken"]["state"] == "passed"
    tried(Fault.ENCODER, began_at=None)(facts)
    assert rows(facts)["unbroken"]["state"] == "failed"
