"""The running order: written as a whole, cued one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from events.announce import Announcement, What, announce_on_commit
from events.audit import record
from events.errors import BadRundown, TooManyMarks
from events.models import Ceremony, Cue, Mark, Segment, User
from events.services.ceremonies import mark_edited
from events.services.fixed import require_may_change, require_may_cue, require_text_may_change

FIELDS = ("title", "kind", "duration_s", "responsible", "notes")
MOST_MARKS = 500  # of one ceremony
PUBLIC = ("title", "kind", "duration_s")


@transaction.atomic
def replace(actor: User, ceremony: Ceremony, items: list[dict[str, Any]]) -> list[Segment]:
    """Write the whole list; a kept id keeps its cues, a missing one is deleted.

    Raises BadRundown, CancelledFixed, EndedFixed.
    """
    ceremony = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    require_text_may_change(ceremony)
    present = {segment.pk: segment for segment in ceremony.segments.all()}
    before = [_public(segment) for segment in present.values()]
    timing = _timing(present.values())
    free = dict(present)
    wanted = [_item(free, ceremony, item) for item in items]
    if _timing(wanted) != timing:
        require_may_change(ceremony, {"rundown"})
    kept = {segment.pk for segment in wanted if segment.pk}
    Segment.objects.filter(pk__in=present.keys() - kept).delete()
    for position, segment in enumerate(wanted):
        segment.position = position
        segment.save()
    if before != [_public(segment) for segment in wanted]:
        mark_edited(ceremony)
        ceremony.save(update_fields=["review_state", "updated_at"])
    record(actor, "rundown.replace", ceremony, segments=len(wanted))
    announce_on_commit(Announcement(ceremony.pk, What.RUNDOWN))
    return wanted


def _item(free: dict[int, Segment], ceremony: Ceremony, item: dict[str, Any]) -> Segment:
    number = item.get("id")
    segment = Segment(ceremony=ceremony) if number is None else free.pop(number, None)
    if segment is None:  # of another ceremony, or named twice
        raise BadRundown(segment=number)
    for name in FIELDS:
        if name in item:
            setattr(segment, name, item[name])
    return segment


def _public(segment: Segment) -> tuple[Any, ...]:
    return (segment.pk, *(getattr(segment, name) for name in PUBLIC))


def _timing(segments: Iterable[Segment]) -> list[tuple[int | None, int]]:
    return [(segment.pk, segment.duration_s) for segment in segments]


@transaction.atomic
def cue(actor: User, ceremony: Ceremony, segment_id: int | None) -> Cue:
    """Say that a segment is on now (None: nothing is). Raises BadRundown, CancelledFixed, EndedFixed."""
    ceremony = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    require_may_cue(ceremony)
    segment = ceremony.segments.filter(pk=segment_id).first() if segment_id is not None else None
    if segment_id is not None and segment is None:
        raise BadRundown(segment=segment_id)
    given = Cue.objects.create(
        ceremony=ceremony, segment=segment, title=segment.title if segment else "", by=actor
    )
    record(actor, "rundown.cue", ceremony, segment=given.title)
    announce_on_commit(Announcement(ceremony.pk, What.RUNDOWN))
    return given


@transaction.atomic
def mark(actor: User, ceremony: Ceremony, ref: str, words: str = "") -> Mark:
    """Note this moment; a `ref` that came before gives its first mark again.

    Raises TooManyMarks, CancelledFixed, EndedFixed.
    """
    ceremony = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    known = ceremony.marks.filter(ref=ref).first()
    if known is not None:
        return known
    require_may_cue(ceremony)
    if ceremony.marks.count() >= MOST_MARKS:
        raise TooManyMarks
    made = Mark.objects.create(ceremony=ceremony, ref=ref, words=words, by=actor)
    record(actor, "rundown.mark", ceremony, words=words)
    announce_on_commit(Announcement(ceremony.pk, What.RUNDOWN))
    return made
