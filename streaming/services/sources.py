"""Sources of a ceremony. Files are decoded and addresses judged before anything is written."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from events.audit import record
from events.enums import CeremonyState
from events.errors import DomainError
from events.keyring import seal
from events.models import Ceremony, User
from streaming.bodies import LIBRARY
from streaming.enums import BY_KEY, SourceKind
from streaming.errors import NoPortFree, SourceInUse, TooManySources
from streaming.models import Source
from streaming.selectors import broadcast_of
from streaming.services import files
from streaming.services.locking import locked
from streaming.targets import Use, check_typed, masked
from streaming.wake import changed_on_commit

MAX_SOURCES = 50  # of one ceremony
OVER = (CeremonyState.ENDED, CeremonyState.CANCELLED)


def add_source(
    actor: User,
    ceremony: Ceremony,
    *,
    kind: str,
    name: str,
    url: str = "",
    path: str = "",
    paths: Sequence[str] = (),
    loop: bool = True,
    latency_ms: int = 200,
    buffer_ms: int | None = None,
    upload: UploadedFile[Any] | None = None,
) -> Source:
    """A new source. Raises TargetRefused, NoSuchFile, NotAVideo, TooManySources, NoPortFree."""
    _require_place(ceremony)  # before anything slow
    source = Source(ceremony=ceremony, kind=kind, name=name, loop=loop, latency_ms=latency_ms)
    source.buffer_ms = buffer_ms
    if kind == SourceKind.URL:
        _set_url(source, url)
    elif kind == SourceKind.FILE:
        source.path = files.kept(upload, ceremony.pk) if upload is not None else files.in_library(path)
        files.look_into(source, uploaded=upload is not None)
    elif kind == SourceKind.PLAYLIST:
        files.look_into_films(source, list(paths))
    elif has_key(source):
        _give_key(source)
    try:
        _save_new(actor, source)
    except DomainError:  # one too many by now, or the ceremony is gone
        if upload is not None:
            files.file_of(source).unlink(missing_ok=True)
        raise
    return source


@transaction.atomic
def _save_new(actor: User, source: Source) -> None:
    """Counted again under the row that every change of the broadcast holds: two may have come at once."""
    ceremony = locked(source.ceremony)
    _require_place(ceremony)
    if source.kind == SourceKind.SRT:
        source.port = _free_port()
    source.save()
    where = source.url_shown or source.path
    record(actor, "source.add", ceremony, source=source.name, kind=source.kind, where=where)
    changed_on_commit(ceremony.pk)


def _require_place(ceremony: Ceremony) -> None:
    if Source.objects.filter(ceremony=ceremony).count() >= MAX_SOURCES:
        raise TooManySources(most=MAX_SOURCES)


def has_key(source: Source) -> bool:
    """Whether a sender needs a secret that is shown once: a stream key, or SRT's passphrase."""
    return source.kind in BY_KEY or source.kind == SourceKind.SRT


def _free_port() -> int:
    """One that no other ceremony to come waits on. Raises NoPortFree."""
    first, last = settings.ENV.srt_ports
    ports = Source.objects.filter(kind=SourceKind.SRT).exclude(ceremony__state__in=OVER)
    taken = set(ports.values_list("port", flat=True))
    free = next((port for port in range(first, last + 1) if port not in taken), None)
    if free is None:
        raise NoPortFree(first=first, last=last)
    return free


def edit_source(actor: User, source: Source, **fields: Any) -> Source:
    """Change name, loop, latency, buffer or, of a pulled one, the address. Raises TargetRefused."""
    changed = sorted(fields)
    if "url" in fields and source.kind == SourceKind.URL:
        _set_url(source, fields["url"])
    source.name = fields.get("name", source.name)
    source.loop = fields.get("loop", source.loop)
    source.latency_ms = fields.get("latency_ms", source.latency_ms)
    source.buffer_ms = fields.get("buffer_ms", source.buffer_ms)
    with transaction.atomic():
        source.save()
        record(actor, "source.edit", source.ceremony, source=source.name, changed=changed)
        changed_on_commit(source.ceremony_id)
    return source


def rotate_key(actor: User, source: Source) -> str:
    """A new stream key, shown this once; who sends by the old one is cut off."""
    key = _give_key(source)
    with transaction.atomic():
        source.save(update_fields=["key_sealed", "key_digest"])
        record(actor, "source.rotate", source.ceremony, source=source.name)
        changed_on_commit(source.ceremony_id)
    return key


def _give_key(source: Source) -> str:
    key = secrets.token_urlsafe(24)
    source.key_sealed = seal(key)
    source.key_digest = hashlib.sha256(key.encode()).hexdigest() if source.kind in BY_KEY else ""
    return key


def delete_source(actor: User, source: Source) -> None:
    """Raises SourceInUse for the one that is on air."""
    with transaction.atomic():
        broadcast = broadcast_of(locked(source.ceremony))
        if broadcast.on_air and source.pk in (broadcast.source_id, broadcast.take_id):
            raise SourceInUse(name=source.name)
        record(actor, "source.delete", source.ceremony, source=source.name)
        changed_on_commit(source.ceremony_id)
        if source.path and not source.path.startswith(LIBRARY):
            transaction.on_commit(partial(files.file_of(source).unlink, missing_ok=True), robust=True)
        source.delete()


def _set_url(source: Source, url: str) -> None:
    check_typed(url, Use.PULL)
    source.url_sealed, source.url_shown = seal(url), masked(url)
