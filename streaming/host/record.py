"""Who a host is: its file beside its socket, its lock, and identity by pid and start time."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


def start_time(pid: int) -> str | None:
    """The kernel's start time of a process in clock ticks since boot; None where it is gone or a zombie.

    A pid is used again; a pid with its start time is not (proc(5), field 22 of stat).
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if fields[0] in "ZX" else fields[19]
    except (OSError, IndexError):
        return None


@dataclass(frozen=True)
class Record:
    """One host, as its file says."""

    name: str
    pid: int
    began: str
    lease_s: float

    @property
    def alive(self) -> bool:
        """Whether that very process still runs."""
        return start_time(self.pid) == self.began


def write(folder: Path, record: Record) -> None:
    """Atomically, for this user alone."""
    path = folder / f"{record.name}.json"
    fresh = folder / f".{record.name}.{record.pid}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(record), file)
    fresh.replace(path)


def read(path: Path) -> Record | None:
    """None for a file that is gone or not whole."""
    try:
        data = json.loads(path.read_text())
        return Record(str(data["name"]), int(data["pid"]), str(data["began"]), float(data["lease_s"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget(folder: Path, name: str) -> None:
    """The host has ended in order."""
    for suffix in ("json", "sock"):
        (folder / f"{name}.{suffix}").unlink(missing_ok=True)


@contextlib.contextmanager
def only_one(folder: Path, name: str) -> Iterator[None]:
    """Held for a host's whole life, so that no name is ever served twice; SystemExit(3) for the second."""
    with (folder / f"{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(3) from None
        yield


@contextlib.contextmanager
def short_path(folder: Path, name: str) -> Iterator[str]:
    """A Unix socket's path holds 107 bytes, a data folder's may be longer: reach it through a descriptor."""
    handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{handle}/{name}"
    finally:
        os.close(handle)
