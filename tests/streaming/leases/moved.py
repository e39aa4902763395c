"""A clock that tests move, and steps of workers as far as leases go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from streaming.models import Lease
from streaming.worker import leases as module
from streaming.worker.leases import MAKER, Leases

PAGES = {f"page:{number}" for number in range(1, 7)}


class Clock:
    """This process's monotonic clock, and the database's."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.ahead = timedelta()

    def monotonic(self) -> float:
        return self.now

    def database(self) -> Combinable:
        return Now() + self.ahead

    def passes(self, seconds: float) -> None:
        self.now += seconds
        self.is_set(seconds)

    def is_set(self, seconds: float) -> None:
        """The database's clock alone is moved."""
        self.ahead += timedelta(seconds=seconds)

    def left_s(self, key: str) -> float:
        """Until a lease's moment."""
        row = Lease.objects.annotate(now=Now()).get(key=key)
        now: Any = row.now
        return float((row.expires_at - now - self.ahead).total_seconds())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    monkeypatch.setattr(module, "Now", made.database)
    return made


def looked(*workers: Leases) -> None:
    """A step of each, as far as leases go."""
    for worker in workers:
        worker.renew()
        worker.claim(PAGES)


def pages(worker: Leases) -> set[str]:
    return set(worker.held) - {MAKER}


def both(clock: Clock) -> tuple[Leases, Leases]:
    """Two that share the pages."""
    one, two = Leases("a"), Leases("b")
    one.renew()
    two.renew()
    for _ in range(2):
        clock.passes(2.1)
        looked(one, two)
    return one, two
