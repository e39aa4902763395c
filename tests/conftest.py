"""What every test stands on: people in a small tree of units. The data folder is in tests.environment."""

from __future__ import annotations

pytest_plugins = ["tests.alone", "tests.people", "tests.figures", "tests.servers"]
