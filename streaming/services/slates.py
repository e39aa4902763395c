"""The slate of a ceremony: the designed card, or a picture that somebody uploaded."""

from __future__ import annotations

import contextlib
import io
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from events.audit import record
from events.models import Ceremony, User
from events.services.ceremonies import check_picture
from streaming.argv.shapes import SHAPES
from streaming.cards.slate import Card, drawn
from streaming.models import Broadcast
from streaming.selectors import broadcast_of
from streaming.services.broadcasts import change
from streaming.services.locking import locked


def set_picture(actor: User, ceremony: Ceremony, upload: UploadedFile[Any] | None) -> Broadcast:
    """Shown in place of the designed card, on air too; None: the card again. Raises BadPicture."""
    path = _kept(ceremony, upload) if upload is not None else ""
    with transaction.atomic():
        broadcast = broadcast_of(locked(ceremony))
        before = broadcast.slate_picture
        change(broadcast, None, slate_picture=path)
        record(actor, "broadcast.slate_picture", ceremony, own=bool(path))
        if before:
            transaction.on_commit(partial(_forget, before), robust=True)
    return broadcast_of(ceremony)


def card_of(ceremony: Ceremony) -> Card:
    """As the public knows the ceremony; what is not published yet is seen by staff alone."""
    told = ceremony.published.content if ceremony.published else {}
    title, place = told.get("title", ceremony.title), told.get("place", ceremony.place)
    return Card(title, place, ceremony.unit.name)


def shown(ceremony: Ceremony) -> bytes:
    """The slate of this ceremony as PNG."""
    broadcast, out = broadcast_of(ceremony), io.BytesIO()
    picture = picture_file(broadcast.slate_picture)
    drawn(card_of(ceremony), SHAPES[broadcast.profile].size, picture).save(out, "PNG")
    return out.getvalue()


def picture_file(path: str) -> Path | None:
    """Absolute; None where the designed card is shown."""
    return Path(settings.MEDIA_ROOT) / path if path else None


def _kept(ceremony: Ceremony, upload: UploadedFile[Any]) -> str:
    check_picture(upload)  # and named by us
    path = f"slates/{ceremony.pk}/{upload.name}"
    place = Path(settings.MEDIA_ROOT) / path
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("wb") as file:
        file.writelines(upload.chunks())
    return path


def _forget(path: str) -> None:
    with contextlib.suppress(OSError):
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)
