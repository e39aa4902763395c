"""Sources of a ceremony. Files are decoded and addresses judged before anything is written."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction

from events.audit import record
from events.errors import DomainError
from events.keyring import seal
from events.models import Ceremony, User
from streaming.bodies import LIBRARY
from streaming.enums import SourceKind
from streaming.errors import NoSuchFile, NotAVideo, SourceInUse, TooManySources
from streaming.models import Source
from streaming.probe import probe_video
from streaming.selectors import broadcast_of, library_folder
from streaming.services.locking import locked
from streaming.targets import Use, check_typed, masked
from streaming.wake import changed_on_commit

MAX_SOURCES = 50  # of one ceremony
SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def add_source(
    actor: User,
    ceremony: Ceremony,
    *,
    kind: str,
    name: str,
    url: str = "",
    path: str = "",
    loop: bool = True,
    upload: UploadedFile[Any] | None = None,
) -> Source:
    """A new source. Raises TargetRefused, NoSuchFile, NotAVideo, TooManySources."""
    _require_place(ceremony)  # before anything slow
    source = Source(ceremony=ceremony, kind=kind, name=name, loop=loop)
    if kind == SourceKind.URL:
        _set_url(source, url)
    elif kind == SourceKind.FILE:
        source.path = _kept(upload, ceremony.pk) if upload is not None else _in_library(path)
        _look_into(source, uploaded=upload is not None)
    try:
        _save_new(actor, source)
    except DomainError:  # one too many by now, or the ceremony is gone
        if upload is not None:
            file_of(source).unlink(missing_ok=True)
        raise
    return source


@transaction.atomic
def _save_new(actor: User, source: Source) -> None:
    """Counted again under the row that every change of the broadcast holds: two may have come at once."""
    ceremony = locked(source.ceremony)
    _require_place(ceremony)
    source.save()
    where = source.url_shown or source.path
    record(actor, "source.add", ceremony, source=source.name, kind=source.kind, where=where)
    changed_on_commit(ceremony.pk)


def _require_place(ceremony: Ceremony) -> None:
    if Source.objects.filter(ceremony=ceremony).count() >= MAX_SOURCES:
        raise TooManySources(most=MAX_SOURCES)


def edit_source(actor: User, source: Source, **fields: Any) -> Source:
    """Change name, loop or, of a pulled one, the address. Raises TargetRefused."""
    changed = sorted(fields)
    if "url" in fields and source.kind == SourceKind.URL:
        _set_url(source, fields["url"])
    source.name = fields.get("name", source.name)
    source.loop = fields.get("loop", source.loop)
    with transaction.atomic():
        source.save()
        record(actor, "source.edit", source.ceremony, source=source.name, changed=changed)
        changed_on_commit(source.ceremony_id)
    return source


def delete_source(actor: User, source: Source) -> None:
    """Raises SourceInUse for the one that is on air."""
    with transaction.atomic():
        broadcast = broadcast_of(locked(source.ceremony))
        if broadcast.on_air and broadcast.source_id == source.pk:
            raise SourceInUse(name=source.name)
        record(actor, "source.delete", source.ceremony, source=source.name)
        changed_on_commit(source.ceremony_id)
        if source.path and not source.path.startswith(LIBRARY):
            transaction.on_commit(partial(file_of(source).unlink, missing_ok=True), robust=True)
        source.delete()


def file_of(source: Source) -> Path:
    """The file of a source, absolute."""
    return Path(settings.MEDIA_ROOT) / source.path


def _set_url(source: Source, url: str) -> None:
    check_typed(url, Use.PULL)
    source.url_sealed, source.url_shown = seal(url), masked(url)


def _look_into(source: Source, uploaded: bool) -> None:
    file = file_of(source)
    try:
        video = probe_video(file)
    except NotAVideo:
        if uploaded:
            file.unlink(missing_ok=True)
        raise
    source.duration_s, source.has_audio = video.duration_s, video.has_audio


def _in_library(path: str) -> str:
    """The path under the media folder. Raises NoSuchFile for anything outside the library."""
    root = library_folder().resolve()
    wanted = path.removeprefix(LIBRARY)
    try:
        found = (root / wanted).resolve()
        inside = bool(wanted) and found.is_relative_to(root) and found.is_file()
    except (OSError, ValueError):  # a null byte, a name that is too long
        inside = False
    if not inside:
        raise NoSuchFile
    return f"{LIBRARY}{found.relative_to(root)}"


def _kept(upload: UploadedFile[Any], ceremony_id: int) -> str:
    """Move the upload to its place under a name of ours; what the sender called it picks the suffix alone."""
    suffix = Path(upload.name or "").suffix.lower()
    suffix = suffix if SUFFIX.fullmatch(suffix) else ".bin"
    path = f"sources/{ceremony_id}/{secrets.token_hex(8)}{suffix}"
    place = Path(settings.MEDIA_ROOT) / path
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if isinstance(upload, TemporaryUploadedFile):
        with contextlib.suppress(OSError):  # another disk
            os.link(upload.temporary_file_path(), place)  # the temporary name goes by itself
            return path
    with place.open("wb") as file:
        file.writelines(upload.chunks())
    return path
