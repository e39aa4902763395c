"""What machines have to carry: kept for a quarter of an hour, answered in columns.

A sample every 5 s: short enough to see a page come and go, and 180 of them a machine are some 6 kB.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from streaming.models import LoadSample

EVERY_S, KEEPS_S = 5.0, 900
KEPT = round(KEEPS_S / EVERY_S)
MOST_NODES = 16  # whatever names workers had in that quarter of an hour
COLUMNS = ("machine_pct", "own_pct", "pages_kbps", "viewers_kbps", "limit_kbps")
Body = dict[str, Any]


def keep(sample: LoadSample) -> None:
    """Write it, and forget what is too old: of this worker by number and age, of others by age."""
    sample.save(force_insert=True)
    old = sample.at - timedelta(seconds=KEEPS_S)
    LoadSample.objects.filter(at__lte=old).delete()
    # A clock that was put back must not keep what it wrote in a time that has not come.
    LoadSample.objects.filter(node=sample.node, at__gt=sample.at).delete()


def load_body(after: datetime | None = None) -> Body:
    """Every machine's samples in columns, oldest first; `after`: only later ones."""
    now = timezone.now()
    since = max(after, now - timedelta(seconds=KEEPS_S)) if after else now - timedelta(seconds=KEEPS_S)
    found = LoadSample.objects.filter(at__gt=since)
    nodes = found.order_by("node").values_list("node", flat=True).distinct()[:MOST_NODES]
    machines = [_machine(node, found.filter(node=node)) for node in nodes]
    return {"now": now, "every_s": EVERY_S, "keeps_s": KEEPS_S, "machines": machines}


def _machine(node: str, found: QuerySet[LoadSample]) -> Body:
    rows = list(found.order_by("-at")[: KEPT + 1])[::-1]
    columns = {name: [_figure(getattr(row, name)) for row in rows] for name in COLUMNS}
    at = [round(row.at.timestamp()) for row in rows]
    return {"node": node, "cores": rows[-1].cores if rows else 0, "at": at, **columns}


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
