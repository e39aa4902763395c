"""What an earlier worker knew, out of its rows: how often things failed, where the streams stood."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from streaming.enums import ProgramPhase, RelayPhase
from streaming.models import ProgramState, RelayState
from streaming.passing.sent import Sent
from streaming.policies import LONGEST_WAIT_S, policy_of
from streaming.steady import mend
from streaming.worker.mixing import Mixing
from streaming.worker.plan import Key, What
from streaming.worker.runs import close_taken_over
from streaming.worker.timeline import Timeline, restored
from streaming.worker.unit import BACKUP_AFTER, BEFORE_MY_TIME, Unit
from streaming.worker.uplink import Uplink
from streaming.worker.wishes import program_key

NOT_RUNNING = (ProgramPhase.IDLE, ProgramPhase.STOPPED, RelayPhase.OFF, RelayPhase.WAITING)
GAVE_UP = (ProgramPhase.FAILED, ProgramPhase.ENDED, RelayPhase.FAILED)


@dataclass
class Memory:
    """Units by key; the stream's own time and the airing by broadcast; ports of the rehearsal pages,
    and the doors of the platforms behind them."""

    units: dict[Key, Unit] = field(default_factory=dict)
    timelines: dict[int, Timeline] = field(default_factory=dict)
    airings: dict[int, int] = field(default_factory=dict)
    ports: dict[Key, int] = field(default_factory=dict)
    doors: dict[Key, int] = field(default_factory=dict)
    mixings: dict[int, Mixing] = field(default_factory=dict)
    sent: dict[int, Sent] = field(default_factory=dict)  # source → what it sends
    uplink: Uplink = field(default_factory=Uplink)
    holders: dict[int, Key] = field(default_factory=dict)  # page → the one relay that may send to it

    def mixing(self, broadcast: int) -> Mixing:
        """What is remembered of a broadcast's mixer."""
        return self.mixings.setdefault(broadcast, Mixing())

    def unit(self, key: Key) -> Unit:
        """The one of this key, new where it was never seen."""
        return self.units.setdefault(key, Unit(key))

    def timeline(self, broadcast: int) -> Timeline:
        """The stream's own time of a broadcast."""
        return self.timelines.setdefault(broadcast, Timeline())


def restore() -> Memory:
    """At a worker's start."""
    mend(timezone.now())
    memory, now = Memory(), time.monotonic()
    for row in ProgramState.objects.all():
        key = program_key(row.pk)
        memory.units[key] = _unit(key, row, now)
        gone = (timezone.now() - row.timeline_at).total_seconds() if row.timeline_at else None
        memory.timelines[row.pk] = restored(row.timeline_s, row.timeline_mono, gone, now)
        memory.airings[row.pk] = row.airing
    for state in RelayState.objects.select_related("relay"):
        key = Key(What.RELAY, state.pk, state.relay.broadcast_id)
        memory.units[key] = _relay(key, state, now)
    return memory


def take_over(memory: Memory, node: str, relays: Collection[Key], programs: bool) -> None:
    """What another worker wrote down of what is this one's now; its runs are closed."""
    now, mine = time.monotonic(), [key.id for key in relays]
    close_taken_over(node, mine, programs)
    for state in RelayState.objects.filter(pk__in=mine).select_related("relay"):
        key = Key(What.RELAY, state.pk, state.relay.broadcast_id)
        if not memory.unit(key).alive:
            memory.units[key] = _relay(key, state, now)


def _relay(key: Key, row: RelayState, now: float) -> Unit:
    """Which failures were of one kind is not written: all count as the last, so that a worker that began
    anew knocks at no page more often."""
    unit = _unit(key, row, now)
    unit.first_at, unit.on_backup, unit.in_a_row = row.first_at, row.on_backup, row.failures
    unit.lost = row.failures % BACKUP_AFTER if policy_of(row.error_code).elsewhere else 0
    return unit


def _unit(key: Key, row: ProgramState | RelayState, now: float) -> Unit:
    return Unit(
        key,
        failures=row.failures,
        restarts=row.restarts,
        not_before=now + _left(row.next_try_at),
        given_up=BEFORE_MY_TIME if row.state in GAVE_UP else None,
        error_code=row.error_code,
        error_at=row.error_at,
        next_try_at=row.next_try_at,
        lives=0 if row.state in NOT_RUNNING else 1,
    )


def _left(at: datetime | None) -> float:
    """Seconds to a moment, whatever the clock did meanwhile."""
    return min(LONGEST_WAIT_S, max(0.0, (at - timezone.now()).total_seconds())) if at else 0.0
