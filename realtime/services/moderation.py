"""What a moderator does to one comment: each act is idempotent, each change has its own number."""

from __future__ import annotations

from django.db import transaction

from events.audit import record
from events.models import User
from realtime.device import shown
from realtime.enums import CommentState, ModerationAct
from realtime.errors import NotPublished, TooManyPinned
from realtime.limits import MAX_PINNED
from realtime.models import Comment, Room
from realtime.services.rooms import locked_room, next_seq


@transaction.atomic
def moderate(actor: User, comment: Comment, act: ModerationAct) -> Comment:
    """Carry out one act; what is so already is no change. Raises NotPublished, TooManyPinned."""
    room = locked_room(comment.room_id)
    comment = Comment.objects.select_related("origin_page").get(pk=comment.pk)
    before = (comment.state, comment.pinned)
    CHANGES[act](room, comment)
    if (comment.state, comment.pinned) == before:
        return comment
    comment.seq = next_seq(room)
    if comment.state == CommentState.PUBLISHED and comment.position is None:
        comment.position = comment.seq
    comment.handled_by = actor
    comment.save(update_fields=["seq", "position", "state", "pinned", "handled_by", "changed_at"])
    record(
        actor,
        f"comment.{act}",
        room.ceremony,
        comment=comment.pk,
        was=before[0],
        device=shown(comment.device),
    )
    return comment


def _publish(room: Room, comment: Comment) -> None:
    comment.state = CommentState.PUBLISHED


def _hide(room: Room, comment: Comment) -> None:
    comment.state, comment.pinned = CommentState.HIDDEN, False


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
