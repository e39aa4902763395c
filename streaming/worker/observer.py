"""Writing what the worker saw, where it differs from what is written; the only writer of these rows."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.announce import Announcement, What, announce_on_commit
from events.services import lifecycle
from streaming.enums import ProgramPhase, RelayPhase, SourcePhase
from streaming.incidents.noting import note_program, note_relay, note_source
from streaming.models import Broadcast, ProgramState, Relay, RelayState, Source, SourceState, WorkerHeartbeat
from streaming.steady import Steady, follow
from streaming.worker.runs import RunEnd, close, close_lost, write_life

QUIET_S = 2.0  # numbers that move all the time are written this often
NUMBERS = frozenset({"bitrate_kbps", "fps", "levels", "timeline_s", "timeline_mono", "timeline_at"})
Values = dict[str, Any]
State = ProgramState | RelayState


@dataclass
class Picture:
    """What one step saw: values by primary key, runs that ended, runs that live."""

    programs: dict[int, Values] = field(default_factory=dict)
    relays: dict[int, Values] = field(default_factory=dict)
    first_segment: set[int] = field(default_factory=set)
    ended: list[RunEnd] = field(default_factory=list)
    living: set[int] = field(default_factory=set)
    sources: dict[int, tuple[str, str]] = field(default_factory=dict)
    sent: dict[int, Values] = field(default_factory=dict)
    mixed: set[int] = field(default_factory=set)
    lives: list[tuple[int, Values]] = field(default_factory=list)
    uplink: Values | None = None
    maker: bool = True

    @property
    def empty(self) -> bool:
        """Nothing runs and nothing has ended."""
        return not (self.programs or self.relays or self.ended or self.living or self.mixed or self.sources)


class Observer:
    """Holds no truth, only when it last wrote numbers."""

    def __init__(self, name: str, pid: int) -> None:
        self.name, self.pid = name, pid
        self._numbers_at: dict[tuple[str, int], float] = {}
        self._beat_at = 0.0

    def write(self, picture: Picture) -> None:
        """Everything in one transaction; announces what people would see."""
        if picture.empty and not self._beat_due():
            return
        with transaction.atomic():
            for broadcast_id, life in picture.lives:
                write_life(self.name, broadcast_id, life)
            close(picture.ended)
            close_lost(self.name, picture.living, picture.mixed)
            changed = self._programs(picture) | self._relays(picture)
            if picture.maker:  # senders come to its door
                changed |= _sources(picture)
            for ceremony_id in changed:
                announce_on_commit(Announcement(ceremony_id, What.BROADCAST))
            self._beat(picture)

    def _programs(self, picture: Picture) -> set[int]:
        known = _rows(ProgramState.objects.filter(pk__in=picture.programs))
        alive = set(Broadcast.objects.filter(pk__in=picture.programs).values_list("pk", flat=True))
        changed = set()
        for pk in alive:
            row = known.get(pk) or ProgramState(pk=pk)
            values = picture.programs[pk]
            if pk in picture.first_segment and self._goes_live(row, values):
                changed.add(pk)
            if values.get("airing", row.airing) != row.airing:
                values.setdefault("first_segment_at", None)
            note_program(row, values)
            if self._save("program", row, values):
                changed.add(pk)
            if row.state == ProgramPhase.STOPPED and pk in changed:
                lifecycle.mark_ended(pk)
        return changed

    def _goes_live(self, row: ProgramState, values: Values) -> bool:
        """The ceremony is live at this airing's first public segment, unless it was stopped meanwhile."""
        airing = values["airing"]
        if row.airing == airing and row.first_segment_at is not None:
            return False
        if not Broadcast.objects.filter(pk=row.pk, airing=airing, desired="on_air").exists():
            return False
        values["first_segment_at"] = timezone.now()
        lifecycle.mark_live(row.pk)
        return True

    def _relays(self, picture: Picture) -> set[int]:
        known = _rows(RelayState.objects.filter(pk__in=picture.relays))
        places = dict(Relay.objects.filter(pk__in=picture.relays).values_list("pk", "broadcast_id"))
        changed = set()
        for pk, broadcast_id in places.items():
            row = known.get(pk) or RelayState(pk=pk)
            values = picture.relays[pk] | {"node": self.name}
            note_relay(row, values)
            before = Steady(row.steady_from, row.lost_at)
            steady = follow(before, values["state"], values.get("flowing"), timezone.now())
            if self._save("relay", row, values | {"steady_from": steady.since, "lost_at": steady.lost_at}):
                changed.add(broadcast_id)
        return changed

    def _save(self, what: str, row: State, values: Values) -> bool:
        """Write the fields that differ; True where people would see it."""
        if values["state"] != row.state:
            running = values["state"] in (ProgramPhase.RUNNING, RelayPhase.RUNNING)
            values["since"] = timezone.now() if running else None
        showing = ("showing", "showing_source")
        if what == "program" and any(values.get(name) != getattr(row, name) for name in showing):
            values["showing_since"] = timezone.now()
        differ = {name for name, value in values.items() if getattr(row, name) != value}
        now, mark = time.monotonic(), (what, row.pk)
        if differ <= NUMBERS and now - self._numbers_at.get(mark, 0.0) < QUIET_S:
            return False
        self._numbers_at[mark] = now
        for name in differ:
            setattr(row, name, values[name])
        if row._state.adding:
            row.save(force_insert=True)
        elif differ:
            row.save(update_fields=sorted(differ))
        return bool(differ)

    def _beat_due(self) -> bool:
        return time.monotonic() - self._beat_at >= QUIET_S

    def _beat(self, picture: Picture) -> None:
        if not self._beat_due():
            return
        self._beat_at = time.monotonic()
        seen: Values = {"pid": self.pid, "seen_at": timezone.now(), "uplink": picture.uplink}
        seen["maker"] = picture.maker
        WorkerHeartbeat.objects.update_or_create(name=self.name, defaults=seen)


def _sources(picture: Picture) -> set[int]:
    """Ceremonies with a source that came or went; what nobody connects any more is off."""
    lit = SourceState.objects.exclude(state=SourcePhase.OFF).values_list("pk", flat=True)
    seen = dict.fromkeys(lit, (SourcePhase.OFF.value, "")) | picture.sources
    known = _rows(SourceState.objects.filter(pk__in=seen))
    changed = set()
    for source in Source.objects.filter(pk__in=seen).select_related("ceremony__broadcast"):
        state, code = seen[source.pk]
        row = known.get(source.pk)
        sent = picture.sent.get(source.pk)
        if row is None or (row.state, row.error_code, row.sent) != (state, code, sent):
            same = row is not None and row.state == state
            note_source(source, row.state if row else SourcePhase.OFF, state, code)
            since = {} if same else {"since": timezone.now()}
            values = {"state": state, "error_code": code, "sent": sent, **since}
            SourceState.objects.update_or_create(pk=source.pk, defaults=values)
            changed.add(source.ceremony_id)
    return changed


def _rows(found: Iterable[Any]) -> dict[int, Any]:
    return {row.pk: row for row in found}
