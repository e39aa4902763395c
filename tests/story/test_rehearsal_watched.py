"""A rehearsal of the whole product: the monitor watches it like a broadcast, and the rundown is walked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk import Desk, running
from tests.figures import Figure
from tests.waiting import eventually

REHEARSALS = "ceremonies/le-thuong-co/broadcast/rehearsals/"


def verdict(desk: Desk, number: int) -> dict[str, Any] | None:
    """Once it is over."""
    found: dict[str, Any] = desk.ok("technician", "GET", f"{REHEARSALS}{number}/")
    return found if found["ended_at"] else None


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_bad_day_is_seen_by_the_monitor_too_and_the_whole_rundown_is_walked(figure: Figure) -> None:
    with running("--demo") as desk:
        made = desk.ok("technician", "POST", REHEARSALS, length_s=90)["id"]
        said = eventually(lambda: verdict(desk, made), within_s=150) or {}
    for check in said["checks"]:
        figure(f"Rehearsed and watched, {check['code']}, {check['state']}: {check['measured']}", 0.0, "")
    rows = {check["code"]: check["state"] for check in said["checks"]}
    assert {rows[code] for code in ("alert", "picture", "rundown", "source_cut")} == {"passed"}, rows
