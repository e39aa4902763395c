"""What moderators do about authors: for a time, for good, or in silence; and how all of it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.audit import record
from events.errors import NotFound
from events.models import User
from realtime import enums
from realtime.device import shown
from realtime.enums import CommentState, Deed
from realtime.errors import AlreadyUndone, FromElsewhere, NothingToUndo
from realtime.limits import MAX_PINNED
from realtime.models import Comment, LogEntry, Room, Sanction
from realtime.services.moderation import Done, noted, standing, write
from realtime.services.rooms import locked_room

MAX_MINUTES = 24 * 60
HIDDEN_AT_ONCE = 500  # of one author's in one room


@dataclass(frozen=True)
class Measure:
    """What is to be done about an author. `minutes`: of a timeout; `everywhere`: in the ceremony's unit and
    those below; `hide_all`: what the author wrote in this room goes, too."""

    kind: enums.Sanction
    minutes: int = 0
    everywhere: bool = False
    hide_all: bool = False
    reason: str = ""


@transaction.atomic
def sanction(actor: User, comment: Comment, measure: Measure) -> Done:
    """Against the author of this comment; a newer one takes the older one's place. Raises FromElsewhere."""
    room = locked_room(comment.room_id)
    if comment.origin_page_id is not None:
        raise FromElsewhere
    now, timed = timezone.now(), measure.kind == enums.Sanction.TIMEOUT
    unit = room.ceremony.unit if measure.everywhere else None
    same = Sanction.objects.filter(device=comment.device, lifted_at=None)
    (same.filter(unit=unit) if unit else same.filter(room=room, unit=None)).update(lifted_at=now)
    made = Sanction.objects.create(
        kind=measure.kind,
        room=room,
        unit=unit,
        device=comment.device,
        address_hash="" if timed else comment.address_hash,
        name=comment.name,
        comment=comment,
        reason=measure.reason,
        until=now + timedelta(minutes=measure.minutes) if timed else None,
        by=actor,
    )
    theirs = _theirs(room, comment) if measure.hide_all else []
    items = _hidden(actor, room, theirs, measure.kind == enums.Sanction.SHADOW)
    entry = noted(actor, room, Deed(measure.kind.value), measure.reason, items, sanction=made)
    told = {"comment": comment.pk, "device": shown(comment.device), "hidden": len(items)}
    record(actor, f"author.{measure.kind}", room.ceremony, **told, minutes=measure.minutes)
    return Done(entry, theirs or [comment])


def _theirs(room: Room, comment: Comment) -> list[Comment]:
    wrote = Comment.objects.select_related("origin_page").filter(room=room, device=comment.device)
    return list(wrote.order_by("-pk")[:HIDDEN_AT_ONCE])


def _hidden(actor: User, room: Room, comments: list[Comment], shadow: bool) -> list[dict[str, object]]:
    before = [standing(comment) for comment in comments]
    for comment in comments:
        comment.state, comment.pinned, comment.shadow = CommentState.HIDDEN, False, shadow
    pairs = [(it, was) for it, was in zip(comments, before, strict=True) if standing(it) != was]
    write(actor, room, [it for it, _ in pairs])
    return [{**was, "seq": it.seq} for it, was in pairs]


@transaction.atomic
def lift(actor: User, found: Sanction, reason: str = "") -> LogEntry | None:
    """The author may write again; None where that was so already."""
    room = locked_room(found.room_id)
    if not Sanction.objects.filter(pk=found.pk, lifted_at=None).update(lifted_at=timezone.now()):
        return None
    record(actor, "author.lift", room.ceremony, device=shown(found.device), was=found.kind)
    return noted(actor, room, Deed.LIFT, reason, [], sanction=found)


@transaction.atomic
def undo(actor: User, entry: LogEntry, reason: str = "") -> Done:
    """Take back what one entry of the log did; what somebody changed since is left alone.

    Raises NothingToUndo, AlreadyUndone.
    """
    room = locked_room(entry.room_id)
    if entry.deed in (Deed.UNDO, Deed.LIFT):
        raise NothingToUndo
    if LogEntry.objects.filter(undoes=entry).exists():
        raise AlreadyUndone
    was = {item["id"]: item for item in entry.items}
    found = Comment.objects.select_related("origin_page").filter(room=room, pk__in=was).order_by("pk")
    ours = [comment for comment in found if comment.seq == was[comment.pk]["seq"]]
    items = [{**standing(comment), "seq": comment.seq} for comment in ours]
    pins = MAX_PINNED - Comment.objects.filter(room=room, pinned=True).count()
    for comment in ours:
        before = was[comment.pk]
        comment.state, comment.shadow = before["state"], before["shadow"]
        comment.pinned = bool(before["pinned"]) and (comment.pinned or pins > 0)
    write(actor, room, ours)
    if entry.sanction_id is not None:
        Sanction.objects.filter(pk=entry.sanction_id, lifted_at=None).update(lifted_at=timezone.now())
    record(actor, "moderation.undo", room.ceremony, entry=entry.pk, deed=entry.deed, comments=len(ours))
    return Done(noted(actor, room, Deed.UNDO, reason, items, undoes=entry), ours)


def entry_of(entry_id: int) -> LogEntry:
    """Raises NotFound."""
    found = LogEntry.objects.select_related("room__ceremony").filter(pk=entry_id).first()
    if found is None:
        raise NotFound
    return found
