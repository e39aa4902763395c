"""On air and off, and what is shown. Requests write only what is wanted; the worker does the rest."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.audit import record
from events.enums import CeremonyState
from events.errors import IllegalTransition
from events.models import Ceremony, User
from events.services import lifecycle
from streaming.enums import Desired, Mode
from streaming.errors import NoSource, NotPublished, StaleVersion, UnknownSource
from streaming.models import Broadcast, Rehearsal, Source
from streaming.selectors import broadcast_of
from streaming.services import rehearsals
from streaming.services.locking import locked
from streaming.services.pass_kind import check_kind
from streaming.wake import changed_on_commit


def make_broadcast(ceremony_id: int) -> None:
    """Every ceremony has one from the beginning; called through events.ports."""
    Broadcast.objects.get_or_create(pk=ceremony_id)


@transaction.atomic
def set_source(actor: User, ceremony: Ceremony, source: Source, version: int | None = None) -> Broadcast:
    """Choose what is shown, on air too. Raises UnknownSource, StaleVersion."""
    ceremony = locked(ceremony)
    broadcast = broadcast_of(ceremony)
    _check_source(ceremony, source)
    if broadcast.on_air:
        check_kind(broadcast, source)
    change(broadcast, version, source=source, take=None)
    record(actor, "broadcast.source", ceremony, source=source.name)
    return broadcast_of(ceremony)


@transaction.atomic
def start(
    actor: User, ceremony: Ceremony, source: Source | None = None, version: int | None = None
) -> Broadcast:
    """On air; already on air is no error. Raises NotPublished, NoSource, IllegalTransition, StaleVersion."""
    ceremony = locked(ceremony)
    broadcast = broadcast_of(ceremony)
    if broadcast.on_air:
        return broadcast
    rehearsals.make_way(ceremony, Rehearsal.START)
    check_startable(ceremony, source or broadcast.source)
    check_kind(broadcast, source or broadcast.source)
    first = {"started_at": timezone.now(), "ended_at": None, "started_by": actor}
    first |= {"take": None, "armed_at": None, "armed_by": None}
    try:
        change(
            broadcast,
            version,
            desired=Desired.ON_AIR,
            airing=F("airing") + 1,
            source=source or broadcast.source,
            **first,
        )
    except StaleVersion:
        present = broadcast_of(ceremony)
        if present.on_air:  # somebody pressed the same button in the same moment
            return present
        raise
    record(actor, "broadcast.start", ceremony, source=str(source or broadcast.source))
    return broadcast_of(ceremony)


@transaction.atomic
def set_mode(actor: User, ceremony: Ceremony, mode: Mode, version: int | None = None) -> Broadcast:
    """The red button and its undoing; pressed twice is no error. Raises StaleVersion."""
    broadcast = broadcast_of(ceremony)
    if broadcast.mode != mode:
        change(broadcast, version, mode=mode)
        record(actor, "broadcast.mode", ceremony, mode=mode.value)
    return broadcast_of(ceremony)


@transaction.atomic
def stop(actor: User | None, ceremony: Ceremony, version: int | None = None) -> Broadcast:
    """Off air; a ceremony that was live is over. Not on air is no error. Raises StaleVersion."""
    ceremony = locked(ceremony)
    broadcast = broadcast_of(ceremony)
    if not broadcast.on_air:
        return broadcast
    over = {"ended_at": timezone.now(), "take": None, "ends_itself_at": None, "mode": Mode.AUTO}
    change(broadcast, version, desired=Desired.STOPPED, **over)
    Source.objects.filter(ceremony=ceremony).update(preview_until=None)
    record(actor, "broadcast.stop", ceremony)
    lifecycle.mark_ended(ceremony.pk)
    return broadcast_of(ceremony)


def stop_cancelled(ceremony_id: int) -> None:
    """A cancelled ceremony sends nothing; called through events.ports."""
    ceremony = Ceremony.objects.filter(pk=ceremony_id).first()
    if ceremony is not None:
        rehearsals.make_way(ceremony, Rehearsal.CANCEL)
        stop(None, ceremony)


def _check_source(ceremony: Ceremony, source: Source) -> None:
    if source.ceremony_id != ceremony.pk:
        raise UnknownSource(source=source.pk)


def check_startable(ceremony: Ceremony, source: Source | None) -> None:
    """Raises IllegalTransition, NotPublished, NoSource, UnknownSource."""
    if ceremony.state not in (CeremonyState.SCHEDULED, CeremonyState.LIVE):
        raise IllegalTransition("start", [str(act) for act in lifecycle.possible_acts(ceremony)])
    if ceremony.published_id is None:
        raise NotPublished
    if source is None:
        raise NoSource
    _check_source(ceremony, source)


def change(broadcast: Broadcast, version: int | None, **fields: Any) -> None:
    """A guarded UPDATE: no row changed means that another process got there first."""
    expected = broadcast.version if version is None else version
    mine = Broadcast.objects.filter(pk=broadcast.pk, version=expected)
    if not mine.update(version=F("version") + 1, **fields):
        raise StaleVersion(broadcast_of(broadcast.ceremony).version)
    changed_on_commit(broadcast.pk)
