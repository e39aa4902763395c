"""The lives of processes, written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from streaming.enums import RunOf
from streaming.models import Broadcast, Relay, Run
from streaming.worker.plan import Key, What

KEEP_RUNS = 500  # of one broadcast
KEEP_FOR = timedelta(days=30)


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


def tidy() -> None:
    """Forget what is old, and what one ill broadcast wrote too much of; never what still runs."""
    over = Run.objects.exclude(ended_at=None)
    over.filter(ended_at__lt=timezone.now() - KEEP_FOR).delete()
    counted = Run.objects.order_by().values("broadcast").annotate(count=Count("pk"))
    for broadcast_id in counted.filter(count__gt=KEEP_RUNS).values_list("broadcast", flat=True):
        kept = Run.objects.filter(broadcast_id=broadcast_id).order_by("-pk")[KEEP_RUNS - 1]
        over.filter(broadcast_id=broadcast_id, pk__lt=kept.pk).delete()
