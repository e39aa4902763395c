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


def _locked(file: Path, how: int) -> IO[bytes]:
    opened = file.open("rb")
    fcntl.flock(opened, how)
    return opened


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
