"""Comments by audience: what is there now, and what changed since a number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from realtime.enums import Audience, CommentState
from realtime.models import Comment, Room

PUBLIC_SHOWN, DESK_SHOWN, OWN_SHOWN = 100, 500, 50
PUBLISHED = CommentState.PUBLISHED


@dataclass(frozen=True)
class Reader:
    """One who looks: the audience, and the device where an author has one."""

    audience: Audience
    device: str | None = None

    def sees(self, comment: Comment) -> bool:
        """Whether it is on this reader's screen as it stands."""
        return self.audience is Audience.DESK or comment.state == PUBLISHED or self.owns(comment)

    def owns(self, comment: Comment) -> bool:
        """Whether this reader's device wrote it."""
        return self.device is not None and comment.device == self.device


@dataclass(frozen=True)
class Page:
    """What a reader is given: complete up to `seq`; `more` where the limit cut changes off."""

    seq: int
    resumed: bool
    comments: list[Comment]
    removed: list[int]
    more: bool = False


def room_seq(room_id: int) -> int:
    """The number that the room has reached; 0 for a room without a row."""
    return Room.objects.filter(pk=room_id).values_list("seq", flat=True).first() or 0


def room_seqs(room_ids: list[int]) -> dict[int, int]:
    """The same for many rooms in one query."""
    return dict(Room.objects.filter(pk__in=room_ids).values_list("pk", "seq"))


def changes_since(room_id: int, after: int, limit: int) -> list[Comment]:
    """What changed after a number, every audience's, in order of the numbers.

    Numbers become visible in their order (they are taken under the room's lock), so one statement
    sees all changes up to the last one in its answer.
    """
    changed = Comment.objects.filter(room_id=room_id, seq__gt=after).order_by("seq")
    return list(_joined(changed)[:limit])


def _joined(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    return comments.select_related("origin_page", "handled_by")


def public_now(room_id: int, limit: int = PUBLIC_SHOWN) -> list[Comment]:
    """The newest published ones and the pinned ones, by position."""
    published = _joined(Comment.objects.filter(room_id=room_id, state=PUBLISHED))
    both = [*published.order_by("-position")[:limit], *published.filter(pinned=True)]
    return sorted(
        {comment.pk: comment for comment in both}.values(), key=lambda comment: comment.position or 0
    )


def own_now(room_id: int, device: str, limit: int = OWN_SHOWN) -> list[Comment]:
    """A device's own that the public does not see, by id."""
    own = _joined(Comment.objects.filter(room_id=room_id, device=device)).exclude(state=PUBLISHED)
    return list(own.order_by("-id")[:limit])[::-1]


def desk_now(room_id: int, limit: int = DESK_SHOWN) -> list[Comment]:
    """The newest in every state, and the pinned ones, by id."""
    everything = _joined(Comment.objects.filter(room_id=room_id))
    both = [*everything.order_by("-id")[:limit], *everything.filter(pinned=True)]
    return sorted({comment.pk: comment for comment in both}.values(), key=lambda comment: comment.pk)


def page_now(room_id: int, reader: Reader, limit: int) -> Page:
    """The present state. The number is read first: what is newer than it comes again, harmlessly."""
    seq = room_seq(room_id)
    if reader.audience is Audience.DESK:
        return Page(seq, False, desk_now(room_id, limit), [])
    own = own_now(room_id, reader.device) if reader.device else []
    return Page(seq, False, [*public_now(room_id, limit), *own], [])


def page_since(room_id: int, reader: Reader, after: int, limit: int) -> Page:
    """What changed for this reader after a number; the present state for a number never reached."""
    reached = room_seq(room_id)
    if not 0 <= after <= reached:
        return page_now(room_id, reader, limit)
    changed = _for_reader(room_id, reader, after)[: limit + 1]
    shown, more = list(changed[:limit]), len(changed) > limit
    seq = shown[-1].seq if more else max([reached, *(comment.seq for comment in shown)])
    seen = [comment for comment in shown if reader.sees(comment)]
    return Page(seq, True, seen, [c.pk for c in shown if not reader.sees(c)], more)


def _for_reader(room_id: int, reader: Reader, after: int) -> QuerySet[Comment]:
    changed = _joined(Comment.objects.filter(room_id=room_id, seq__gt=after).order_by("seq"))
    if reader.audience is Audience.DESK:
        return changed
    own = Q(device=reader.device) if reader.device else Q()
    return changed.filter(Q(position__isnull=False) | own)
