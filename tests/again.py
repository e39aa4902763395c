"""A test that fails is tried once more, and both are told: these tests start hundreds of real processes.

What fails twice fails. What passes the second time is printed with its failure, counted in the closing line
("1 rerun"), and is a fault to be looked for all the same; more than `AT_MOST` of them fail the whole run.
"""

from __future__ import annotations

import pytest

AT_MOST = 3
_first: list[tuple[str, str]] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep how it failed at first: pytest shows the last time only."""
    if str(report.outcome) == "rerun":  # pytest-rerunfailures' own
        _first.append((report.nodeid, report.longreprtext))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Chance does not fail so often."""
    if len(_first) > AT_MOST and not hasattr(session.config, "workeroutput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print them above the closing line."""
    if not _first:
        return
    terminalreporter.section(f"failed at first ({len(_first)}, at most {AT_MOST})")
    for test, text in _first:
        terminalreporter.write_line(f"{test}\n{text}\n")
