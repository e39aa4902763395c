from __future__ import annotations

import math
from typing import Any

import pytest

from streaming.ingest.errors import Refused
from streaming.ingest.gate import FAILURES, MAX_CONNECTIONS, MAX_PER_ADDRESS, MAX_REMEMBERED, PAUSE_S, Gate
from streaming.ingest.keys import Keyring, digest_of
from streaming.ingest.rate import Rate

HOME = "203.0.113.7"


def keyring(*given: dict[str, Any]) -> Keyring:
    keys = Keyring()
    keys.replace(1, list(given))
    return keys


def key(source: int, word: str, opens: float | None = None, closes: float | None = None) -> dict[str, Any]:
    return {"source": source, "digest": digest_of(word), "opens": opens, "closes": closes}


def test_a_key_opens_its_source() -> None:
    assert keyring(key(1, "one"), key(2, "two")).find("two", 0.0).source == 2


@pytest.mark.parametrize(
    ("presented", "now", "code"),
    [("", 5.0, "no_key"), ("three", 5.0, "bad_key"), ("one", 9.9, "not_open"), ("one", 20.0, "closed")],
)
def test_a_key_is_refused_by_name(presented: str, now: float, code: str) -> None:
    with pytest.raises(Refused, match=code):
        keyring(key(1, "one", opens=10.0, closes=20.0)).find(presented, now)


def test_within_its_window_it_opens() -> None:
    keys = keyring(key(1, "one", opens=10.0, closes=20.0))
    assert [keys.find("one", now).source for now in (10.0, 19.9)] == [1, 1]


def test_an_older_generation_is_passed_over_and_a_broken_one_changes_nothing() -> None:
    keys = Keyring()
    assert keys.replace(7, [key(1, "one")])
    assert not keys.replace(6, [])
    assert keys.sources == {1}
    for broken in ({"source": 2}, {"source": 2, "digest": "short"}, {**key(3, "x"), "opens": "soon"}):
        with pytest.raises((ValueError, KeyError, TypeError)):
            keys.replace(8, [key(2, "two"), broken])
    assert (keys.generation, keys.sources) == (7, {1})


def test_a_rotated_key_is_not_held_any_more() -> None:
    keys = keyring(key(1, "one"))
    assert keys.holds(1, digest_of("one"))
    keys.replace(2, [key(1, "new")])
    assert not keys.holds(1, digest_of("one"))


def test_ten_failures_within_a_minute_pause_an_address_for_a_minute() -> None:
    gate = Gate()
    for second in range(FAILURES):
        assert gate.enter(HOME, float(second)) is None
        gate.leave(HOME)
        gate.failed(HOME, float(second))
    assert gate.enter(HOME, 10.0) == "paused"
    assert gate.enter("203.0.113.8", 10.0) is None
    assert gate.enter(HOME, FAILURES - 1 + PAUSE_S) is None


def test_slow_failures_pause_nobody() -> None:
    gate = Gate()
    for minute in range(FAILURES * 3):
        gate.failed(HOME, minute * 10.0)
    assert gate.enter(HOME, 300.0) is None


def test_an_address_that_had_a_right_key_is_not_shut_out_by_a_neighbour() -> None:
    gate = Gate()
    gate.proved(HOME, 0.0)
    for _ in range(FAILURES):
        gate.failed(HOME, 1.0)
    assert gate.enter(HOME, 2.0) is None


def test_hosts_of_one_ipv6_network_are_one() -> None:
    gate = Gate()
    for number in range(FAILURES):
        gate.failed(f"2001:db8:0:1::{number:x}", 0.0)
    assert gate.enter("2001:db8:0:1::ffff", 1.0) == "paused"
    assert gate.enter("2001:db8:0:2::1", 1.0) is None
    assert gate.enter("::ffff:203.0.113.7", 1.0) is None


def test_connections_are_bounded_for_an_address_and_over_all() -> None:
    gate = Gate()
    assert [gate.enter(HOME, 0.0) for _ in range(MAX_PER_ADDRESS)] == [None] * MAX_PER_ADDRESS
    assert gate.enter(HOME, 0.0) == "address_full"
    gate.leave(HOME)
    assert gate.enter(HOME, 0.0) is None
    others = [gate.enter(f"198.51.100.{n}", 0.0) for n in range(MAX_CONNECTIONS - MAX_PER_ADDRESS)]
    assert set(others) == {None}
    assert gate.enter("192.0.2.1", 0.0) == "full"


def test_a_refusal_at_the_door_is_told_once_a_minute() -> None:
    gate = Gate()
    assert [gate.tell(HOME, now) for now in (0.0, 1.0, 61.0)] == [True, False, True]


def test_what_is_remembered_of_strangers_is_bounded() -> None:
    gate = Gate()
    for number in range(MAX_REMEMBERED + 100):
        gate.failed(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0.0)
    assert len(gate._failures) == MAX_REMEMBERED


def test_the_rate_is_that_of_the_last_five_seconds() -> None:
    rate = Rate()
    for tick in range(100):
        rate.add(100 + tick * 0.1, 12_500)
    assert math.isclose(rate.kbps(110.0), 1000, rel_tol=0.15)
    assert rate.kbps(200.0) == 0.0
    assert rate.total == 1_250_000
