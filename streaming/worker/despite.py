"""What goes on despite a disk that is full or a folder that is ill."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from streaming.folder import LiveFolder

log = logging.getLogger(__name__)


def still(make: Callable[[], Path]) -> str | None:
    """Its file; None where the disk is full: black or bars are better than nothing."""
    try:
        return str(make())
    except OSError as error:
        log.warning("a still picture cannot be written: %s", error.strerror)
        return None


def each(paths: Iterable[Path], work: Callable[[LiveFolder], object]) -> set[Path]:
    """Those where it failed: an ill folder or a full disk is said, and stops nothing else."""
    failed = set()
    for path in paths:
        try:
            work(LiveFolder(path))
        except OSError as error:
            log.warning("live folder %s: %s", path.name, error.strerror)
            failed.add(path)
    return failed
