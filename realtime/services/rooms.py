"""The room itself: its row, its settings, its counter."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from events.announce import Announcement, What, announce_on_commit
from events.audit import record
from events.models import Ceremony, User
from realtime.models import Room


def make_room(ceremony_id: int) -> None:
    """Make the row of a new ceremony, in the transaction that makes the ceremony."""
    Room.objects.get_or_create(pk=ceremony_id)


def locked_room(ceremony_id: int) -> Room:
    """The room under its lock until the transaction ends: who holds it may take numbers."""
    rooms = Room.objects.select_for_update(of=("self",)).select_related("ceremony").filter(pk=ceremony_id)
    room = rooms.first()
    if room is None:  # a ceremony from before this room existed
        make_room(ceremony_id)
        room = rooms.get()
    return room


def next_seq(room: Room) -> int:
    """Take the next number and announce it; only under the lock, once a change."""
    return next_seqs(room, 1)[0]


def next_seqs(room: Room, count: int) -> Sequence[int]:
    """The same for so many changes at once: one write, and one announcement of the last."""
    if not count:
        return ()
    taken = range(room.seq + 1, room.seq + count + 1)
    room.seq += count
    Room.objects.filter(pk=room.pk).update(seq=room.seq)
    announce_on_commit(Announcement(room.pk, What.COMMENTS, room.seq))
    return taken


@transaction.atomic
def set_room(actor: User, ceremony: Ceremony, **wanted: str | int | None) -> Room:
    """Change settings by their names; what is the same already is no change."""
    room = locked_room(ceremony.pk)
    changed = {name: [getattr(room, name), value] for name, value in wanted.items()}
    changed = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    if not changed:
        return room
    for name, (_, value) in changed.items():
        setattr(room, name, value)
    room.save(update_fields=list(changed))
    record(actor, "room.set", ceremony, **changed)
    announce_on_commit(Announcement(ceremony.pk, What.ROOM))
    return room
