"""Measured figures, shown in pytest's summary: a bound that was kept is worth seeing too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Figure = Callable[[str, float, str], None]
_figures: list[str] = []


@pytest.fixture
def figure() -> Figure:
    """figure("Start to the first segment", 1.9, "s, at most 4")."""

    def note(what: str, value: float, unit: str) -> None:
        _figures.append(f"{what}: {value:.2f} {unit}")

    return note


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker beside others hands its figures to the one that writes the summary."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["figures"] = _figures


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Such a worker has ended."""
    _figures.extend(getattr(node, "workeroutput", {}).get("figures", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print them above the closing line."""
    if _figures:
        terminalreporter.section("figures")
        for line in _figures:
            terminalreporter.write_line(line)
