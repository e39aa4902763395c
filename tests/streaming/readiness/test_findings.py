"""The judgement of one page, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from streaming.enums import Level, PageKind
from streaming.messages import WORDS
from streaming.readiness.findings import Asked, findings, gravest, uplink_level

START = datetime(2031, 4, 18, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
GOOD = Asked(PageKind.RTMP, "page_ok")
FACEBOOK = Asked(PageKind.FACEBOOK, "page_ok", key_set_at=START - 2 * HOUR)

TABLE: list[tuple[str, Asked, timedelta, list[tuple[str, str]]]] = [
    ("ready", GOOD, HOUR, []),
    ("nobody answers", replace(GOOD, first="page_unreachable"), HOUR, [("red", "page_unreachable")]),
    ("no key", replace(GOOD, first="key_missing"), HOUR, [("red", "key_missing")]),
    ("the backup is there", replace(GOOD, second="page_ok"), HOUR, []),
    ("only the backup fails", replace(GOOD, second="page_silent"), HOUR, [("amber", "page_silent")]),
    ("no key, said once", replace(GOOD, first="key_missing", second="key_missing"), HOUR,
     [("red", "key_missing")]),
    ("taken back", replace(GOOD, withdrawn=True), HOUR, [("amber", "page_withdrawn")]),
    ("a fresh key", FACEBOOK, HOUR, []),
    ("a key of yesterday", replace(FACEBOOK, key_set_at=START - 25 * HOUR), HOUR, [("amber", "key_old")]),
    ("a key of nobody knows when", replace(FACEBOOK, key_set_at=None), HOUR, [("amber", "key_old")]),
    ("a key missing is not old", replace(FACEBOOK, first="key_missing", key_set_at=None), HOUR,
     [("red", "key_missing")]),
    ("longer than the platform allows", FACEBOOK, 9 * HOUR, [("amber", "page_too_long")]),
    ("as long as it allows", FACEBOOK, 8 * HOUR, []),
    ("the gravest first", replace(FACEBOOK, first="page_tls_failed", withdrawn=True), 9 * HOUR,
     [("red", "page_tls_failed"), ("amber", "page_too_long"), ("amber", "page_withdrawn")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "lasts", "expected"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_what_is_found(asked: Asked, lasts: timedelta, expected: list[tuple[str, str]]) -> None:
    found = findings(asked, START, START + lasts)
    assert [(str(it.level), it.code) for it in found] == expected
    assert all(it.code in WORDS for it in found)
    assert [it.backup for it in found] == [bool(asked.second and asked.first == "page_ok")] * len(found)


@pytest.mark.parametrize(
    ("needs", "has", "level"),
    [
        (1000, None, None),
        (1000, 0, None),
        (850, 1000, "green"),
        (950, 1000, "amber"),
        (951, 1000, "red"),
        (0, 1, "green"),
    ],
)
def test_the_uplink_is_judged_where_it_is_known(needs: float, has: float | None, level: str | None) -> None:
    assert uplink_level(needs, has) == level


def test_the_gravest_is_what_counts() -> None:
    assert gravest([]) == Level.GREEN
    assert gravest(["green", "amber"]) == Level.AMBER
    assert gravest(["amber", "red", "green"]) == Level.RED
