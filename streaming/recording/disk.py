"""The guard of the disk: how much is free, and a ballast to throw off when nothing is."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

BALLAST, BALLAST_BYTES = "ballast", 200 * 1024 * 1024
LOW, FULL = 0.20, 0.05
AGAIN = 0.06  # recording goes on from here, so that it does not come and go at the border
LAST_BYTES = BALLAST_BYTES // 4
_libc = ctypes.CDLL(None, use_errno=True)
_libc.fallocate.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int64, ctypes.c_int64]


class DiskState(StrEnum):
    """low: a warning. full: nothing is recorded any more, the stream goes on."""

    OK = "ok"
    LOW = "low"
    FULL = "full"


@dataclass(frozen=True)
class Disk:
    """What a disk has."""

    free: int
    total: int

    @property
    def state(self) -> DiskState:
        """By the share that is free."""
        share = self.free / self.total if self.total else 0.0
        if share < FULL:
            return DiskState.FULL
        return DiskState.LOW if share < LOW else DiskState.OK

    @property
    def missing(self) -> int:
        """Bytes to let go until it is full no more."""
        return max(0, int(self.total * FULL) + 1 - self.free)

    @property
    def roomy(self) -> bool:
        """Whether what had stopped may go on."""
        return self.free >= self.total * AGAIN

    @property
    def desperate(self) -> int:
        """Bytes without which the stream itself and the database are in danger."""
        return max(0, min(int(self.total * FULL / 4), LAST_BYTES) - self.free)


def look(folder: Path) -> Disk:
    """The disk that holds this folder."""
    found = shutil.disk_usage(folder)
    return Disk(found.free, found.total)


class Ballast:
    """Space held back while there is room, given away when there is none."""

    def __init__(self, folder: Path, size: int = BALLAST_BYTES) -> None:
        self.path, self.size = folder / BALLAST, size

    def tend(self, disk: Disk) -> bool:
        """Hold it or let it go, by what the disk has; True where it was let go just now."""
        if self.path.exists():
            if disk.free >= self.size // 2 or disk.state is not DiskState.FULL:
                return False
            self.path.unlink(missing_ok=True)
            return True
        if disk.free - self.size > disk.total * LOW:
            self._take()
        return False

    def _take(self) -> None:
        """Only where the file system can reserve without writing; a half-made one is taken away."""
        with contextlib.suppress(OSError):
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                refused = _libc.fallocate(handle, 0, 0, self.size)
            finally:
                os.close(handle)
            if refused:
                self.path.unlink(missing_ok=True)
