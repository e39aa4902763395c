"""The lives of processes, written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from streaming.enums import RunOf
from streaming.models import Broadcast, Relay, Run
from streaming.worker.mixing import reason_of
from streaming.worker.plan import Key

KEEP_RUNS = 500  # of one broadcast
KEEP_FOR = timedelta(days=30)


@dataclass(frozen=True)
class RunEnd:
    """A run that is over."""

    run: int
    exit_code: int
    reason: str
    tail: list[str]
    broadcast: int = 0  # of a program that is gone: whatever run of its encoder is still open


def open_run(key: Key, node: str) -> int | None:
    """A number for a new run; None where what it was for has been deleted."""
    if not Broadcast.objects.filter(pk=key.broadcast).exists():
        return None
    page_id = Relay.objects.filter(pk=key.id).values_list("page_id", flat=True).first()
    if page_id is None:
        return None
    return Run.objects.create(broadcast_id=key.broadcast, what=RunOf.RELAY, page_id=page_id, node=node).pk


def started(run: int, pid: int) -> None:
    """It has a process."""
    Run.objects.filter(pk=run).update(pid=pid)


def never_started(run: int, why: str) -> None:
    """No process came of it."""
    Run.objects.filter(pk=run).update(ended_at=timezone.now(), reason="start_failed", tail=[why])


def close(ends: Collection[RunEnd]) -> None:
    """With the true exit code."""
    for end in ends:
        open_ = Run.objects.filter(ended_at=None)
        mine = open_.filter(broadcast_id=end.broadcast, what=RunOf.PROGRAM)
        (mine if end.broadcast else open_.filter(pk=end.run)).update(
            ended_at=timezone.now(), exit_code=end.exit_code, reason=end.reason, tail=end.tail
        )


def write_life(node: str, broadcast_id: int, life: dict[str, Any]) -> None:
    """One life of a program's encoder, begun or ended; `number` is the one in its segments' names."""
    made, _ = Run.objects.get_or_create(
        broadcast_id=broadcast_id,
        what=RunOf.PROGRAM,
        number=life["id"],
        defaults={"pid": life["pid"], "node": node},
    )
    if life["code"] is not None and made.ended_at is None:
        made.ended_at, made.exit_code = timezone.now(), life["code"]
        made.reason, made.tail = reason_of(life), life["tail"]
        made.save(update_fields=["ended_at", "exit_code", "reason", "tail"])


def close_lost(node: str, living: Collection[int], mixed: Collection[int]) -> None:
    """Those of this worker whose host is gone, and the exit code with it; `mixed`: broadcasts whose mixer
    lives. What a worker without a name began is everybody's.
    """
    lost = Run.objects.filter(ended_at=None, node__in=(node, "")).exclude(pk__in=living)
    lost = lost.exclude(what=RunOf.PROGRAM, broadcast_id__in=mixed)
    lost.update(ended_at=timezone.now(), reason="host_lost")


def close_taken_over(node: str, relays: Collection[int], programs: bool) -> None:
    """What other workers ran of this, and cannot say any more how it ended."""
    if programs:
        theirs = Run.objects.filter(ended_at=None, what=RunOf.PROGRAM)
        theirs.exclude(node=node).update(ended_at=timezone.now(), reason="worker_lost")
    pages = Relay.objects.filter(pk__in=relays).values_list("broadcast_id", "page_id")
    for broadcast_id, page_id in pages:
        theirs = Run.objects.filter(
            ended_at=None, what=RunOf.RELAY, broadcast_id=broadcast_id, page_id=page_id
        )
        theirs.exclude(node=node).update(ended_at=timezone.now(), reason="worker_lost")


def tidy() -> None:
    """Forget what is old, and what one ill broadcast wrote too much of; never what still runs."""
    over = Run.objects.exclude(ended_at=None)
    over.filter(ended_at__lt=timezone.now() - KEEP_FOR).delete()
    counted = Run.objects.order_by().values("broadcast").annotate(count=Count("pk"))
    for broadcast_id in counted.filter(count__gt=KEEP_RUNS).values_list("broadcast", flat=True):
        kept = Run.objects.filter(broadcast_id=broadcast_id).order_by("-pk")[KEEP_RUNS - 1]
        over.filter(broadcast_id=broadcast_id, pk__lt=kept.pk).delete()
