"""What really leaves a child by TCP: its socket's send queue, from /proc, beside the bytes that it wrote.

ffmpeg counts what it handed to the kernel, and goes on counting for seconds after the peer stopped
reading. What left is what was written less what still waits in the queue.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

RATE_OVER_S = 5.0
LOOK_EVERY_S = 0.9
TABLES = (Path("/proc/self/net/tcp"), Path("/proc/self/net/tcp6"))
INODE, QUEUES = 9, 4  # columns
# What was written is known to half a second; a drain below this part of it is none.
TRICKLE = 0.15
# A host that was frozen looks at a queue of now beside a count of then: one such look proves little.
LONGEST_LOOK_S = 2.5


class Flow(TypedDict):
    """Bytes that wait in the send queue, kb/s that left it over the last 5 s (None: not known yet), and for
    how many seconds nothing left although something waited."""

    queued: int
    kbps: float | None
    still_s: float


@dataclass(frozen=True)
class Look:
    """At a moment (monotonic): bytes written so far, bytes that wait."""

    at: float
    written: int
    queued: int

    @property
    def left(self) -> int:
        """What the peer's kernel has taken."""
        return self.written - self.queued


@dataclass
class Outflow:
    """One child's."""

    inode: int = 0
    _looks: deque[Look] = field(default_factory=lambda: deque(maxlen=16))
    _moved: Look | None = None
    _still_s: float = 0.0

    def take(self, look: Look) -> None:
        """One more."""
        since, last = self._moved, self._looks[-1] if self._looks else look
        self._looks.append(look)
        if since is None or not look.queued or _drained(since, look):
            self._moved, self._still_s = look, 0.0
        else:
            self._still_s += min(LONGEST_LOOK_S, look.at - last.at)

    def report(self) -> Flow | None:
        """None before the first look."""
        if not self._looks or self._moved is None:
            return None
        last = self._looks[-1]
        return {
            "queued": last.queued,
            "kbps": self._kbps(last),
            "still_s": round(self._still_s, 3),
        }

    def _kbps(self, last: Look) -> float | None:
        first = next(look for look in self._looks if last.at - look.at <= RATE_OVER_S)
        length = last.at - first.at
        if length < LOOK_EVERY_S:
            return None
        return round(max(0, last.left - first.left) * 8 / 1000 / length, 1)


def _drained(since: Look, look: Look) -> bool:
    return look.left - since.left > TRICKLE * max(0, look.written - since.written)


def queues(wanted: Container[int]) -> dict[int, int]:
    """Bytes in the send queue of these sockets, by inode; those that are closed are missing."""
    found: dict[int, int] = {}
    for table in TABLES:
        with contextlib.suppress(OSError):
            for line in table.read_text().splitlines()[1:]:
                words = line.split(None, INODE + 1)
                if (inode := int(words[INODE])) in wanted:
                    found[inode] = int(words[QUEUES].partition(":")[0], 16)
    return found


def sockets_of(pid: int) -> set[int]:
    """Inodes of all its sockets; none of a process that is gone."""
    found = set()
    folder = f"/proc/{pid}/fd"
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208  a hundred children are looked at every second
            with contextlib.suppress(OSError):
                target = os.readlink(f"{folder}/{name}")  # noqa: PTH115
                if target.startswith("socket:["):
                    found.add(int(target[8:-1]))
    return found


def look_at(flows: dict[int, tuple[Outflow, int]], now: float) -> None:
    """`flows`: by pid, what is known and the bytes written so far. Tables are read once for all."""
    candidates = {pid: {flow.inode} if flow.inode else sockets_of(pid) for pid, (flow, _) in flows.items()}
    wanted = set().union(*candidates.values()) if candidates else set()
    known = queues(wanted) if wanted else {}
    for pid, (flow, written) in flows.items():
        inode = next((it for it in candidates[pid] if it in known), 0)
        flow.inode = inode  # 0: closed, or not open yet; looked for again
        if inode:
            flow.take(Look(now, written, known[inode]))
