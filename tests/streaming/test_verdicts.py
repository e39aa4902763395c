"""Four facts, one verdict: green for no page of which less is known than that the public sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from streaming.enums import RelayPhase
from streaming.enums_platform import PlatformSays
from streaming.steady import Steady, follow
from streaming.verdicts import BY_PHASE, Facts, MonitorSees, Verdict, verdict

RUNNING, NONE, NOT_WATCHED = RelayPhase.RUNNING, PlatformSays.NONE, MonitorSees.NOT_WATCHED
EVERY = [
    Facts(*each)
    for each in product(
        RelayPhase, (True, False), (True, False, None), PlatformSays, MonitorSees, (True, False)
    )
]


def flows(platform: PlatformSays = NONE, monitor: MonitorSees = NOT_WATCHED, person: bool = False) -> Facts:
    return Facts(RUNNING, True, True, platform, monitor, person)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (flows(), Verdict.UNCONFIRMED),
        (flows(person=True), Verdict.PUBLIC),
        (flows(PlatformSays.LIVE), Verdict.PUBLIC),
        (flows(monitor=MonitorSees.SEEN), Verdict.PUBLIC),
        (flows(PlatformSays.READY, MonitorSees.SEEN), Verdict.PUBLIC),
        (flows(PlatformSays.UNKNOWN), Verdict.UNCONFIRMED),
        (flows(PlatformSays.UNKNOWN, person=True), Verdict.PUBLIC),
        (flows(PlatformSays.CREATED), Verdict.NOT_PUBLIC),
        (flows(PlatformSays.READY, person=True), Verdict.NOT_PUBLIC),
        (flows(PlatformSays.READY, MonitorSees.LOOKING), Verdict.NOT_PUBLIC),
        (flows(PlatformSays.ENDED, MonitorSees.SEEN, person=True), Verdict.DOUBTED),
        (flows(PlatformSays.LIVE, MonitorSees.NOT_SEEN, person=True), Verdict.DOUBTED),
        (flows(monitor=MonitorSees.NOT_SEEN, person=True), Verdict.DOUBTED),
        (flows(monitor=MonitorSees.LOOKING), Verdict.UNCONFIRMED),
        (Facts(RUNNING, True, False, PlatformSays.LIVE, MonitorSees.SEEN, True), Verdict.STALLED),
        (Facts(RUNNING, True, None, PlatformSays.LIVE), Verdict.STALLED),
        (Facts(RUNNING, False, True, PlatformSays.LIVE, MonitorSees.SEEN, True), Verdict.UNKNOWN),
        (Facts(RelayPhase.BACKOFF, True, None, PlatformSays.LIVE, person=True), Verdict.BACKOFF),
        (Facts(RelayPhase.OFF, False, None, PlatformSays.LIVE, person=True), Verdict.OFF),
    ],
)
def test_the_verdict_is_what_the_facts_allow(facts: Facts, expected: Verdict) -> None:
    assert verdict(facts) is expected


def test_green_needs_bytes_that_flow_now_and_somebody_who_confirms_it_and_nobody_who_denies_it() -> None:
    green = [facts for facts in EVERY if verdict(facts) is Verdict.PUBLIC]
    assert green
    for facts in green:
        assert facts.known
        assert (facts.phase, facts.flowing) == (RUNNING, True)
        assert facts.platform is PlatformSays.LIVE or facts.monitor is MonitorSees.SEEN or facts.person
        assert facts.platform is not PlatformSays.ENDED
        assert facts.monitor is not MonitorSees.NOT_SEEN


def test_every_combination_has_a_verdict_and_every_verdict_a_combination() -> None:
    assert {verdict(facts) for facts in EVERY} == set(Verdict)
    assert set(BY_PHASE) == set(RelayPhase) - {RelayPhase.OFF, RelayPhase.RUNNING}


T = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return T + timedelta(seconds=seconds)


def after(*seen: tuple[float, str, bool | None]) -> Steady:
    """What is known after the worker has seen (second, state, flowing)."""
    steady = Steady()
    for second, state, flowing in seen:
        steady = follow(steady, state, flowing, at(second))
    return steady


FLOWS, LOST = ("running", True), ("backoff", None)


@pytest.mark.parametrize(
    ("seen", "since", "lost"),
    [
        ([(0, "starting", None)], None, None),
        ([(0, *FLOWS), (9, *FLOWS)], 0, None),
        ([(0, *FLOWS), (9, *LOST), (12, *LOST)], 0, 9),
        ([(0, *FLOWS), (9, *LOST), (39, *FLOWS)], 0, None),  # half a minute is bridged
        ([(0, *FLOWS), (9, *LOST), (40, *FLOWS)], 40, None),
        ([(0, *FLOWS), (9, "running", False), (50, *FLOWS)], 50, None),
        ([(0, *FLOWS), (9, "waiting", None), (20, *FLOWS), (25, *LOST), (50, *FLOWS)], 0, None),
        ([(0, *FLOWS), (9, "stopping", None)], None, None),  # a stop by hand is an end
        ([(0, *FLOWS), (9, "off", None), (10, *FLOWS)], 10, None),
    ],
)
def test_an_interruption_of_over_half_a_minute_or_a_stop_begins_anew(
    seen: list[tuple[float, str, bool | None]], since: float | None, lost: float | None
) -> None:
    found = after(*seen)
    assert found == Steady(None if since is None else at(since), None if lost is None else at(lost))


@pytest.mark.parametrize(("second", "broken"), [(9, False), (39, False), (39.5, True)])
def test_what_was_seen_is_over_half_a_minute_after_the_flow_ceased(second: float, broken: bool) -> None:
    assert after((0, *FLOWS), (9, *LOST)).broken(at(second)) is broken
