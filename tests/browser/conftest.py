"""A demo desk and a browser, once a module: starting them costs more than most of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from streaming.enums import Profile
from tests.browser.chromium import chromium
from tests.desk import Desk, running

BROADCAST = "ceremonies/le-thuong-co/broadcast/"


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """The product with the demo's ceremony, people and pages, at 480p.

    720p, which costs encoder, decoder and screen twice as much, is what test_ladder and the story show.
    """
    with running("--demo") as started:
        smaller(started)
        yield started


def smaller(desk: Desk) -> None:
    """Two cores carry this suite twice at once."""
    version = desk.ok("technician", "GET", BROADCAST)["version"]
    desk.ok("technician", "PATCH", BROADCAST, version=version, profile=Profile.P480)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: Playwright keeps a loop running, and asynchronous tests stumble over it."""
    with chromium() as started:
        yield started
