"""Rehearsals: begun and stopped by people, closed by the worker's conductor.

Of the ceremony itself nothing is written: the stand-in has a ceremony and a broadcast of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from events.audit import record
from events.enums import CeremonyState
from events.errors import NotFound
from events.models import Ceremony, User
from streaming.enums import Desired, Mode, SourceKind, Switch
from streaming.enums_drill import Verdict
from streaming.errors_drill import RehearsalOnAir, RehearsalOver, RehearsalRuns
from streaming.models import Broadcast, Rehearsal, Relay, Source
from streaming.selectors import broadcast_of
from streaming.services.locking import locked
from streaming.wake import changed_on_commit

KEPT = 30  # a ceremony
# The chain is rehearsed as it is set; what is chosen by hand on air is not.
COPIED = ("slate_picture", "profile", "loudness", "gain_db", "av_offset_ms")


@transaction.atomic
def begin(actor: User, ceremony: Ceremony, length_s: int, faults: Sequence[str]) -> Rehearsal:
    """Raises RehearsalOnAir, RehearsalOver, RehearsalRuns."""
    ceremony = locked(ceremony)
    real = broadcast_of(ceremony)
    if real.on_air:
        raise RehearsalOnAir
    if ceremony.state != CeremonyState.SCHEDULED:
        raise RehearsalOver
    stand_in = _stand_in(ceremony)
    _set_up(stand_in, real, actor)
    try:
        with transaction.atomic():
            made = Rehearsal.objects.create(
                ceremony=ceremony,
                airing=Broadcast.objects.values_list("airing", flat=True).get(pk=stand_in.pk),
                length_s=length_s,
                faults=list(faults),
                by=actor,
                began_at=timezone.now(),
            )
    except IntegrityError:
        raise RehearsalRuns from None
    record(actor, "rehearsal.begin", ceremony, length_s=length_s, faults=list(faults))
    changed_on_commit(ceremony.pk)
    return made


@transaction.atomic
def stop(actor: User, ceremony: Ceremony, rehearsal_id: int) -> Rehearsal:
    """Its verdict says what was seen till now; one that is over already is no error. Raises NotFound."""
    ceremony = locked(ceremony)
    found = Rehearsal.objects.filter(ceremony=ceremony, pk=rehearsal_id).first()
    if found is None:
        raise NotFound
    if found.ended_at is None and found.asked_to_stop_at is None:
        _off_air(ceremony, Rehearsal.PERSON)
        record(actor, "rehearsal.stop", ceremony)
    found.refresh_from_db()
    return found


def make_way(ceremony: Ceremony, why: str) -> None:
    """The ceremony itself goes on air, or is cancelled: its rehearsal ends in the same transaction."""
    if Broadcast.objects.filter(rehearses=ceremony, desired=Desired.ON_AIR).exists():
        _off_air(ceremony, why)
        record(None, "rehearsal.made_way", ceremony, why=why)


def close(row: Rehearsal, verdict: Verdict, facts: Any = None, checks: Sequence[Any] = ()) -> None:
    """The conductor's, once: whoever closed it first is right."""
    with transaction.atomic():
        over = {"ended_at": timezone.now(), "verdict": verdict, "doing": []}
        mine = Rehearsal.objects.filter(pk=row.pk, ended_at=None)
        if not mine.update(**over, facts=facts, checks=list(checks)):
            return
        _off_air(row.ceremony, "")
        record(None, "rehearsal.verdict", row.ceremony, verdict=str(verdict))
        mine = Rehearsal.objects.filter(ceremony=row.ceremony_id)
        mine.filter(pk__in=list(mine.values_list("pk", flat=True)[KEPT:])).delete()
        tell(row)


def tell(row: Rehearsal) -> None:
    """The desks look again; no viewer's screen shows anything of it."""
    changed_on_commit(row.ceremony_id)


def _off_air(ceremony: Ceremony, why: str) -> None:
    now = timezone.now()
    mine = Broadcast.objects.filter(rehearses=ceremony, desired=Desired.ON_AIR)
    mine.update(desired=Desired.STOPPED, ended_at=now, cut=False, mode=Mode.AUTO, version=F("version") + 1)
    if why:
        asked = Rehearsal.objects.filter(ceremony=ceremony, ended_at=None, asked_to_stop_at=None)
        asked.update(asked_to_stop_at=now, stopped_for=why)
    changed_on_commit(ceremony.pk)


def _stand_in(ceremony: Ceremony) -> Broadcast:
    """Made once. Cancelled and unpublished, with a name that no address can have."""
    found = Broadcast.objects.filter(rehearses=ceremony).first()
    if found is not None:
        return found
    shadow = Ceremony.hidden_too.create(
        unit=ceremony.unit,
        slug=f".{secrets.token_hex(12)}",
        title=ceremony.title,
        starts_at=ceremony.starts_at,
        ends_at=ceremony.ends_at,
        state=CeremonyState.CANCELLED,
    )
    return Broadcast.objects.create(ceremony=shadow, rehearses=ceremony)


def _set_up(stand_in: Broadcast, real: Broadcast, actor: User) -> None:
    """The sources of the ceremony, or the test card; a relay for every page that is on."""
    source = (
        real.source
        or Source.objects.get_or_create(
            ceremony_id=stand_in.pk, kind=SourceKind.TEST_CARD, defaults={"name": "Hình thử"}
        )[0]
    )
    copied = {name: getattr(real, name) for name in COPIED}
    Broadcast.objects.filter(pk=stand_in.pk).update(
        desired=Desired.ON_AIR,
        mode=Mode.AUTO,
        cut=False,
        source=source,
        take=None,
        airing=F("airing") + 1,
        version=F("version") + 1,
        started_at=timezone.now(),
        started_by=actor,
        ended_at=None,
        **copied,
    )
    Relay.objects.filter(broadcast=stand_in).delete()
    wanted = Relay.objects.filter(broadcast=real, desired=Switch.ON, withdrawn=False)
    fresh = [Relay(broadcast=stand_in, page_id=page) for page in wanted.values_list("page_id", flat=True)]
    Relay.objects.bulk_create(fresh)
