"""Making and editing a ceremony."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from PIL import Image, UnidentifiedImageError

from events import ports
from events.announce import Announcement, What, announce_on_commit
from events.audit import record
from events.enums import ReviewState
from events.errors import BadPicture, EndBeforeStart, SlugFixed, SlugTaken, UnitFixed
from events.models import Ceremony, Unit, User
from events.services.fixed import require_may_change, require_text_may_change, without_kept_times
from events.slugs import free_slug

MAX_COVER_BYTES = 8 * 1024 * 1024
MAX_COVER_PIXELS = 50_000_000
PICTURES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
PUBLIC_FIELDS = ("kind", "title", "summary", "place", "starts_at", "ends_at", "cover")


@transaction.atomic
def create(actor: User, *, unit: Unit, **fields: Any) -> Ceremony:
    """A new draft. Raises EndBeforeStart, SlugTaken (only for a slug that the caller chose), BadPicture."""
    ceremony = Ceremony(unit=unit, created_by=actor)
    chosen = fields.pop("slug", "") or ""
    _fill(ceremony, fields)
    ceremony.slug = chosen or free_slug(ceremony.title, ceremony.starts_at, unit.zone)
    if chosen and Ceremony.objects.filter(slug=chosen).exists():
        raise SlugTaken(slug=chosen)
    _save_new(ceremony, chosen)
    for made in ports.ceremony_created.handlers.values():
        made(ceremony.pk)
    record(actor, "ceremony.create", ceremony, title=ceremony.title, unit=unit.name)
    return ceremony


def _save_new(ceremony: Ceremony, chosen: str) -> None:
    """Two people may name two ceremonies alike in the same moment: the second takes the next slug."""
    for _ in range(5):
        try:
            with transaction.atomic():
                ceremony.save()
            return
        except IntegrityError:
            if chosen:
                raise SlugTaken(slug=chosen) from None
            ceremony.slug = free_slug(ceremony.title, ceremony.starts_at, ceremony.unit.zone)
    raise SlugTaken(slug=ceremony.slug)


@transaction.atomic
def edit(actor: User, ceremony: Ceremony, **fields: Any) -> Ceremony:
    """Change the working copy; what the public sees asks for approval again.

    Raises EndBeforeStart, SlugTaken, SlugFixed, UnitFixed, BadPicture, CancelledFixed, EndedFixed.
    """
    ceremony = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    require_text_may_change(ceremony)
    fields = without_kept_times(ceremony, fields)
    before = {name: getattr(ceremony, name) for name in fields if name in (*PUBLIC_FIELDS, "slug", "unit")}
    _edit_slug(ceremony, fields.pop("slug", None))
    _move(ceremony, fields.pop("unit", None))
    _fill(ceremony, fields)
    changed = {name: old for name, old in before.items() if getattr(ceremony, name) != old}
    if not changed:
        return ceremony
    require_may_change(ceremony, changed)
    mark_edited(ceremony)
    ceremony.save()
    detail = {name: [str(old), str(getattr(ceremony, name))] for name, old in changed.items()}
    record(actor, "ceremony.edit", ceremony, **detail)
    announce_on_commit(Announcement(ceremony.pk, What.CEREMONY))
    return ceremony


def mark_edited(ceremony: Ceremony) -> None:
    """An approval holds for the text that was approved, so an edit takes it back; not saved here."""
    ceremony.review_state = ReviewState.DRAFT


def _edit_slug(ceremony: Ceremony, slug: str | None) -> None:
    if not slug or slug == ceremony.slug:
        return
    if ceremony.published_id is not None:
        raise SlugFixed
    if Ceremony.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    ceremony.slug = slug


def _move(ceremony: Ceremony, unit: Unit | None) -> None:
    if unit is None or unit == ceremony.unit:
        return
    if ceremony.published_id is not None:
        raise UnitFixed
    ceremony.unit = unit


def _fill(ceremony: Ceremony, fields: dict[str, Any]) -> None:
    if isinstance(fields.get("cover"), UploadedFile):
        check_picture(fields["cover"])
    for name in PUBLIC_FIELDS:
        if name in fields:
            setattr(ceremony, name, fields[name])
    if ceremony.ends_at <= ceremony.starts_at:
        raise EndBeforeStart


def check_picture(upload: UploadedFile[Any]) -> None:
    """Raises BadPicture for anything but a JPEG, PNG or WebP within bounds; decodes it to be sure."""
    if (upload.size or 0) > MAX_COVER_BYTES:
        raise BadPicture
    try:
        with Image.open(upload, formats=tuple(PICTURES)) as picture:
            if picture.width * picture.height > MAX_COVER_PIXELS:
                raise BadPicture
            picture.load()
            kind = str(picture.format)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadPicture from None
    upload.seek(0)
    # The sender's own name would choose the type that a browser sees.
    upload.name = f"{secrets.token_hex(8)}.{PICTURES[kind]}"
