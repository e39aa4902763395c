"""The lives of processes, written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from streaming.enums import RunOf
from streaming.models import Broadcast, Relay, Run
from streaming.worker.plan import Key, What


@dataclass(frozen=True)
class RunEnd:
    """A run that is over."""

    run: int
    exit_code: int
    reason: str
    tail: list[str]


def open_run(key: Key) -> int | None:
    """A number for a new run; None where what it was for has been deleted."""
    if not Broadcast.objects.filter(pk=key.broadcast).exists():
        return None
    if key.what is What.PROGRAM:
        return Run.objects.create(broadcast_id=key.broadcast, what=RunOf.PROGRAM).pk
    page_id = Relay.objects.filter(pk=key.id).values_list("page_id", flat=True).first()
    if page_id is None:
        return None
    return Run.objects.create(broadcast_id=key.broadcast, what=RunOf.RELAY, page_id=page_id).pk


def started(run: int, pid: int) -> None:
    """It has a process."""
    Run.objects.filter(pk=run).update(pid=pid)


def never_started(run: int, why: str) -> None:
    """No process came of it."""
    Run.objects.filter(pk=run).update(ended_at=timezone.now(), reason="start_failed", tail=[why])


def close(ends: Collection[RunEnd]) -> None:
    """With the true exit code."""
    for end in ends:
        Run.objects.filter(pk=end.run, ended_at=None).update(
            ended_at=timezone.now(), exit_code=end.exit_code, reason=end.reason, tail=end.tail
        )


def close_lost(living: Collection[int]) -> None:
    """Those whose host is gone, and the exit code with it."""
    lost = Run.objects.filter(ended_at=None).exclude(pk__in=living)
    lost.update(ended_at=timezone.now(), reason="host_lost")
