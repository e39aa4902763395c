"""One ceremony's room in this process: it reads in order, and hands on."""

from __future__ import annotations

import logging
import time
from functools import partial

from events.announce import Announcement, What, announce_now
from events.permissions import May, Standing, allowed
from realtime import frames
from realtime.enums import Reaction
from realtime.errors import RoomClosed
from realtime.hub import joining
from realtime.hub.changes import Change
from realtime.hub.fanout import Desk, Fanout, Viewer
from realtime.hub.fresh import Fresh
from realtime.hub.lanes import Runs
from realtime.hub.pace import Coalesced
from realtime.hub.presence import Presence
from realtime.hub.reactions import EVERY_S, Reactions
from realtime.hub.sides import AllSides, changed, read_sides
from realtime.selectors.comments import changes_since, room_seq
from realtime.selectors.crew_chat import crew_since
from realtime.selectors.identity import Proof, standing_by_proof

log = logging.getLogger(__name__)
COALESCE_S = 0.1
CROWD, CROWDED_S = 500, 0.15  # readers; so many cost less than the half with a third fewer frames
METERS_S = 0.2
MAX_BATCH = 50  # changes in one frame: at most some 170 kB, below what a slow reader may have waiting
STANDING_FRESH_S = 1.0
VIEWERS_EVERY_S = 2.0
LINGER_S = 30.0  # an empty room stays this long: who reconnects resumes from memory


class LiveRoom:
    """The members of one room, what they hold, and the two things that are read for them."""

    def __init__(
        self, ceremony_id: int, seq: int, sides: AllSides, looks: Runs, joins: Runs, *, process: str
    ) -> None:
        self.ceremony_id = ceremony_id
        self.fanout = Fanout(seq)
        self.fresh = Fresh()
        self.sides = sides
        self.looks, self.joins = looks, joins
        self.comments = Coalesced(self._read_comments, COALESCE_S)
        self.surroundings = Coalesced(self._read_sides, COALESCE_S)
        self.meters = Coalesced(self._tell_levels, METERS_S)
        self.cheers = Coalesced(self._tell_reactions, EVERY_S)
        self.presence, self.reactions = Presence(process), Reactions(process)
        self._levels = ""
        self.shared = joining.Shared()
        self.ended_with: frames.CloseCode | None = None
        self._told_viewers = 0
        self._told_at = float("-inf")
        self._empty_since = time.monotonic()

    def told_of(self, seq: int, soon: bool = False) -> None:
        """The room reached this number, says whoever wrote it; `soon`: our own news are on their way."""
        self.fresh.told = max(self.fresh.told, seq)
        if seq > self.fanout.reached and not soon:
            self.comments.ask()

    def committed(self, changes: list[Change]) -> None:
        """This process wrote these, if any: where they follow on what is held, nobody reads them back."""
        self.fresh.add(changes)
        self.told_of(changes[-1].seq if changes else self.fresh.told)

    async def _read_comments(self) -> None:
        while True:
            fresh = self.fresh.after(self.fanout.reached)
            reached = fresh[-1].seq if fresh else self.fanout.reached
            changes = fresh if fresh and reached >= self.fresh.told else await self._from_database()
            await self.ask_standings(time.monotonic() - STANDING_FRESH_S)
            self.fanout.take(changes)
            if len(changes) < MAX_BATCH:
                return

    async def _from_database(self) -> list[Change]:
        return await self.looks.run(partial(read_changes, self.ceremony_id, self.fanout.reached))

    async def _read_sides(self) -> None:
        # Half of it, so that an idle desk is asked at every look and not at every second one.
        await self.ask_standings(time.monotonic() - STANDING_FRESH_S / 2)
        staff = {desk.staff for desk in self.fanout.desks}
        sides = await self.looks.run(partial(read_sides, self.ceremony_id, staff))
        if sides is None:
            self.end(frames.CloseCode.NO_CEREMONY)
            return
        before, self.sides = self.sides, sides
        for text in changed(before.public, sides.public):
            self.fanout.to_viewers(text)
        self._tell_desks(before)

    def _tell_desks(self, before: AllSides) -> None:
        news = {who: changed(before.desks.get(who, {}), sides) for who, sides in self.sides.desks.items()}
        for desk in self.fanout.desks:
            for text in news.get(desk.staff, ()):
                desk.outlet.offer(text)

    def heard(self, levels: str) -> None:
        """How loud the program is now: what was not told yet is thrown away for it."""
        if self.fanout.desks:
            self._levels = frames.side("levels", levels)
            self.meters.ask()

    async def _tell_levels(self) -> None:
        await self.ask_standings(time.monotonic() - STANDING_FRESH_S)
        for desk in self.fanout.desks:
            if not desk.outlet.slow:  # a needle that is late is worth nothing
                desk.outlet.offer(self._levels)

    def react(self, kind: Reaction, count: int) -> None:
        """Somebody here sent hearts or flags. Raises RoomClosed where none are taken now."""
        if not self.sides.reactions:
            raise RoomClosed
        self.reactions.add(kind, count)
        self.cheers.ask()

    def reacted(self, data: str) -> None:
        """Somebody elsewhere did, says another process."""
        self.reactions.heard(data)
        self.cheers.ask()

    async def _tell_reactions(self) -> None:
        told, shown = self.reactions.take()
        if told:
            announce_now(Announcement(self.ceremony_id, What.REACTIONS, data=told))
        text = frames.encode({"type": "reactions", **shown}) if shown else ""
        for outlet in self.fanout.outlets() if text else ():
            if not outlet.slow:  # a heart that is late is worth nothing
                outlet.offer(text)

    async def ask_standings(self, older_than: float) -> None:
        """Ask anew what those may do who were last asked before this moment (monotonic)."""
        stale = [desk for desk in self.fanout.desks if desk.asked_at < older_than]
        if not stale:
            return
        proofs = {desk.proof for desk in stale}
        asked_at = time.monotonic()
        found = await self.looks.run(partial(read_standings, self.ceremony_id, proofs))
        for desk in stale:
            await self._judge(desk, found[desk.proof], asked_at)

    async def _judge(self, desk: Desk, standing: Standing | None, asked_at: float) -> None:
        if standing is None or not allowed(May.SEE_DESK, standing):
            code = frames.CloseCode.NOT_LOGGED_IN if standing is None else frames.CloseCode.NOT_PERMITTED
            self.fanout.desks.discard(desk)
            desk.outlet.close(code)
            return
        before, desk.standing, desk.asked_at = desk.standing, standing, asked_at
        if before != standing and desk in self.fanout.desks:
            # Other rights read other things: it begins anew, on the same socket.
            self.fanout.desks.discard(desk)
            await joining.join_desk(self, desk, after=None)

    def tick(self, now: float, seq: int) -> None:
        """The look once a second: `seq` is what the database says, `now` is monotonic."""
        self.told_of(seq)
        sockets = self.fanout.sockets()
        self.comments.interval_s = CROWDED_S if sockets > CROWD else COALESCE_S
        if sockets:
            self.surroundings.ask()
        self._tell_others(now)
        count = self.viewers()
        if count != self._told_viewers and now - self._told_at >= VIEWERS_EVERY_S:
            self._told_viewers, self._told_at = count, now
            self.fanout.to_all(frames.encode({"type": "viewers", "viewers": count}))

    def viewers(self) -> int:
        """Who watches now, at all processes."""
        return self.presence.total(self.fanout.count(), time.monotonic())

    def greeted(self) -> int:
        """The count that a snapshot says; where the others were told another one, all hear the next."""
        count = self.viewers()
        if count != self._told_viewers:
            self._told_viewers = -1
        return count

    def _tell_others(self, now: float) -> None:
        told = self.presence.news(self.fanout.count(), now)
        if told:
            announce_now(Announcement(self.ceremony_id, What.PRESENCE, data=told))

    def access_changed(self) -> None:
        """Somebody's roles changed: everybody at a desk is asked again now."""
        for desk in self.fanout.desks:
            desk.asked_at = float("-inf")
        self.surroundings.ask()

    def leave(self, member: Viewer | Desk) -> None:
        """The socket ended."""
        member.outlet.gone()
        if isinstance(member, Viewer):
            self.fanout.viewers.discard(member)
        else:
            self.fanout.desks.discard(member)
        self._empty_since = time.monotonic()

    def touch(self) -> None:
        """Somebody is about to join."""
        self._empty_since = time.monotonic()

    def is_idle(self, now: float) -> bool:
        """Whether it has been empty for long enough to be forgotten."""
        return not self.fanout.sockets() and now - self._empty_since > LINGER_S

    @property
    def gone(self) -> bool:
        """Whether it ended; who still wants to join is told `why_not`."""
        return self.ended_with is not None

    @property
    def why_not(self) -> frames.CloseCode:
        """What one who cannot join is closed with: a restart is not the end of the ceremony."""
        return self.ended_with or frames.CloseCode.NO_CEREMONY

    def end(self, code: frames.CloseCode) -> None:
        """Close every socket and read no more."""
        self.ended_with = self.ended_with or code
        self.comments.stop()
        self.surroundings.stop()
        self.meters.stop()
        self.cheers.stop()
        for outlet in self.fanout.outlets():
            outlet.close(code)


def read_changes(ceremony_id: int, after: int) -> list[Change]:
    """The next changes, encoded.

    Two tables are two statements: only up to the number that was reached before both is each complete.
    """
    reached = room_seq(ceremony_id)
    changes = [Change.of(comment) for comment in changes_since(ceremony_id, after, MAX_BATCH)]
    changes += [Change.said(message) for message in crew_since(ceremony_id, after, MAX_BATCH)]
    known = [change for change in changes if change.seq <= reached]
    return sorted(known, key=lambda change: change.seq)[:MAX_BATCH]


def read_standings(ceremony_id: int, proofs: set[Proof]) -> dict[Proof, Standing | None]:
    """What each may do now."""
    return {proof: standing_by_proof(proof, ceremony_id) for proof in proofs}
