"""Where a page is sent to: addresses, the sealed key, and that no two pages go to one place."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from events.errors import in_caller_language
from events.keyring import CannotOpen, seal
from events.models import User
from streaming.enums import PageKind
from streaming.errors import BadKey, TargetRefused
from streaming.errors_pages import BackupSecrets, KeyAgain, SameBackup, SameTarget
from streaming.models import Page
from streaming.selectors import pages_of
from streaming.srt_page import is_srt, parted
from streaming.targets import Use, check_typed, parse_target

KEY = re.compile(r"[!-~]{1,500}", re.ASCII)
HOUSES = (".facebook.com", ".youtube.com")  # their main and backup servers take the same key
BACKUP_FIELD = "address_backup"


def set_target(page: Page, address: str, backup: str, key: str | None) -> None:
    """Fills the page; `key` None: as it was. Raises TargetRefused, BadKey, BadPassphrase, SameBackup,
    BackupSecrets.
    """
    if page.is_rehearsal:
        page.address = page.address_backup = page.key_sealed = page.target_digest = page.backup_digest = ""
        page.key_set_at = None
        return
    if not address:
        raise TargetRefused("malformed")
    key = None if key is None else _clean(key)
    page.address, key = _checked(page, address, key, "address")
    page.address_backup, other = _checked(page, backup, None, BACKUP_FIELD) if backup else ("", None)
    if other is not None:  # it is sent what the first is sent: secrets of its own would be lost
        raise BackupSecrets
    if page.address_backup and place(page.address_backup) == place(page.address):
        raise SameBackup
    if key is not None:
        page.key_sealed = seal(key)
        page.key_set_at = timezone.now() if key else None
    page.target_digest, page.backup_digest = (digest(page, it) for it in (page.address, page.address_backup))


def _checked(page: Page, address: str, key: str | None, field: str) -> tuple[str, str | None]:
    try:
        check_typed(address, Use.PAGE)
        if is_srt(address) != (page.kind == PageKind.SRT):
            schemes = "srt://" if page.kind == PageKind.SRT else "rtmp://, rtmps://"
            raise TargetRefused("scheme", schemes=schemes)
        return parted(address, key) if is_srt(address) else (address, key)
    except TargetRefused as refused:
        refused.named_field = field
        raise


def _clean(key: str) -> str:
    key = key.strip()
    if key and not KEY.fullmatch(key):
        raise BadKey
    return key


def place(address: str) -> str:
    """The same for every spelling of one application on one server."""
    target = parse_target(address, Use.PAGE)
    return f"{target.host.lower().rstrip('.')}:{target.port}/{urlsplit(address).path.strip('/')}"


def digest(page: Page, address: str) -> str:
    """Of address and key, by a key of this server; "" where there is nothing to send."""
    try:
        key = page.key()
    except CannotOpen:
        return ""
    if not address or not (key or is_srt(address)):
        return ""
    return salted_hmac("nhipcau.page", f"{place(address)}\n{key}", algorithm="sha256").hexdigest()


def check_alone(actor: User, page: Page) -> None:
    """Raises SameTarget where another page, of whichever unit, goes to one of its places."""
    mine = [it for it in (page.target_digest, page.backup_digest) if it]
    there = Q(target_digest__in=mine) | Q(backup_digest__in=mine)
    other = Page.objects.filter(there).exclude(pk=page.pk).first()
    if other is None:
        return
    foreign = in_caller_language("Một trang của đơn vị khác", "A page of another unit")
    known = pages_of(actor).filter(pk=other.pk).exists()
    raise SameTarget(name=f"“{other.name}”" if known else foreign)


def same_server(known: str, given: str | None) -> bool:
    """Whether a key that was given out by `known` may be sent to `given`."""
    if not given or given == known:
        return True
    new = parse_target(given, Use.PAGE)
    try:
        old = parse_target(known, Use.PAGE)
    except TargetRefused:
        return False
    return (old.scheme, old.host, old.port) == (new.scheme, new.host, new.port)


def check_backup_server(page: Page, backup: str | None) -> None:
    """Raises KeyAgain where the stored key would be handed to a server that it was never meant for."""
    if not backup or not page.key_sealed or backup == page.address_backup:
        return
    if not same_server(page.address, backup) and not _one_house(page.address, backup):
        raise KeyAgain


def _one_house(first: str, second: str) -> bool:
    """And none that would be told in the clear what the other is told in secret."""
    known, given = (parse_target(it, Use.PAGE) for it in (first, second))
    if known.scheme == "rtmps" and given.scheme != "rtmps":
        return False
    hosts = [it.host.lower() for it in (known, given)]
    return any(all(host.endswith(house) for host in hosts) for house in HOUSES)
