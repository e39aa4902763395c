"""How many files and sockets a process may hold open."""

from __future__ import annotations

import contextlib
import resource

ENOUGH = 65536
USUAL = 1024


def for_children() -> tuple[int, int]:
    """The usual limit again: an ffmpeg needs few, and some programs walk through all that they may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return (USUAL if soft == resource.RLIM_INFINITY else min(soft, USUAL)), hard


def raise_limit() -> None:
    """As many as the machine allows: a worker with many hosts runs out of the usual 1,024."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < most:
        with contextlib.suppress(OSError, ValueError):  # a machine that forbids it keeps what it has
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
