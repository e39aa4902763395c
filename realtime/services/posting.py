"""Comments come in: many in one transaction, each answered for itself.

What was posted while a transaction was under way goes into the next one, so that a disk that takes
milliseconds to be sure is asked once for all of them. A transaction that fails is done again one by
one: one text that the database does not take is refused alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import DatabaseError, transaction

from events.errors import DomainError
from realtime.enums import CommentState
from realtime.models import Comment, Room
from realtime.services.accepting import Accepted, Door
from realtime.services.devices import Devices
from realtime.services.drafts import Posting, prepared
from realtime.services.rooms import locked_room, next_seqs

Key = tuple[int, str, str]


@dataclass(frozen=True)
class Posted:
    """What became of it; `repeated` where the same device had sent this ref before."""

    comment: Comment
    repeated: bool

    @property
    def pk(self) -> int:
        """The comment's id."""
        return self.comment.pk


Outcome = Posted | Exception


def post_comment(
    ceremony_id: int, *, device: str, ref: str, name: str, body: str, address_hash: str = ""
) -> Posted:
    """Write one comment, or find the one that this `ref` already made. Raises what realtime.errors names.

    Returned means committed, unless the caller holds a transaction of its own.
    """
    (outcome,) = _post([Posting(ceremony_id, device, ref, name, body, address_hash)])
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def post_comments(typed: Sequence[Posting]) -> list[Outcome]:
    """Write many, in their order; what became of each. Never raises what only one of them deserves."""
    try:
        return _post(typed)
    except DatabaseError:
        if len(typed) == 1:
            raise
    return [_alone(posting) for posting in typed]


def _alone(posting: Posting) -> Outcome:
    try:
        return _post([posting])[0]
    except DatabaseError as error:
        return error


def _post(typed: Sequence[Posting]) -> list[Outcome]:
    outcomes: dict[int, Outcome] = {}
    ready: dict[int, Posting] = {}
    for place, posting in enumerate(typed):
        try:
            ready[place] = prepared(posting)
        except DomainError as error:
            outcomes[place] = error
    if ready:
        outcomes |= _written(ready)
    return [outcomes[place] for place in range(len(typed))]


def _written(ready: dict[int, Posting]) -> dict[int, Outcome]:
    devices = Devices({posting.device for posting in ready.values()})
    rooms: dict[int, dict[int, Posting]] = defaultdict(dict)
    for place, posting in ready.items():
        rooms[posting.ceremony_id][place] = posting
    outcomes: dict[int, Outcome] = {}
    with transaction.atomic():
        for ceremony_id in sorted(rooms):  # in one order, so that two processes never wait for one another
            outcomes |= write(locked_room(ceremony_id), rooms[ceremony_id], devices)
    return outcomes


def write(room: Room, postings: dict[int, Posting], devices: Devices) -> dict[int, Outcome]:
    """Write what was posted into its locked room, in the caller's transaction.

    What was written before is found before any bound is asked: who repeats is told what came of it.
    """
    known = by_key(postings.values())
    refused: dict[Key, DomainError] = {}
    new: dict[Key, Accepted] = {}
    door = Door.of(room, devices, list(postings.values()))
    for posting in postings.values():
        if posting.key not in known and posting.key not in new and posting.key not in refused:
            try:
                new[posting.key] = door.accepted(posting)
            except DomainError as error:
                refused[posting.key] = error
    made = Comment.objects.bulk_create(_comments(room, list(new.values())))
    fresh = {comment_key(comment): comment for comment in made}
    outcomes: dict[int, Outcome] = {}
    for place, posting in postings.items():
        if posting.key in fresh:
            outcomes[place] = Posted(fresh[posting.key], repeated=posting.key in known)
            known[posting.key] = fresh[posting.key]  # the same once more is a repeat
        else:
            found = known.get(posting.key)
            outcomes[place] = Posted(found, repeated=True) if found else refused[posting.key]
    return outcomes


def _comments(room: Room, accepted: Sequence[Accepted]) -> list[Comment]:
    made = []
    for seq, it in zip(next_seqs(room, len(accepted)), accepted, strict=True):
        state = it.state(room)
        made.append(
            Comment(
                room=room,
                seq=seq,
                position=seq if state == CommentState.PUBLISHED else None,
                state=state,
                shadow=it.shadow,
                device=it.posting.device,
                ref=it.posting.ref,
                name=it.posting.name,
                body=it.posting.body,
                address_hash=it.posting.address_hash,
                held_for=list(it.found.held_for),
                hits=[list(span) for span in it.found.hits],
                first_time=it.first,
            )
        )
    return made


def comment_key(comment: Comment) -> Key:
    """As a posting's."""
    return comment.room_id, comment.device, comment.ref


def by_key(postings: Iterable[Posting]) -> dict[Key, Comment]:
    """What was written of these already."""
    wanted = {posting.key for posting in postings}
    rooms, devices = {key[0] for key in wanted}, {key[1] for key in wanted}
    refs = {key[2] for key in wanted}
    found = Comment.objects.filter(room_id__in=rooms, device__in=devices, ref__in=refs) if wanted else ()
    return {comment_key(it): it for it in found if comment_key(it) in wanted}
