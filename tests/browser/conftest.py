"""A demo desk and a browser, once a module: starting them costs more than most of these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.desk import Desk, running


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """The product with the demo's ceremony, people and pages."""
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: Playwright keeps a loop running, and asynchronous tests stumble over it."""
    with chromium() as started:
        yield started
