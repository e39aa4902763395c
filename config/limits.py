"""What the operating system lets a process of ours have."""

from __future__ import annotations

import resource

WANTED_FILES = 65_536  # a socket is a file, and a usual login shell allows 1,024


def raise_open_files() -> None:
    """As many open files as this user may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, WANTED_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
