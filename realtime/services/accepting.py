"""Whether one posting is taken, what it is held for, whether only its author will see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from django.utils import timezone

from events.errors import DomainError, NotFound
from realtime import limits
from realtime.enums import ClosedBecause, CommentState, HeldFor, Moderation
from realtime.errors import (
    CeremonyCancelled,
    CeremonyOver,
    CommentTooLong,
    NotYetOpen,
    RoomClosed,
    WordsRefused,
)
from realtime.models import Room
from realtime.opening import opening
from realtime.services.devices import Devices
from realtime.services.drafts import Posting
from realtime.services.restraints import Restraints
from realtime.services.screening import Screened, screen

REFUSALS: dict[ClosedBecause, type[DomainError]] = {
    ClosedBecause.UNPUBLISHED: NotFound,
    ClosedBecause.CANCELLED: CeremonyCancelled,
    ClosedBecause.OVER: CeremonyOver,
    ClosedBecause.CLOSED: RoomClosed,
    ClosedBecause.EARLY: NotYetOpen,
}


@dataclass(frozen=True)
class Accepted:
    """One that will be written."""

    posting: Posting
    found: Screened
    shadow: bool
    first: bool

    def state(self, room: Room) -> CommentState:
        """Where it begins."""
        if self.shadow:
            return CommentState.HIDDEN
        public = room.moderation == Moderation.POST and not self.found.held_for
        return CommentState.PUBLISHED if public else CommentState.PENDING


@dataclass
class Door:
    """Of one locked room, for one group of postings."""

    room: Room
    devices: Devices
    posting: frozenset[str]
    restraints: Restraints
    _first: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, room: Room, devices: Devices, postings: Collection[Posting]) -> Door:
        """Asks the database twice at most, whatever their number."""
        who = frozenset(posting.device for posting in postings)
        restraints = Restraints(who, {posting.address_hash for posting in postings})
        return cls(room, devices, who, restraints, devices.first_times(who))

    def accepted(self, posting: Posting) -> Accepted:
        """Raises what realtime.errors names."""
        require_open(self.room)
        if len(posting.body) > self.room.max_length:
            raise CommentTooLong(length=len(posting.body), most=self.room.max_length)
        limits.check_network(posting.address_hash)
        shadow = self.restraints.check(self.room, posting.device, self.posting)
        self.devices.check(posting.device)
        found = screen(posting, self.room.ceremony.unit_id)
        if found.refused:
            raise WordsRefused
        first = posting.device in self._first
        self._first.discard(posting.device)
        return Accepted(posting, self._held(posting, found, first), shadow, first)

    def _held(self, posting: Posting, found: Screened, first: bool) -> Screened:
        why = [it for it in found.held_for if it != HeldFor.LINK or self.room.hold_links]
        if first and self.room.hold_first:
            why.append(HeldFor.FIRST)
        if self.restraints.near_a_banned_one(self.room, posting.address_hash):
            why.append(HeldFor.NETWORK)
        return replace(found, held_for=tuple(why))


def require_open(room: Room) -> None:
    """Raises unless the room takes comments now."""
    because = opening(room.ceremony, room, timezone.now()).closed_because
    if because is not None:
        raise REFUSALS[because]
