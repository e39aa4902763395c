"""Who gets which frame: the members of a room, what each of them holds, and the recent past. No I/O."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from events.permissions import May, Standing, allowed
from realtime import frames
from realtime.hub.changes import Change, latest
from realtime.hub.outlet import Outlet
from realtime.hub.sides import Staff
from realtime.selectors.identity import Proof

RECENT = 512  # changes kept for those who resume or join while the room moves


@dataclass(eq=False, slots=True)
class Viewer:
    """A socket of the public; `seq` is what it holds."""

    outlet: Outlet
    device: str
    seq: int = 0


@dataclass(eq=False, slots=True)
class Desk:
    """A socket of staff: who it is by which proof, and what the person may do as of `asked_at`."""

    outlet: Outlet
    proof: Proof
    language: str
    standing: Standing
    asked_at: float
    seq: int = 0

    @property
    def moderates(self) -> bool:
        """Whether it is given the comments."""
        return allowed(May.MODERATE, self.standing)

    @property
    def staff(self) -> Staff:
        """For whom its bodies are made: two windows of one person share them."""
        return Staff(self.proof.user_id, self.standing, self.language)


def desk_events(changes: list[Change], moderates: bool) -> str:
    """What a desk is told of these changes."""
    return ",".join(filter(None, (change.desk_event(moderates) for change in changes)))


@dataclass
class Fanout:
    """The sockets of one room in this process."""

    reached: int
    floor: int = field(init=False)  # the recent past is complete above this number
    recent: deque[Change] = field(default_factory=deque)
    viewers: set[Viewer] = field(default_factory=set)
    desks: set[Desk] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.floor = self.reached

    def take(self, changes: list[Change]) -> None:
        """Hand on what follows on `reached`, complete and in order."""
        changes = [change for change in changes if change.seq > self.reached]
        if not changes:
            return
        to = changes[-1].seq
        self._remember(changes)
        self._to_viewers(changes, to)
        self._to_desks(changes, to)
        self.reached = to

    def _remember(self, changes: list[Change]) -> None:
        self.recent.extend(changes)
        while len(self.recent) > RECENT:
            self.floor = self.recent.popleft().seq

    def _to_viewers(self, changes: list[Change], to: int) -> None:
        public = ",".join(filter(None, (change.public_event() for change in changes)))
        authors = {change.device for change in changes}
        encoded: dict[int, str] = {}  # by what is held: one encoding for nearly all
        for viewer in self.viewers:
            if viewer.seq >= to:
                continue
            if viewer.device in authors:
                self._own_batch(viewer, changes, to)
            elif public:
                if viewer.seq not in encoded:
                    encoded[viewer.seq] = frames.batch(viewer.seq, to, public)
                viewer.outlet.offer(encoded[viewer.seq])
                viewer.seq = to

    def _own_batch(self, viewer: Viewer, changes: list[Change], to: int) -> None:
        events = ",".join(filter(None, (change.event_for(viewer.device) for change in changes)))
        if events:
            viewer.outlet.offer(frames.batch(viewer.seq, to, events))
            viewer.seq = to

    def _to_desks(self, changes: list[Change], to: int) -> None:
        events = {each: desk_events(changes, each) for each in {desk.moderates for desk in self.desks}}
        for desk in self.desks:
            if desk.seq < to and events[desk.moderates]:
                desk.outlet.offer(frames.batch(desk.seq, to, events[desk.moderates]))
                desk.seq = to

    def holds_since(self, after: int) -> bool:
        """Whether the recent past is complete from this number on."""
        return self.floor <= after <= self.reached

    def since(self, after: int) -> list[Change]:
        """The last change of each comment after a number; ask `holds_since` first."""
        return latest([change for change in self.recent if change.seq > after])

    def catch_up_viewer(self, viewer: Viewer) -> None:
        """Give one who has just joined what happened since its snapshot was read."""
        if viewer.seq < self.reached:
            self._own_batch(viewer, self.since(viewer.seq), self.reached)

    def catch_up_desk(self, desk: Desk) -> None:
        """The same for a desk."""
        events = desk_events(self.since(desk.seq), desk.moderates) if desk.seq < self.reached else ""
        if events:
            desk.outlet.offer(frames.batch(desk.seq, self.reached, events))
            desk.seq = self.reached

    def to_all(self, text: str) -> None:
        """An un-numbered frame for every member."""
        for outlet in self.outlets():
            outlet.offer(text)

    def to_viewers(self, text: str) -> None:
        """An un-numbered frame for the public."""
        for viewer in self.viewers:
            viewer.outlet.offer(text)

    def outlets(self) -> list[Outlet]:
        """Of all members."""
        return [viewer.outlet for viewer in self.viewers] + [desk.outlet for desk in self.desks]

    def sockets(self) -> int:
        """Members of either kind."""
        return len(self.viewers) + len(self.desks)

    def count(self) -> int:
        """Viewers now: one a device, however many pages it has open."""
        return len({viewer.device for viewer in self.viewers})
