"""Asks every page of a broadcast, all at once, and keeps the answers."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.models import Ceremony, User
from streaming.argv.shapes import SHAPES, USUAL
from streaming.bodies import page_ref
from streaming.enums import LookCause, Switch
from streaming.models import Broadcast, Page, Readiness, Relay, WorkerHeartbeat
from streaming.rates import page_kbps
from streaming.readiness import timetable
from streaming.readiness.findings import Asked, findings, gravest, uplink_level
from streaming.selectors import heartbeat, last_look
from streaming.services.pagecheck import check_page
from streaming.wake import changed_on_commit

AT_ONCE = 20  # a town's pages: the slowest, with its backup, is what everybody waits for
KEPT = 50  # looks that people asked for, a ceremony
FRESH = timedelta(seconds=5)  # two people who press at once get one look


def look_now(person: User, ceremony: Ceremony) -> Readiness:
    """A person asks; takes up to some seconds."""
    last = last_look(ceremony)
    if last is not None and timezone.now() - last.at < FRESH and _same_pages(last, ceremony):
        return last
    row = Readiness(ceremony=ceremony, cause=LookCause.PERSON, by=person, starts_at=ceremony.starts_at)
    _fill(row, ceremony)
    _forget_old(ceremony)
    return row


def look_where_due(now: datetime) -> int:
    """What the timetable asks for, one ceremony after the other; how many were looked at."""
    count = 0
    for ceremony, cause in timetable.due(now):
        row = timetable.claim(ceremony, cause, now)
        if row is not None:
            _fill(row, ceremony)
            count += 1
    return count


def _same_pages(last: Readiness, ceremony: Ceremony) -> bool:
    now = Relay.objects.filter(broadcast_id=ceremony.pk, desired=Switch.ON).values_list("page_id", flat=True)
    return {row["page"]["id"] for row in last.rows or []} == set(now)


def _fill(row: Readiness, ceremony: Ceremony) -> None:
    began = time.monotonic()
    relays = list(_relays(ceremony))
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="readiness") as pool:
        answers = list(pool.map(_answers, [relay.page for relay in relays]))
    row.rows = [_row(relay, ceremony, codes) for relay, codes in zip(relays, answers, strict=True)]
    row.uplink = _uplink(ceremony, [relay.page for relay in relays if not relay.withdrawn])
    row.at, row.took_ms = timezone.now(), round((time.monotonic() - began) * 1000)
    row.level = gravest([it["level"] for it in [*row.rows, row.uplink]])
    row.save()
    changed_on_commit(ceremony.pk)


def _relays(ceremony: Ceremony) -> list[Relay]:
    found = Relay.objects.filter(broadcast_id=ceremony.pk, desired=Switch.ON)
    return list(
        found.select_related("page__unit").order_by("page__priority", "page__unit__path", "page__name")
    )


def _answers(page: Page) -> tuple[str, str]:
    """Of the first address and of the backup; no database is used here."""
    first = check_page(page).code
    if not page.address_backup:
        return first, ""
    other = copy(page)
    other.address = page.address_backup
    return first, check_page(other).code


def _row(relay: Relay, ceremony: Ceremony, codes: tuple[str, str]) -> dict[str, Any]:
    page = relay.page
    asked = Asked(page.kind, *codes, key_set_at=page.key_set_at, withdrawn=relay.withdrawn)
    found = findings(asked, ceremony.starts_at, ceremony.ends_at)
    level = gravest([it.level for it in found])
    return {
        "page": page_ref(page),
        "level": level,
        "contact": page.contact,
        "found": [it.kept() for it in found],
    }


def _uplink(ceremony: Ceremony, pages: list[Page]) -> dict[str, Any]:
    """What these pages need together, in kb/s, against what the line carries as far as anybody knows."""
    profile = Broadcast.objects.filter(pk=ceremony.pk).values_list("profile", flat=True).first() or ""
    program = SHAPES.get(profile, USUAL).kbps
    needs = round(sum(page_kbps(program, page.max_kbps) for page in pages if not page.is_rehearsal))
    has = settings.ENV.uplink_kbps or _measured(heartbeat())
    return {"needs_kbps": needs, "has_kbps": has, "level": uplink_level(needs, has)}


def _measured(last: WorkerHeartbeat | None) -> int | None:
    return last.uplink.get("measured_kbps") if last and last.uplink else None


def _forget_old(ceremony: Ceremony) -> None:
    mine = Readiness.objects.filter(ceremony=ceremony, cause=LookCause.PERSON)
    Readiness.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[KEPT:])).delete()
