"""A child that does not outlive who started it."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None, use_errno=True)


def tied(by: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """For `preexec_fn`, called by the parent: the child gets this signal from the kernel when it is gone."""
    parent = os.getpid()

    def tie() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, by)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return tie
