"""Pages of a unit."""

from __future__ import annotations

import re
from typing import Any

from django.db import IntegrityError, transaction

from events.audit import record
from events.keyring import seal
from events.models import Unit, User
from streaming.enums import Desired, PageKind, Switch
from streaming.errors import BadKey, PageNameTaken, PageOnAir, TargetRefused
from streaming.models import Page, Relay
from streaming.srt_page import is_srt, parted
from streaming.targets import Use, check_typed, parse_target
from streaming.wake import changed_on_commit

KEY = re.compile(r"[!-~]{1,500}", re.ASCII)
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
    stream_key: str = "",
    public_url: str = "",
    note: str = "",
) -> Page:
    """A new page. Raises TargetRefused, BadKey, PageNameTaken."""
    page = Page(unit=unit, name=name, kind=kind, public_url=public_url, note=note)
    _set_target(page, address or USUAL_ADDRESS.get(PageKind(kind), ""), stream_key)
    with transaction.atomic():
        _save(page)
        record(actor, "page.create", None, page=name, unit=unit.name, kind=kind, address=page.address)
    return page


def edit_page(actor: User, page: Page, **fields: Any) -> Page:
    """Change a page; an empty stream_key removes the key, and so does another server without a new key.

    Raises TargetRefused, BadKey, PageNameTaken.
    """
    key = fields.pop("stream_key", None)
    if key is None and page.key_sealed and not _same_server(page.address, fields.get("address")):
        key = ""  # a key is for the server that gave it out; nobody else is handed it
    changed = sorted(name for name, value in fields.items() if getattr(page, name) != value)
    for name in changed:
        setattr(page, name, fields[name])
    _set_target(page, page.address, key)
    with transaction.atomic():
        _save(page)
        named = changed + (["stream_key"] if key is not None else [])
        record(actor, "page.edit", None, page=page.name, unit=page.unit.name, changed=named)
        _tell_broadcasts(page)
    return page


def _same_server(known: str, given: str | None) -> bool:
    if not given or given == known:
        return True
    new = parse_target(given, Use.PAGE)
    try:
        old = parse_target(known, Use.PAGE)
    except TargetRefused:
        return False
    return (old.scheme, old.host, old.port) == (new.scheme, new.host, new.port)


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


def _set_target(page: Page, address: str, key: str | None) -> None:
    if page.is_rehearsal:
        page.address = page.key_sealed = ""
        return
    if not address:
        raise TargetRefused("malformed")
    check_typed(address, Use.PAGE)
    if is_srt(address) != (page.kind == PageKind.SRT):
        raise TargetRefused("scheme", schemes="srt://" if page.kind == PageKind.SRT else "rtmp://, rtmps://")
    if is_srt(address):
        address, key = parted(address, None if key is None else _clean(key))
    page.address = address
    if key is not None:
        page.key_sealed = seal(_clean(key))


def _clean(key: str) -> str:
    key = key.strip()
    if key and not KEY.fullmatch(key):
        raise BadKey
    return key


def _save(page: Page) -> None:
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise PageNameTaken(name=page.name) from None
