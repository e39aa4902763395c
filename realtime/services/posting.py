"""A comment comes in.

`write` does everything under the room's lock for one posting, in the caller's transaction:
it neither opens one nor looks outside of it, so that several postings can share one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from events.errors import DomainError, NotFound
from events.models import Ceremony
from realtime import limits
from realtime.enums import ClosedBecause, CommentState, Moderation
from realtime.errors import (
    BadRef,
    CeremonyCancelled,
    CeremonyOver,
    CommentTooLong,
    EmptyComment,
    NameTooLong,
    RoomClosed,
)
from realtime.models import Comment, Room
from realtime.opening import opening
from realtime.services.rooms import locked_room, next_seq
from realtime.text import REF, clean_body, clean_name

ANONYMOUS = "Người xem"
REFUSALS: dict[ClosedBecause, type[DomainError]] = {
    ClosedBecause.UNPUBLISHED: NotFound,
    ClosedBecause.CANCELLED: CeremonyCancelled,
    ClosedBecause.OVER: CeremonyOver,
    ClosedBecause.CLOSED: RoomClosed,
}


@dataclass(frozen=True)
class Posting:
    """A comment on its way to the database; the texts as typed until they are `prepared`."""

    ceremony_id: int
    device: str
    ref: str
    name: str
    body: str
    address_hash: str


@dataclass(frozen=True)
class Posted:
    """What became of it; `repeated` where the same device had sent this ref before."""

    comment: Comment
    repeated: bool

    @property
    def pk(self) -> int:
        """The comment's id."""
        return self.comment.pk


def post_comment(
    ceremony_id: int, *, device: str, ref: str, name: str, body: str, address_hash: str = ""
) -> Posted:
    """Write one comment, or find the one that this `ref` already made. Raises what realtime.errors names.

    Returned means committed, unless the caller holds a transaction of its own.
    """
    posting = prepared(Posting(ceremony_id, device, ref, name, body, address_hash))
    already = _by_ref(posting)
    if already is not None:
        return Posted(already, repeated=True)
    limits.check_network(address_hash)
    limits.check_device(device)
    with transaction.atomic():
        return write(locked_room(ceremony_id), posting)


def prepared(typed: Posting) -> Posting:
    """Clean the texts and hold them against their bounds."""
    if not REF.fullmatch(typed.ref):
        raise BadRef
    name, body = clean_name(typed.name) or ANONYMOUS, clean_body(typed.body)
    if not body:
        raise EmptyComment
    if len(body) > limits.MAX_BODY:
        raise CommentTooLong(length=len(body), most=limits.MAX_BODY)
    if len(name) > limits.MAX_NAME:
        raise NameTooLong(length=len(name), most=limits.MAX_NAME)
    return replace(typed, name=name, body=body)


def write(room: Room, posting: Posting) -> Posted:
    """Write one posting into its locked room, in the caller's transaction."""
    already = _by_ref(posting)
    if already is not None:
        return Posted(already, repeated=True)
    require_open(room)
    seq = next_seq(room)
    public = room.moderation == Moderation.POST
    comment = Comment.objects.create(
        room=room,
        seq=seq,
        position=seq if public else None,
        state=CommentState.PUBLISHED if public else CommentState.PENDING,
        device=posting.device,
        ref=posting.ref,
        name=posting.name,
        body=posting.body,
        address_hash=posting.address_hash,
        first_time=not Comment.objects.filter(device=posting.device).exists(),
    )
    return Posted(comment, repeated=False)


def _by_ref(posting: Posting) -> Comment | None:
    same = {"room_id": posting.ceremony_id, "device": posting.device, "ref": posting.ref}
    return Comment.objects.filter(**same).first()


def require_open(room: Room) -> None:
    """Raises unless the room takes comments now."""
    ceremony = Ceremony.objects.only("state", "ended_at", "ends_at", "published").get(pk=room.pk)
    because = opening(ceremony, room.state, timezone.now()).closed_because
    if because is not None:
        raise REFUSALS[because]
