"""A broadcast that starts and ends itself: armed by a person, carried out by the worker."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation

from events.audit import record
from events.errors import DomainError
from events.models import Ceremony, User
from streaming.enums import Desired
from streaming.errors import BadStartTime, NotOnAir
from streaming.errors_clock import ArmedByNobody, StartTooLate
from streaming.models import Broadcast
from streaming.selectors import NOT_STARTED, NOT_STARTED_SEEN, broadcast_of, not_started
from streaming.services import broadcasts
from streaming.services.broadcasts import change, check_startable
from streaming.services.locking import locked
from streaming.wake import changed_on_commit

log = logging.getLogger(__name__)
WITHIN_DAYS = 60
LATE_BY = timedelta(minutes=15)  # a server that was away longer asks a person first
GRACE = timedelta(minutes=15)  # after the scheduled end


@transaction.atomic
def arm(
    actor: User, ceremony: Ceremony, at: datetime | None, ends: bool = False, version: int | None = None
) -> Broadcast:
    """Start itself then, and with `ends` end itself after the scheduled end; None disarms.

    Raises BadStartTime, and all that a start raises: what cannot start is said now, not then.
    """
    ceremony = locked(ceremony)
    broadcast, now = broadcast_of(ceremony), timezone.now()
    if at is not None:
        if not now < at < now + timedelta(days=WITHIN_DAYS):
            raise BadStartTime(days=WITHIN_DAYS)
        check_startable(ceremony, broadcast.source)
    until = max(ceremony.ends_at, at) + GRACE if at is not None and ends else None
    change(broadcast, version, armed_at=at, armed_by=actor if at else None, ends_itself_at=until)
    record(actor, "broadcast.arm", ceremony, at=at.isoformat() if at else None, ends=ends)
    return broadcast_of(ceremony)


@transaction.atomic
def extend(actor: User, ceremony: Ceremony, minutes: int | None, version: int | None = None) -> Broadcast:
    """End itself so much later than planned; None: only by hand. Raises NotOnAir, StaleVersion."""
    ceremony = locked(ceremony)
    broadcast = broadcast_of(ceremony)
    if not broadcast.on_air:
        raise NotOnAir
    planned = broadcast.ends_itself_at or max(ceremony.ends_at, timezone.now())
    until = None if minutes is None else max(planned, timezone.now()) + timedelta(minutes=minutes)
    change(broadcast, version, ends_itself_at=until)
    record(actor, "broadcast.extend", ceremony, until=until.isoformat() if until else None)
    return broadcast_of(ceremony)


def due(now: datetime) -> None:
    """Start and end what is due; the worker calls this at every step."""
    armed = Broadcast.objects.filter(armed_at__lte=now).exclude(desired=Desired.ON_AIR)
    for broadcast in armed.select_related("ceremony", "armed_by"):
        _start(broadcast, now)
    ending = Broadcast.objects.filter(ends_itself_at__lte=now, desired=Desired.ON_AIR)
    for broadcast in ending.select_related("ceremony"):
        broadcasts.stop(None, broadcast.ceremony)
        log.info("broadcast %s ended itself", broadcast.pk)


def _start(broadcast: Broadcast, now: datetime) -> None:
    """Once: whatever comes of it, it is not armed any more, unless somebody armed it anew meanwhile."""
    actor, at = broadcast.armed_by, broadcast.armed_at
    assert at is not None  # noqa: S101  asked for
    mine = Broadcast.objects.filter(pk=broadcast.pk, armed_at=at)
    if not mine.update(armed_at=None, armed_by=None):
        return
    try:
        if now - at > LATE_BY:
            raise StartTooLate(minutes=LATE_BY // timedelta(minutes=1))
        if actor is None:
            raise ArmedByNobody
        broadcasts.start(actor, broadcast.ceremony)
    except DomainError as error:  # what was right when it was armed need not be now
        log.warning("broadcast %s did not start itself: %s", broadcast.pk, error.code)
        record(None, NOT_STARTED, broadcast.ceremony, **_told(error))
        changed_on_commit(broadcast.pk)


def _told(error: DomainError) -> dict[str, str]:
    """In both languages: who reads it is not there yet."""
    said = {"why": error.code}
    for language in ("vi", "en"):
        with translation.override(language):
            said[language] = error.message
    return said


@transaction.atomic
def seen(actor: User, ceremony: Ceremony) -> Broadcast:
    """Somebody knows that it did not start itself; where nothing is to be known, nothing is done."""
    ceremony = locked(ceremony)
    if not_started(ceremony) is not None:
        record(actor, NOT_STARTED_SEEN, ceremony)
        changed_on_commit(ceremony.pk)
    return broadcast_of(ceremony)
