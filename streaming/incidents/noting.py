"""Writes what happened, called by the worker's observer before it writes the new state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from streaming.enums import Desired, Happening, Showing
from streaming.incidents.happenings import TROUBLE, Last, of_relay, of_source
from streaming.models import Incident, ProgramState, Relay, RelayState, Source

Values = dict[str, Any]
SEEN = ("state", "error_code", "waits_for")  # of a relay: nothing else makes a line


@dataclass(frozen=True)
class Subject:
    """What a line is about; `id` and `name` are kept when it is deleted."""

    ceremony_id: int
    about: str
    id: int | None
    name: str = ""

    @property
    def lines(self) -> QuerySet[Incident]:
        """Those about it, the newest first."""
        return Incident.objects.filter(ceremony_id=self.ceremony_id, about=self.about, subject=self.id)

    def last(self) -> Last:
        """The newest."""
        line = self.lines.first()
        return Last(line.happening, line.cause) if line else Last()


def note_relay(row: RelayState, values: Values) -> None:
    """One query where the state moved, none else."""
    if all(values.get(name, getattr(row, name)) == getattr(row, name) for name in SEEN):
        return
    relay = Relay.objects.select_related("page").filter(pk=row.pk).first()
    if relay is None:
        return
    page = Subject(relay.broadcast_id, Incident.PAGE, relay.page_id, relay.page.name)
    cause = str(values.get("error_code", row.error_code))
    found = of_relay(page.last(), str(values["state"]), cause, str(values.get("waits_for", "")))
    if found is not None:
        _write(page, found, cause)


def note_source(source: Source, before: str, state: str, cause: str) -> None:
    """Only while its ceremony is on air: what is tried out beforehand is nobody's incident."""
    broadcast = getattr(source.ceremony, "broadcast", None)
    if broadcast is None or broadcast.desired != Desired.ON_AIR:
        return
    subject = Subject(source.ceremony_id, Incident.SOURCE, source.pk, source.name)
    found = of_source(subject.last(), before, state, cause)
    if found is not None:
        _write(subject, found, cause)


def note_program(row: ProgramState, values: Values) -> None:
    """What the public sees from now on."""
    showing = values.get("showing", row.showing)
    source: int | None = values.get("showing_source", row.showing_source)
    if (showing, source) == (row.showing, row.showing_source) or showing == Showing.NOTHING:
        return
    known = Source.objects.filter(pk=source or 0).values_list("name", flat=True).first()
    _write(Subject(row.pk, Incident.PROGRAM, source, known or ""), Happening.SHOWS, "")


def _write(subject: Subject, happening: Happening, cause: str) -> None:
    over = happening in (Happening.BACK, Happening.OFF)
    Incident.objects.create(
        ceremony_id=subject.ceremony_id,
        about=subject.about,
        subject=subject.id,
        name=subject.name,
        happening=happening,
        cause=cause if happening in (Happening.LOST, Happening.GAVE_UP) else "",
        lasted_s=_lasted(subject) if over else None,
    )


def _lasted(subject: Subject) -> float | None:
    """Since the first line of this trouble."""
    mine = subject.lines.order_by("id")
    calm = mine.exclude(happening__in=TROUBLE).aggregate(last=Max("id"))["last"] or 0
    first = mine.filter(id__gt=calm).first()
    return round((timezone.now() - first.at).total_seconds(), 1) if first else None
