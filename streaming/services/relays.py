"""The pages of one broadcast: lent, switched on and off, taken back, removed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from events.audit import record
from events.errors import NotFound, NotPermitted
from events.models import Ceremony, User
from events.permissions import May, allowed
from events.selectors import standing_in_ceremony
from streaming.enums import Switch
from streaming.errors import PageNotLent
from streaming.models import Page, Relay
from streaming.selectors import broadcast_of, lends
from streaming.wake import changed_on_commit


@transaction.atomic
def add_page(actor: User, ceremony: Ceremony, page: Page) -> Relay:
    """Switch a page on, lending it where it was not there yet. Raises PageNotLent, NotPermitted."""
    broadcast = broadcast_of(ceremony)
    relay = Relay.objects.filter(broadcast=broadcast, page=page).first()
    if (relay is None or relay.withdrawn) and not lends(actor, page.unit):
        raise PageNotLent(name=page.name)
    if relay is None or not relay.withdrawn:
        _require_running(actor, ceremony)
    relay, _ = Relay.objects.get_or_create(broadcast=broadcast, page=page)
    Relay.objects.filter(pk=relay.pk).update(desired=Switch.ON, withdrawn=False, asked=F("asked") + 1)
    record(actor, "relay.on", ceremony, page=page.name)
    changed_on_commit(ceremony.pk)
    relay.refresh_from_db()
    return relay


@transaction.atomic
def stop_page(actor: User, ceremony: Ceremony, page: Page) -> Relay:
    """Switch a page off. Who only speaks for the page takes it back: the crew cannot switch it on again."""
    relay = _relay_of(ceremony, page)
    runs_it = _may_run(actor, ceremony)
    if not runs_it and not lends(actor, page.unit):
        raise NotPermitted
    relay.desired = Switch.OFF
    relay.withdrawn = relay.withdrawn or not runs_it
    relay.save(update_fields=["desired", "withdrawn"])
    record(actor, "relay.off" if runs_it else "relay.withdraw", ceremony, page=page.name)
    changed_on_commit(ceremony.pk)
    return relay


@transaction.atomic
def remove_page(actor: User, ceremony: Ceremony, page: Page) -> None:
    """Take the page out of this ceremony; its process ends."""
    relay = _relay_of(ceremony, page)
    record(actor, "relay.remove", ceremony, page=page.name)
    changed_on_commit(ceremony.pk)
    relay.delete()


def _relay_of(ceremony: Ceremony, page: Page) -> Relay:
    relay = Relay.objects.filter(broadcast_id=ceremony.pk, page=page).first()
    if relay is None:
        raise NotFound
    return relay


def _may_run(actor: User, ceremony: Ceremony) -> bool:
    return allowed(May.RUN_BROADCAST, standing_in_ceremony(actor, ceremony))


def _require_running(actor: User, ceremony: Ceremony) -> None:
    if not _may_run(actor, ceremony):
        raise NotPermitted
