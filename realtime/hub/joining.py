"""How a socket begins: a snapshot, or what changed since the number that it held; then it is a member.

Whatever is read takes a moment in which the room moves on. So a member begins at the number of its
snapshot and is given what the room's recent past has beyond it, in the same step in which it joins.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from events.api.bodies import now
from realtime import frames
from realtime.bodies import crew_message, desk_comment
from realtime.enums import Audience
from realtime.hub.changes import Change
from realtime.hub.fanout import Desk, Viewer
from realtime.hub.sides import Sides, read_sides
from realtime.selectors.comments import (
    DESK_SHOWN,
    Page,
    Reader,
    own_now,
    page_now,
    page_since,
    public_now,
    room_seq,
)
from realtime.selectors.crew_chat import CREW_SHOWN, crew_now, crew_since

if TYPE_CHECKING:
    from realtime.hub.room import LiveRoom

RESUME_MOST = 200  # a longer absence gets the present state instead


@dataclass
class Shared:
    """What everybody sees at `seq`, read once for all who join at that number."""

    seq: int = -1
    comments: list[Change] = field(default_factory=list)
    reading: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True)
class Start:
    """What the first frame says of the comments."""

    seq: int
    resumed: bool
    comments: list[str]
    removed: list[int]
    crew: list[str] | None = None  # desks only


async def join_viewer(room: LiveRoom, viewer: Viewer, after: int | None, new: bool) -> bool:
    """Make it a member; `new` devices can own nothing. False where there is nothing public to see."""
    if not room.sides.public:
        await room.surroundings.now()
    start = await _viewer_start(room, viewer.device, after, new)
    while start.seq < room.fanout.floor:
        start = await _viewer_start(room, viewer.device, None, new)
    if room.gone or not room.sides.public:
        return False
    viewer.seq = start.seq
    room.fanout.viewers.add(viewer)
    viewer.outlet.offer(_snapshot(room, start, room.sides.public))
    room.fanout.catch_up_viewer(viewer)
    return True


async def _viewer_start(room: LiveRoom, device: str, after: int | None, new: bool) -> Start:
    if after is None:
        return await _viewer_now(room, device, new)
    if after > room.fanout.reached:  # this process may be a moment behind the one that served it before
        await room.comments.now()
    if room.fanout.holds_since(after):
        return _from_memory(room, device, after)
    if after < room.fanout.floor:
        reader = Reader(Audience.AUTHOR, device)
        page, changes = await room.joins.run(partial(read_since, room.ceremony_id, reader, after))
        if page.resumed and not page.more:
            bodies = [change.body_for(device) for change in changes]
            return Start(page.seq, True, bodies, page.removed)
    return await _viewer_now(room, device, new)


def _from_memory(room: LiveRoom, device: str, after: int) -> Start:
    changes = room.fanout.since(after)
    shown = [body for change in changes if (body := change.body_for(device))]
    removed = [c.comment_id for c in changes if c.was_public and not c.body_for(device)]
    return Start(room.fanout.reached, True, shown, removed)


async def _viewer_now(room: LiveRoom, device: str, new: bool) -> Start:
    async with room.shared.reading:
        if room.shared.seq < room.fanout.reached:
            read = partial(read_public, room.ceremony_id)
            room.shared.seq, room.shared.comments = await room.joins.run(read)
    seq, comments = room.shared.seq, room.shared.comments
    if not new:
        own_seq, own = await room.joins.run(partial(read_own, room.ceremony_id, device))
        seq, comments = min(seq, own_seq), _merged(comments, own)
    return Start(seq, False, [change.body_for(device) for change in comments], [])


def _merged(shared: list[Change], own: list[Change]) -> list[Change]:
    """Read one after the other, they may both have a comment: the later change is true."""
    by_comment = {change.comment_id: change for change in shared}
    for change in own:
        known = by_comment.get(change.comment_id)
        if known is None or known.seq < change.seq:
            by_comment[change.comment_id] = change
    return list(by_comment.values())


async def join_desk(room: LiveRoom, desk: Desk, after: int | None) -> None:
    """Make it a member, with what the crew said, and the comments where it moderates."""
    sides = await _desk_sides(room, desk)
    start = await room.joins.run(partial(read_desk, room.ceremony_id, desk.moderates, after))
    while start.seq < room.fanout.floor:
        start = await room.joins.run(partial(read_desk, room.ceremony_id, desk.moderates, None))
    if room.gone or not sides:
        desk.outlet.close(room.why_not)
        return
    desk.seq = start.seq
    room.sides.desks.setdefault(desk.staff, sides)
    room.fanout.desks.add(desk)
    desk.outlet.offer(_snapshot(room, start, sides))
    room.fanout.catch_up_desk(desk)


async def _desk_sides(room: LiveRoom, desk: Desk) -> Sides:
    found = await room.looks.run(partial(read_sides, room.ceremony_id, {desk.staff}))
    return found.desks[desk.staff] if found else {}


def _snapshot(room: LiveRoom, start: Start, sides: Sides) -> str:
    head = {
        "seq": start.seq,
        "resumed": start.resumed,
        "server_now": now(),
        "removed": start.removed,
        "viewers": room.greeted(),
    }
    beside = {name: side.body for name, side in sides.items()}
    if start.crew is not None:
        beside["crew"] = f"[{','.join(start.crew)}]"
    return frames.snapshot(head, start.comments, beside)


def read_public(room_id: int) -> tuple[int, list[Change]]:
    """The number, then what everybody sees; newer than the number does no harm."""
    return room_seq(room_id), [Change.of(comment) for comment in public_now(room_id)]


def read_own(room_id: int, device: str) -> tuple[int, list[Change]]:
    """The same for a device's own that are not public."""
    return room_seq(room_id), [Change.of(comment) for comment in own_now(room_id, device)]


def read_since(room_id: int, reader: Reader, after: int) -> tuple[Page, list[Change]]:
    """What changed for a viewer after a number, encoded."""
    page = page_since(room_id, reader, after, RESUME_MOST)
    return page, [Change.of(comment) for comment in page.comments]


def read_desk(room_id: int, moderates: bool, after: int | None) -> Start:
    """What a desk begins with: what changed since `after`, or the present state.

    The messages are read after the comments: up to the page's number each is then complete.
    """
    page = _comments_of(room_id, moderates, after)
    said = crew_since(room_id, after, CREW_SHOWN + 1) if page.resumed and after is not None else []
    if after is not None and (page.more or len(said) > CREW_SHOWN):
        return read_desk(room_id, moderates, None)
    if not page.resumed:
        said = crew_now(room_id)
    bodies = [frames.encode(desk_comment(comment)) for comment in page.comments]
    return Start(page.seq, page.resumed, bodies, page.removed, [frames.encode(crew_message(m)) for m in said])


def _comments_of(room_id: int, moderates: bool, after: int | None) -> Page:
    reader = Reader(Audience.DESK)
    if not moderates:
        seq = room_seq(room_id)
        return Page(seq, after is not None and after <= seq, [], [])
    if after is None:
        return page_now(room_id, reader, DESK_SHOWN)
    return page_since(room_id, reader, after, DESK_SHOWN)
