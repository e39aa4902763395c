"""The rooms of this process, its clock, and the doors to both."""

from __future__ import annotations

import asyncio
import logging
import resource
import secrets
import time
from functools import partial

from django.db import DatabaseError

from events.announce import Announcement, What
from events.models import Ceremony
from realtime import frames
from realtime.errors import Busy
from realtime.hub.changes import Change
from realtime.hub.commits import Commits
from realtime.hub.lanes import Lane
from realtime.hub.room import LiveRoom
from realtime.hub.sides import AllSides, read_sides
from realtime.hub.subscription import Subscription
from realtime.selectors.comments import room_seq, room_seqs
from realtime.services.retention import forget_addresses
from realtime.services.rooms import make_room
from streaming.viewers import Teller, counted

log = logging.getLogger(__name__)
LOOK_EVERY_S = 1.0
FORGET_EVERY_S = 3600.0
MAX_SOCKETS = 20_000  # a process: some 30 kB each
FILES_BESIDE = 500  # descriptors for the rest: the database, the layer, requests, logs
WAITING_POSTS, WAITING_JOINS, WAITING_LOOKS = 500, MAX_SOCKETS, 1000


class Hub:
    """Everything that the sockets of one process share."""

    def __init__(self) -> None:
        self.process = secrets.token_hex(8)
        self.rooms: dict[int, LiveRoom] = {}
        self.by_slug: dict[str, int] = {}
        self.posts = Lane("posts", WAITING_POSTS)
        self.commits = Commits(self.posts, self._committed)
        self.joins = Lane("joins", WAITING_JOINS)
        self.looks = Lane("looks", WAITING_LOOKS)
        self.subscription = Subscription(self.take)
        self.most_sockets = most_sockets()
        self._opening = asyncio.Lock()
        self._teller = Teller()
        self._clock: asyncio.Task[None] | None = None
        self._forget_at = 0.0

    async def start(self) -> None:
        """Listen and look."""
        await self.subscription.start()
        self._clock = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        """Close every socket with 1012: its client comes back and resumes."""
        if self._clock is not None:
            self._clock.cancel()
            await asyncio.wait({self._clock})
        for room in self.rooms.values():
            room.end(frames.CloseCode.RESTART)
        await self.subscription.stop(self.rooms)
        for lane in (self.posts, self.joins, self.looks):
            await asyncio.to_thread(lane.close)

    def take(self, said: Announcement) -> None:
        """Something changed, says the layer or the local bus."""
        room = self.rooms.get(said.ceremony_id)
        if room is None:
            return
        if said.what is What.COMMENTS:
            room.told_of(said.seq, soon=self.commits.writing(said.ceremony_id))
        elif said.what is What.ACCESS:
            room.access_changed()
        elif said.what is What.LEVELS:
            room.heard(said.data)
        elif said.what is What.PRESENCE:
            room.presence.heard(said.data, time.monotonic())
        elif said.what is What.REACTIONS:
            room.reacted(said.data)
        else:
            room.surroundings.ask()

    def _committed(self, ceremony_id: int, changes: list[Change]) -> None:
        room = self.rooms.get(ceremony_id)
        if room is not None:
            room.committed(changes)

    async def find_public(self, slug: str) -> LiveRoom | None:
        """The room of a published ceremony, made live where it is not yet."""
        known = self.rooms.get(self.by_slug.get(slug, 0))
        if known is not None and known.sides.public:
            self._check_full()
            known.touch()
            return known
        found = await self.joins.run(partial(find_ceremony, slug))
        if found is None or not found[1]:
            return None
        room = await self.room(found[0])
        if room is not None:
            self.by_slug[slug] = found[0]  # a published address never changes
        return room

    async def room(self, ceremony_id: int) -> LiveRoom | None:
        """The live room of one ceremony; None where there is no such ceremony. Raises Busy when full."""
        self._check_full()
        async with self._opening:
            if ceremony_id in self.rooms:
                self.rooms[ceremony_id].touch()
                return self.rooms[ceremony_id]
            await self.subscription.join(ceremony_id)
            found = await self.joins.run(partial(open_room, ceremony_id))
            if found is None:
                return None
            room = LiveRoom(ceremony_id, *found, self.looks, self.joins, process=self.process)
            self.rooms[ceremony_id] = room
            return room

    def _check_full(self) -> None:
        if sum(room.fanout.sockets() for room in self.rooms.values()) >= self.most_sockets:
            raise Busy(10)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.look(time.monotonic())
            except (DatabaseError, Busy) as error:
                log.warning("the look at the database failed: %s", type(error).__name__)
            except Exception:
                log.exception("the look failed")

    async def look(self, now: float) -> None:
        """One look: what announcements may have missed, who may still be here, what is idle."""
        asked = list(self.rooms)  # one that opens meanwhile is in no answer, and not missing either
        seqs = await self.looks.run(partial(room_seqs, asked))
        for ceremony_id in asked:
            room = self.rooms.get(ceremony_id)
            if room is None:
                continue
            if ceremony_id not in seqs:
                room.end(frames.CloseCode.NO_CEREMONY)
            if room.gone or room.is_idle(now):
                await self._forget_room(ceremony_id)
                continue
            room.tick(now, seqs[ceremony_id])
        counts = {room.ceremony_id: room.fanout.count() for room in self.rooms.values()}
        await self.looks.run(partial(self._teller.tell, counts))
        await self.subscription.renew(list(self.rooms))
        if now >= self._forget_at:
            self._forget_at = now + FORGET_EVERY_S
            await self.joins.run(forget_addresses)

    async def _forget_room(self, ceremony_id: int) -> None:
        room = self.rooms.pop(ceremony_id)
        room.end(frames.CloseCode.RESTART)
        self.by_slug = {slug: known for slug, known in self.by_slug.items() if known != ceremony_id}
        await self.subscription.leave(ceremony_id)


def most_sockets() -> int:
    """What this process may open: one too many is then told so, before accept() fails for everybody."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MAX_SOCKETS
    return min(MAX_SOCKETS, max(soft - FILES_BESIDE, soft // 4))


def find_ceremony(slug: str) -> tuple[int, bool] | None:
    """The id, and whether the public may see it."""
    row = Ceremony.objects.filter(slug=slug).values_list("pk", "published_id").first()
    return (row[0], row[1] is not None) if row else None


def open_room(ceremony_id: int) -> tuple[int, AllSides] | None:
    """The number that the room has reached, then what stands beside it."""
    if not Ceremony.objects.filter(pk=ceremony_id).exists():
        return None
    make_room(ceremony_id)
    seq, sides = room_seq(ceremony_id), read_sides(ceremony_id, ())
    return (seq, sides) if sides else None


class _Current:
    hub: Hub | None = None


def current() -> Hub | None:
    """The hub of this process; None where no server runs in it."""
    return _Current.hub


def set_current(hub: Hub | None) -> None:
    """Called by realtime.lifespan alone."""
    _Current.hub = hub


def viewers_now(ceremony_id: int) -> int:
    """Viewers at all processes, for events.ports; without a room here, those that this machine's told."""
    room = _Current.hub.rooms.get(ceremony_id) if _Current.hub else None
    return room.viewers() if room else counted().get(ceremony_id, 0)
