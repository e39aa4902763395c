"""Time of the processors, out of /proc: of the whole machine, and of our own processes among it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

MOST_DEEP = 64  # generations of processes


@dataclass(frozen=True)
class Ticks:
    """Time of the processors since the machine began, in clock ticks of all of them together.

    `own`: by process, of a worker and all that it runs; what ended meanwhile is not in the next look.
    """

    total: int
    idle: int
    own: Mapping[int, int]


def look(roots: Collection[int], proc: Path = Path("/proc")) -> Ticks | None:
    """Now; `roots`: processes that count with all their descendants. None where the system does not say."""
    try:
        first = (proc / "stat").read_text().partition("\n")[0].split()[1:9]  # guests are counted in user
        total, idle = sum(map(int, first)), int(first[3]) + int(first[4])
    except (OSError, ValueError, IndexError):
        return None
    return Ticks(total, idle, _own(roots, proc))


def _own(roots: Collection[int], proc: Path) -> dict[int, int]:
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for folder in proc.iterdir():
        if folder.name.isdigit() and (said := _stat(folder / "stat")):
            parents[int(folder.name)], used[int(folder.name)] = said
    return {pid: ticks for pid, ticks in used.items() if _descends(pid, parents, roots)}


def _stat(path: Path) -> tuple[int, int] | None:
    """Parent, and ticks used. A process may end while it is read."""
    try:
        fields = path.read_text(errors="replace").rpartition(")")[2].split()
        return int(fields[1]), int(fields[11]) + int(fields[12])
    except (OSError, ValueError, IndexError):
        return None


def _descends(pid: int, parents: Mapping[int, int], roots: Collection[int]) -> bool:
    """Bounded, since processes end and begin while they are read: what was read need not be a tree."""
    for _ in range(MOST_DEEP):
        if pid in roots:
            return True
        if pid not in parents:
            return False
        pid = parents[pid]
    return False


def used(before: Ticks | None, after: Ticks | None) -> tuple[float | None, float | None]:
    """Percent of all processors between two looks: (by everything, by our own). None: not known."""
    if before is None or after is None or after.total <= before.total:
        return None, None
    passed = after.total - before.total
    own = sum(max(0, ticks - before.own.get(pid, 0)) for pid, ticks in after.own.items())
    idle = max(0, after.idle - before.idle)
    return _pct(passed - idle, passed), _pct(own, passed)


def _pct(part: int, whole: int) -> float:
    return round(min(100.0, max(0.0, 100 * part / whole)), 1)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))
