"""What the program shows and how it sounds: order, take, preview, profile, gain. The worker does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.enums import CeremonyState
from events.models import Ceremony, User
from streaming.enums import Profile
from streaming.errors import BroadcastOver, ProfileFixed, TooManyPreviews, UnknownSource
from streaming.models import Broadcast, Source
from streaming.passing.errors import NotPassed
from streaming.selectors import broadcast_of
from streaming.services.broadcasts import change
from streaming.services.locking import locked
from streaming.services.pass_kind import check_kind
from streaming.wake import changed_on_commit

PREVIEW_FOR = timedelta(minutes=30)  # renewed by the console for as long as somebody looks
TREATED = frozenset({"loudness", "gain_db", "av_offset_ms"})
MAX_PREVIEWS = 4  # of one broadcast, since each costs a decoder and an encoder


@transaction.atomic
def set_order(actor: User, ceremony: Ceremony, ids: Sequence[int], version: int | None = None) -> Broadcast:
    """Main first, then the backups. Raises UnknownSource, CannotPass, StaleVersion."""
    ceremony = locked(ceremony)
    sources = {source.pk: source for source in Source.objects.filter(ceremony=ceremony)}
    unknown = next((number for number in ids if number not in sources), None)
    if unknown is not None:
        raise UnknownSource(source=unknown)
    order = list(dict.fromkeys(ids))
    broadcast = broadcast_of(ceremony)
    if broadcast.on_air:
        check_kind(broadcast, sources[order[0]])
    for source in sources.values():
        place = order.index(source.pk) if source.pk in order else 0
        source.backup = place or None
    Source.objects.bulk_update(sources.values(), ["backup"])
    change(broadcast, version, source=sources[order[0]], take=None)
    record(actor, "broadcast.order", ceremony, sources=[sources[number].name for number in order])
    return broadcast_of(ceremony)


@transaction.atomic
def take(actor: User, ceremony: Ceremony, source: Source | None, version: int | None = None) -> Broadcast:
    """Cut to this source; None: back to the order. Raises UnknownSource, NotPassed, StaleVersion."""
    ceremony = locked(ceremony)
    broadcast = broadcast_of(ceremony)
    if source is not None and source.ceremony_id != ceremony.pk:
        raise UnknownSource(source=source.pk)
    if source is not None and broadcast.profile == Profile.PASS:
        raise NotPassed
    if broadcast.take_id != (source.pk if source else None):
        change(broadcast, version, take=source)
        record(actor, "broadcast.take", ceremony, source=source.name if source else None)
    return broadcast_of(ceremony)


@transaction.atomic
def preview(actor: User, ceremony: Ceremony, source: Source, on: bool) -> Broadcast:
    """Connect a source for staff to look at before it is public. Raises BroadcastOver, TooManyPreviews."""
    ceremony, now = locked(ceremony), timezone.now()
    looked_at = Source.objects.filter(ceremony=ceremony, preview_until__gt=now).exclude(pk=source.pk)
    if on and ceremony.state in (CeremonyState.ENDED, CeremonyState.CANCELLED):
        raise BroadcastOver
    if on and looked_at.count() >= MAX_PREVIEWS:
        raise TooManyPreviews(most=MAX_PREVIEWS)
    before, source.preview_until = source.preview_until, now + PREVIEW_FOR if on else None
    source.save(update_fields=["preview_until"])
    if (before is not None and before > now) != on:
        record(actor, "source.preview", ceremony, source=source.name, on=on)
    changed_on_commit(ceremony.pk)
    return broadcast_of(ceremony)


@transaction.atomic
def tune(actor: User, ceremony: Ceremony, version: int | None = None, **fields: Any) -> Broadcast:
    """profile, loudness, gain_db, av_offset_ms. Raises ProfileFixed on air, NotPassed, StaleVersion."""
    ceremony = locked(ceremony)
    broadcast = broadcast_of(ceremony)
    differ = {name: value for name, value in fields.items() if getattr(broadcast, name) != value}
    if "profile" in differ and broadcast.on_air:
        raise ProfileFixed
    if differ.get("profile", broadcast.profile) == Profile.PASS and differ.keys() & TREATED:
        raise NotPassed
    if differ:
        change(broadcast, version, **differ)
        record(actor, "broadcast.tune", ceremony, **differ)
    return broadcast_of(ceremony)
