"""What is worth a line, as tables."""

from __future__ import annotations

import pytest

from streaming.enums import Happening
from streaming.incidents.happenings import Last, of_relay, of_source

CALM, BACK = Last(), Last("back")
LOST, GAVE_UP, WAITS = Last("lost", "page_closed"), Last("gave_up", "page_refused_key"), Last("waits")


@pytest.mark.parametrize(
    ("last", "state", "cause", "waits_for", "expected"),
    [
        (CALM, "running", "", "", None),
        (CALM, "waiting", "", "", None),
        (CALM, "backoff", "page_closed", "", Happening.LOST),
        (BACK, "backoff", "page_closed", "", Happening.LOST),
        (LOST, "backoff", "page_closed", "", None),
        (LOST, "backoff", "page_unreachable", "", Happening.LOST),
        (LOST, "starting", "page_closed", "", None),
        (LOST, "running", "page_closed", "", Happening.BACK),
        (LOST, "failed", "page_closed", "", Happening.GAVE_UP),
        (GAVE_UP, "failed", "page_refused_key", "", None),
        (GAVE_UP, "off", "", "", Happening.OFF),
        (CALM, "off", "", "", None),
        (CALM, "waiting", "", "uplink", Happening.WAITS),
        (WAITS, "waiting", "", "uplink", None),
        (WAITS, "waiting", "page_closed", "uplink", None),
        (WAITS, "running", "", "", Happening.BACK),
    ],
)
def test_of_a_page(last: Last, state: str, cause: str, waits_for: str, expected: Happening | None) -> None:
    assert of_relay(last, state, cause, waits_for) == expected


@pytest.mark.parametrize(
    ("last", "before", "state", "expected"),
    [
        (CALM, "off", "connecting", None),
        (CALM, "connecting", "failed", None),
        (CALM, "live", "silent", Happening.LOST),
        (CALM, "live", "failed", Happening.LOST),
        (CALM, "live", "ended", None),
        (Last("lost", "x"), "silent", "failed", None),
        (Last("lost", "x"), "silent", "live", Happening.BACK),
        (BACK, "connecting", "live", None),
    ],
)
def test_of_a_source(last: Last, before: str, state: str, expected: Happening | None) -> None:
    assert of_source(last, before, state, "x") == expected
