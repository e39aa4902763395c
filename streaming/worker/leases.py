"""What this worker holds in the database: claimed by a guarded UPDATE, renewed every two seconds.

All moments are the database's, so that a machine with a wrong clock harms nobody. A worker that cannot
renew lets its relays end (`until`) before anybody else may send in its place:

    renewed at 0 s → its relays end at 8 s, whatever froze, was cut off or killed → others may claim at 10 s

Who is alone has longer, since nobody waits: a database that restarts then interrupts nothing.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Now

from streaming.hosts import PROGRAM_LEASE_S, RELAYS_LEASE_S
from streaming.models import Lease
from streaming.worker.sharing import share, to_take

RENEW_EVERY_S = 2.0
EXPIRY_S = 10.0  # RELAYS_LEASE_S, and what a kill takes
ALONE_S, ALONE_GUARD_S = 60.0, 55.0
STALE_S = 10.0  # a worker that could not renew for so long keeps no program alive either
MAKER_S = PROGRAM_LEASE_S + STALE_S + 5.0  # a program outlives its worker by a minute
LEFT_FOR_S = 5.0
FORGET_AFTER = timedelta(days=1)
MAKER, NODE = "maker", "node:"


class Row(NamedTuple):
    """A lease as it stands: `free` since its moment is over, `left`: for some seconds now."""

    node: str
    free: bool
    left: bool
    moment: datetime


class NameTaken(Exception):
    """Another worker that lives has this name: both would send to the same pages."""


@dataclass
class Leases:
    """Of one worker, by its name. Methods use the database and may raise its errors.

    `held`: what may run here; `taken`: what the last claim took over from another; `nodes`: those that live.
    `folder`: what tells two workers apart that were given one name by mistake.
    """

    node: str
    folder: str = ""
    held: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    nodes: tuple[str, ...] = ()
    _wanted: frozenset[str] = frozenset()
    _covered: frozenset[str] = frozenset()  # of these the last renewal, or a claim since, set the moment
    _renewed: float | None = None  # monotonic, from before the database was asked
    _alone: bool = False  # as the leases were last written
    _swept: float = field(default=0.0)
    _written: dict[str, tuple[datetime, float]] = field(default_factory=dict)  # moment, seen since

    @property
    def maker(self) -> bool:
        """Whether the programs are made here."""
        return MAKER in self.held

    @property
    def alone(self) -> bool:
        """Whether nobody else may claim soon what is held here."""
        return self._alone and not set(self.nodes) - {self.node}

    def until(self) -> dict[str, float | None]:
        """For the relays' host: when they have to end, on the monotonic clock.

        None: not by this, since nobody else is there to send; {}: nothing is known yet, all stays as it was.
        """
        if self._renewed is None:
            return {}
        if self.alone and settings.ENV.sqlite:
            return {"until": None}
        return {"until": self._renewed + (ALONE_GUARD_S if self._alone else RELAYS_LEASE_S)}

    @property
    def fresh(self) -> bool:
        """Whether what is held may be acted on still: who was frozen in a step looks again first."""
        if self._renewed is None:
            return False
        return time.monotonic() - self._renewed < (ALONE_GUARD_S if self._alone else RELAYS_LEASE_S)

    @property
    def stale(self) -> bool:
        """Cut off while others live: the minute that programs outlive their worker begins."""
        cut = self._renewed is not None and time.monotonic() - self._renewed > STALE_S
        return cut and not self.alone

    def renew(self) -> None:
        """Where it is time. What another took meanwhile stays with him. Raises NameTaken."""
        began = time.monotonic()
        if self._renewed is None or began - self._renewed >= RENEW_EVERY_S:
            self._write_down(began)
            self._sweep(began)

    def _write_down(self, began: float) -> None:
        own = f"{NODE}{self.node}"
        with transaction.atomic():
            Lease.objects.bulk_create(
                [Lease(key=own, node=self._lives_as, expires_at=Now())], ignore_conflicts=True
            )
            unclaimed = Q(node=self._lives_as) | Q(expires_at__lte=Now())
            here = Lease.objects.filter(unclaimed, key=own)
            if not here.update(node=self._lives_as, expires_at=_in(EXPIRY_S)):
                raise NameTaken(self.node)
            living = Lease.objects.filter(key__startswith=NODE, expires_at__gt=Now()).exclude(key=own)
            self.nodes = _names([*living.values_list("key", flat=True), own])
            alone = len(self.nodes) == 1
            mine = Lease.objects.filter(node=self.node)
            mine.filter(key=MAKER).update(expires_at=_in(MAKER_S))
            if self._wanted:
                mine.filter(key__in=self._wanted).update(expires_at=_in(_length(alone)))
        self._renewed, self._alone, self._covered = began, alone, self._wanted

    def claim(self, wanted: Collection[str], at_maker: Collection[str] = ()) -> None:
        """Take a share of these where they are free, and the making of programs where nobody has it.

        `at_maker`: those that only the maker of programs can have.
        """
        self._wanted = frozenset(wanted)
        rows = self._rows()
        if self._alone and not self.alone:  # somebody came: he need not wait for as long as nobody would
            self._write_down(time.monotonic())
            rows = self._rows()
        missing = (self._wanted | {MAKER}) - rows.keys()
        if missing:
            new = [Lease(key=key, expires_at=Now()) for key in sorted(missing)]
            Lease.objects.bulk_create(new, ignore_conflicts=True)
            rows = self._rows()
        others = {key for key, row in rows.items() if row.node not in ("", self.node)}
        if rows[MAKER].free:
            self._take([MAKER], MAKER_S)
            rows = self._rows()
        if not self._mine(rows[MAKER]):
            self._wanted -= frozenset(at_maker)
        pages = {key: rows[key] for key in self._wanted}
        # What an earlier life of this worker held, or what was not wanted for a while, may end any moment,
        # while its relays are told to end by the last renewal, which did not cover it.
        own = {key for key in self._wanted - self._covered if self._mine(rows[key])}
        if keys := own.union(self._share(pages)):
            self._take(keys, _length(self._alone))
            self._covered |= keys
            rows = self._rows()
        self.held = frozenset(key for key, row in rows.items() if self._mine(row))
        self.taken = self.held & others

    def let_go(self) -> None:
        """At a clean end with nothing on air: whoever lives takes over at once."""
        own = Q(key=f"{NODE}{self.node}", node=self._lives_as)
        Lease.objects.filter(own | Q(node=self.node)).update(node="", expires_at=Now())

    @property
    def _lives_as(self) -> str:
        return self.folder or self.node

    def _rows(self) -> dict[str, Row]:
        """Of what is wanted; learns who lives, too."""
        found = Lease.objects.filter(Q(key__in=self._wanted | {MAKER}) | Q(key__startswith=NODE))
        asked = found.annotate(free=_over(0.0), left=_over(LEFT_FOR_S))
        rows = {it.key: Row(it.node, it.free, it.left, it.expires_at) for it in asked}
        living = [key for key, row in rows.items() if key.startswith(NODE) and not row.free]
        self.nodes = _names([*living, f"{NODE}{self.node}"])
        leases = {key: row for key, row in rows.items() if not key.startswith(NODE)}
        return {key: row._replace(free=self._silent(key, row) and row.free) for key, row in leases.items()}

    def _silent(self, key: str, row: Row) -> bool:
        """Whether its holder wrote nothing for as long as a lease takes, by this machine's own clock: where
        the database's clock is set forward, what lives must not look dead."""
        if row.node in ("", self.node):
            return True
        moment, since = self._written.get(key, (None, 0.0))
        if moment != row.moment:
            since = time.monotonic()
            self._written[key] = (row.moment, since)
        return time.monotonic() - since >= EXPIRY_S

    def _mine(self, row: Row) -> bool:
        return row.node == self.node and not row.free

    def _share(self, pages: dict[str, Row]) -> list[str]:
        """What of the free ones to try for."""
        free = sorted(key for key, row in pages.items() if row.free)
        if not free:
            return []
        room = share(len(pages), len(self.nodes)) - sum(map(self._mine, pages.values()))
        left = {key for key in free if pages[key].left}
        return to_take(free, room, (self.nodes.index(self.node), len(self.nodes)), left)

    def _take(self, keys: Collection[str], length: float) -> None:
        """The guarded UPDATE: of two who want the same, one gets it."""
        allowed = Q(node=self.node) | Q(expires_at__lte=Now())
        guarded = Lease.objects.filter(allowed, key__in=keys)
        guarded.update(node=self.node, expires_at=_in(length))

    def _sweep(self, now: float) -> None:
        """Forget pages of long ago; once an hour."""
        if now - self._swept > 3600:
            self._swept = now
            Lease.objects.filter(expires_at__lt=Now() - FORGET_AFTER).delete()


def _length(alone: bool) -> float:
    return ALONE_S if alone else EXPIRY_S


def _in(seconds: float) -> object:
    return Now() + timedelta(seconds=seconds)


def _over(seconds: float) -> ExpressionWrapper[Q]:
    """Whether its moment was so long ago, at least."""
    return ExpressionWrapper(Q(expires_at__lte=Now() - timedelta(seconds=seconds)), BooleanField())


def _names(keys: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({key.removeprefix(NODE) for key in keys}))
