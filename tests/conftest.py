"""What every test stands on: people in a small tree of units. The data folder is in tests.environment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

pytest_plugins = ["tests.again", "tests.alone", "tests.people", "tests.figures", "tests.servers"]


@pytest.fixture(autouse=True)
def _first_language() -> Iterator[None]:
    """A request in English leaves its thread in English: no test begins in the language of another."""
    translation.deactivate()
    yield
    translation.deactivate()
