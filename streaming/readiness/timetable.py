"""When pages are looked at without being asked: a day before the start, and half an hour before."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from events.enums import CeremonyState
from events.models import Ceremony
from streaming.enums import LookCause, Switch
from streaming.models import Readiness

BEFORE = {LookCause.HALF_HOUR: timedelta(minutes=30), LookCause.DAY: timedelta(days=1)}
GIVEN_UP_AFTER = timedelta(minutes=2)  # whoever began a look and did not end it is gone


def due(now: datetime) -> list[tuple[Ceremony, LookCause]]:
    """What has to be looked at now. One that was planned at short notice gets the later look alone."""
    return [(ceremony, cause) for ceremony in _coming(now) if (cause := _cause(ceremony, now))]


def claim(ceremony: Ceremony, cause: LookCause, now: datetime) -> Readiness | None:
    """The row to fill; None where another worker has it."""
    row, made = Readiness.objects.get_or_create(
        ceremony=ceremony, cause=cause, starts_at=ceremony.starts_at, defaults={"at": now}
    )
    if made:
        return row
    left = Readiness.objects.filter(pk=row.pk, rows__isnull=True, at__lt=now - GIVEN_UP_AFTER)
    return row if left.update(at=now) else None


def _coming(now: datetime) -> QuerySet[Ceremony]:
    soon = Ceremony.objects.filter(starts_at__gt=now, starts_at__lte=now + max(BEFORE.values()))
    wanted = Q(broadcast__relays__desired=Switch.ON)
    return soon.filter(wanted, state=CeremonyState.SCHEDULED, published__isnull=False).distinct()


def _cause(ceremony: Ceremony, now: datetime) -> LookCause | None:
    cause = next(it for it, before in BEFORE.items() if ceremony.starts_at - now <= before)
    looked = Readiness.objects.filter(ceremony=ceremony, cause=cause, starts_at=ceremony.starts_at)
    begun = Q(rows__isnull=False) | Q(at__gte=now - GIVEN_UP_AFTER)
    return None if looked.filter(begun).exists() else cause
