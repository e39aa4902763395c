"""Alerts: raised and cleared by the worker, acknowledged by people. Nothing of them is ever deleted.

Their rows are the record of the first two, which the incident log reads; what a person does is audited.
"""

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

ACKNOWLEDGED = "alert.ack"


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
    with transaction.atomic():
        for fault in fresh:
            _raise(broadcast_id, airing, fault, found[fault])
        Alert.objects.filter(pk__in=[opened[fault].pk for fault in over]).update(until=now)
        changed_on_commit(broadcast_id)
    return True


def _raise(broadcast_id: int, airing: int, fault: Fault, since: datetime) -> None:
    page = Page.objects.filter(pk=fault.page).first() if fault.page else None
    named = page.name if page else ""
    Alert.objects.create(
        broadcast_id=broadcast_id, airing=airing, code=fault.code, page=page, page_name=named, since=since
    )


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
