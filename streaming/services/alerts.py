"""Alerts: raised and cleared by the worker, acknowledged by people. Nothing of them is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.errors import NotFound
from events.models import Ceremony, User
from streaming.models import Alert, Page
from streaming.wake import changed_on_commit

RAISED, CLEARED, ACKNOWLEDGED = "alert.raised", "alert.cleared", "alert.ack"


@dataclass(frozen=True)
class Fault:
    """What is wrong; `page`: in that page's public stream, None: in our own."""

    code: str
    page: int | None = None


def settle(broadcast_id: int, airing: int, found: Mapping[Fault, datetime], now: datetime) -> bool:
    """Have exactly these open; whether anything changed. One query where nothing did."""
    opened = {
        Fault(it.code, it.page_id): it for it in Alert.objects.filter(broadcast=broadcast_id, until=None)
    }
    fresh, over = found.keys() - opened.keys(), opened.keys() - found.keys()
    if not fresh and not over:
        return False
    ceremony = Ceremony.objects.get(pk=broadcast_id)
    with transaction.atomic():
        for fault in fresh:
            _raise(ceremony, airing, fault, found[fault])
        for fault in over:
            _clear(ceremony, opened[fault], now)
        changed_on_commit(broadcast_id)
    return True


def _raise(ceremony: Ceremony, airing: int, fault: Fault, since: datetime) -> None:
    page = Page.objects.filter(pk=fault.page).first() if fault.page else None
    named = page.name if page else ""
    Alert.objects.create(
        broadcast_id=ceremony.pk, airing=airing, code=fault.code, page=page, page_name=named, since=since
    )
    record(None, RAISED, ceremony, code=fault.code, page=named)


def _clear(ceremony: Ceremony, alert: Alert, now: datetime) -> None:
    alert.until = now
    alert.save(update_fields=["until"])
    lasted = round((now - alert.since).total_seconds(), 1)
    record(None, CLEARED, ceremony, code=alert.code, page=alert.page_name, lasted_s=lasted)


@transaction.atomic
def acknowledge(actor: User, ceremony: Ceremony, alert_id: int) -> Alert:
    """Somebody knows; the first one counts. Raises NotFound."""
    mine = Alert.objects.filter(broadcast=ceremony.pk, pk=alert_id)
    if mine.filter(acknowledged_at=None).update(acknowledged_by=actor, acknowledged_at=timezone.now()):
        alert = mine.get()
        record(actor, ACKNOWLEDGED, ceremony, code=alert.code, page=alert.page_name)
        changed_on_commit(ceremony.pk)
    found = mine.select_related("acknowledged_by", "page").first()
    if found is None:
        raise NotFound
    return found
