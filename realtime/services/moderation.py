"""What moderators do to comments: each act is idempotent, each change has its own number, all is logged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from events.audit import record
from events.errors import NotFound
from events.models import User
from realtime.device import shown
from realtime.enums import CommentState, Deed, ModerationAct
from realtime.errors import NotPublished, TooManyPinned
from realtime.limits import MAX_PINNED
from realtime.models import Comment, LogEntry, Room, Sanction
from realtime.services.rooms import locked_room, next_seqs

CHANGED = ["seq", "position", "state", "pinned", "shadow", "handled_by", "changed_at"]


@dataclass(frozen=True)
class Done:
    """`comments`: as they are now, all that were asked for; `entry`: None where nothing had to change."""

    entry: LogEntry | None
    comments: list[Comment]


def moderate(actor: User, comment: Comment, act: ModerationAct, reason: str = "") -> Comment:
    """Carry out one act; what is so already is no change. Raises NotPublished, TooManyPinned."""
    return moderate_all(actor, comment.room_id, [comment.pk], act, reason).comments[0]


@transaction.atomic
def moderate_all(
    actor: User, room_id: int, ids: Collection[int], act: ModerationAct, reason: str = ""
) -> Done:
    """The same for many of one room, all or none. Raises NotFound, NotPublished, TooManyPinned."""
    room = locked_room(room_id)
    found = Comment.objects.select_related("origin_page").filter(room=room, pk__in=ids)
    comments = list(found.order_by("pk"))
    if len(comments) != len(set(ids)):
        raise NotFound
    items = change(actor, room, comments, [act] * len(comments))
    entry = noted(actor, room, Deed(act.value), reason, items) if items else None
    return Done(entry, comments)


def change(
    actor: User, room: Room, comments: Sequence[Comment], acts: Sequence[ModerationAct]
) -> list[dict[str, Any]]:
    """Carry each one's act out, in the caller's transaction and under the room's lock; what was before."""
    touched: list[tuple[Comment, dict[str, Any], ModerationAct]] = []
    for comment, act in zip(comments, acts, strict=True):
        before = standing(comment)
        CHANGES[act](room, comment)
        if standing(comment) == before:
            continue
        touched.append((comment, before, act))
        if act is ModerationAct.PIN:
            write(actor, room, [comment])  # the next one's pin counts it
    write(actor, room, [comment for comment, _, act in touched if act is not ModerationAct.PIN])
    for comment, before, act in touched:
        told = {"comment": comment.pk, "was": before["state"], "device": shown(comment.device)}
        record(actor, f"comment.{act}", room.ceremony, **told)
    return [{**before, "seq": comment.seq} for comment, before, _ in touched]


def standing(comment: Comment) -> dict[str, Any]:
    """How it stands, as the log keeps it."""
    return {
        "id": comment.pk,
        "state": str(comment.state),
        "pinned": comment.pinned,
        "shadow": comment.shadow,
    }


def write(actor: User | None, room: Room, changed: Sequence[Comment]) -> None:
    """Number what was changed, and keep it."""
    for comment, seq in zip(changed, next_seqs(room, len(changed)), strict=True):
        comment.seq, comment.handled_by = seq, actor
        if comment.state == CommentState.PUBLISHED and comment.position is None:
            comment.position = seq
        comment.save(update_fields=CHANGED)


def noted(
    actor: User,
    room: Room,
    deed: Deed,
    reason: str,
    items: list[dict[str, Any]],
    *,
    sanction: Sanction | None = None,
    undoes: LogEntry | None = None,
) -> LogEntry:
    """Write the log's entry, in the caller's transaction."""
    return LogEntry.objects.create(
        room=room,
        deed=deed,
        actor=actor,
        actor_name=actor.shown_name(),
        reason=reason,
        items=items,
        sanction=sanction,
        undoes=undoes,
    )


def _publish(room: Room, comment: Comment) -> None:
    comment.state, comment.shadow = CommentState.PUBLISHED, False


def _hide(room: Room, comment: Comment) -> None:
    comment.state, comment.pinned, comment.shadow = CommentState.HIDDEN, False, False


def _pin(room: Room, comment: Comment) -> None:
    if comment.state != CommentState.PUBLISHED:
        raise NotPublished
    others = Comment.objects.filter(room=room, pinned=True).exclude(pk=comment.pk)
    if others.count() >= MAX_PINNED:
        raise TooManyPinned(most=MAX_PINNED)
    comment.pinned = True


def _unpin(room: Room, comment: Comment) -> None:
    comment.pinned = False


CHANGES = {
    ModerationAct.PUBLISH: _publish,
    ModerationAct.HIDE: _hide,
    ModerationAct.PIN: _pin,
    ModerationAct.UNPIN: _unpin,
}
