"""A test that measures this machine has it to itself: it waits for the others' tests, and they for it.

The suite runs in two processes, and each has to leave the other's seconds alone where those are counted.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from pathlib import Path
from typing import IO

import pytest

# Locked, never read: files that every process has, and whose locks go with their process.
ROOM = Path(__file__)
DOOR = ROOM.with_name("__init__.py")
# Fixtures that start processes: whoever uses one takes seconds.
PROCESSES = frozenset({"desk", "fleet", "mixing", "run_dir", "senders", "stage", "video_file"})


def _locked(file: Path, how: int) -> IO[bytes]:
    opened = file.open("rb")
    fcntl.flock(opened, how)
    return opened


def _place(file: list[pytest.Item]) -> int:
    """First what has to be alone, so that nobody waits for it in the middle; last what is short."""
    marks = {mark.name for item in file for mark in item.iter_markers()}
    none = PROCESSES.isdisjoint(name for item in file for name in getattr(item, "fixturenames", ()))
    return 0 if "alone" in marks else 1 if marks & {"browser", "servers"} else 2 + none


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files go to the two processes in this order: the long ones at the end would leave one of them idle."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    items[:] = [item for file in sorted(files.values(), key=_place) for item in file]


# Outside of what counts a test's time: that it waits is not its own slowness.
@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Who waits for an empty room holds the door, so that nobody else enters before."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    alone = item.get_closest_marker("alone") is not None
    with _locked(DOOR, fcntl.LOCK_EX):
        room = _locked(ROOM, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
    with room:
        return (yield)
