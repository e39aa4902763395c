"""The moderation log, and who is held back."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from events.models import Ceremony
from realtime.models import LogEntry, Sanction

LOG_SHOWN, SANCTIONS_SHOWN = 100, 200


def log_before(room_id: int, before: int | None) -> list[LogEntry]:
    """The newest first, one more than is shown."""
    found = LogEntry.objects.select_related("sanction", "undone").filter(room_id=room_id)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found[: LOG_SHOWN + 1])


def held_back(ceremony: Ceremony) -> list[Sanction]:
    """What holds in a ceremony now: its own, and its unit's and those above."""
    above = [int(step) for step in ceremony.unit.path.split("/") if step]
    here = Q(room_id=ceremony.pk, unit=None) | Q(unit_id__in=above)
    running = Q(until=None) | Q(until__gt=timezone.now())
    found = Sanction.objects.filter(here, running, lifted_at=None).select_related("unit", "by")
    return list(found[:SANCTIONS_SHOWN])
