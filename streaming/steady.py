"""Since when a relay flows without an interruption that viewers would have noticed. Pure, but for `mend`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from streaming.enums import RelayPhase
from streaming.models import RelayState, WorkerHeartbeat

BRIDGED = timedelta(seconds=30)  # a platform holds its live video for as long, and its players wait
SILENT = timedelta(seconds=10)  # a worker so long away: its relays have ended by their lease
OVER = (RelayPhase.OFF, RelayPhase.STOPPING)


@dataclass(frozen=True)
class Steady:
    """`since`: it flows since then, None: it does not; `lost_at`: when it ceased, where it does not now."""

    since: datetime | None = None
    lost_at: datetime | None = None

    def broken(self, now: datetime) -> bool:
        """Whether what somebody saw before says nothing any more."""
        return self.since is None or (self.lost_at is not None and now - self.lost_at > BRIDGED)


def follow(before: Steady, state: str, flowing: bool | None, now: datetime) -> Steady:
    """The next one. A stop by hand ends it at once."""
    if state in OVER:
        return Steady()
    if not flowing:
        return before if before.lost_at or before.since is None else Steady(before.since, now)
    return Steady(now if before.broken(now) else before.since)


def mend(now: datetime) -> None:
    """At a worker's start: what flowed when the last one was heard of ceased then."""
    last = WorkerHeartbeat.objects.order_by("-seen_at").first()
    if last is None or now - last.seen_at < SILENT:
        return
    flowed = RelayState.objects.filter(steady_from__isnull=False, lost_at=None)
    flowed.update(lost_at=last.seen_at)
