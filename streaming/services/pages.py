"""Pages of a unit."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from events.audit import record
from events.models import Unit, User
from streaming.enums import Desired, PageKind, Switch
from streaming.errors import PageNameTaken, PageOnAir
from streaming.models import Page, Relay
from streaming.services.page_targets import check_alone, check_backup_server, same_server, set_target
from streaming.wake import changed_on_commit

USUAL_ADDRESS = {
    PageKind.FACEBOOK: "rtmps://live-api-s.facebook.com:443/rtmp/",
    PageKind.YOUTUBE: "rtmps://a.rtmps.youtube.com:443/live2",
}


def create_page(
    actor: User,
    *,
    unit: Unit,
    name: str,
    kind: str,
    address: str = "",
    address_backup: str = "",
    stream_key: str = "",
    **more: Any,
) -> Page:
    """A new page; `more`: its other fields. Raises TargetRefused, BadKey, PageNameTaken, SameTarget."""
    page = Page(unit=unit, name=name, kind=kind, **more)
    set_target(page, address or USUAL_ADDRESS.get(PageKind(kind), ""), address_backup, stream_key)
    with transaction.atomic():
        _save(actor, page)
        record(actor, "page.create", None, page=name, unit=unit.name, kind=kind, address=page.address)
    return page


def edit_page(actor: User, page: Page, **fields: Any) -> Page:
    """Change a page; an empty stream_key removes the key, and so does another server without a new key.

    Raises TargetRefused, BadKey, KeyAgain, PageNameTaken, SameTarget.
    """
    key = fields.pop("stream_key", None)
    if key is None and page.key_sealed and not same_server(page.address, fields.get("address")):
        key = ""  # a key is for the server that gave it out; nobody else is handed it
    if key is None:
        check_backup_server(page, fields.get("address_backup"))
    changed = sorted(name for name, value in fields.items() if getattr(page, name) != value)
    for name in changed:
        setattr(page, name, fields[name])
    set_target(page, page.address, page.address_backup, key)
    with transaction.atomic():
        _save(actor, page)
        named = changed + (["stream_key"] if key is not None else [])
        record(actor, "page.edit", None, page=page.name, unit=page.unit.name, changed=named)
        _tell_broadcasts(page)
    return page


def delete_page(actor: User, page: Page) -> None:
    """Raises PageOnAir while it is being sent to."""
    with transaction.atomic():
        wanted = Relay.objects.filter(page=page, desired=Switch.ON, withdrawn=False)
        if wanted.filter(broadcast__desired=Desired.ON_AIR).exists():
            raise PageOnAir(name=page.name)
        record(actor, "page.delete", None, page=page.name, unit=page.unit.name)
        _tell_broadcasts(page)
        page.delete()


def _tell_broadcasts(page: Page) -> None:
    for relay in page.relays.all():
        changed_on_commit(relay.broadcast_id)


def _save(actor: User, page: Page) -> None:
    check_alone(actor, page)
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        check_alone(actor, page)  # somebody else saved the same target in this moment
        raise PageNameTaken(name=page.name) from None
