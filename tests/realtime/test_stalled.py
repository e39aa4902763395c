"""A phone that stops reading, for real: its TCP window fills up, and nobody else notices."""

from __future__ import annotations

import asyncio
import time

import pytest

from events.models import Ceremony, User
from realtime.hub import outlet as outlets
from realtime.hub.outlet import Outlet
from realtime.hub.room import LiveRoom
from realtime.services.rooms import set_room
from tests.figures import Figure
from tests.realtime.loop import turn, until
from tests.realtime.server import Web, serving

pytestmark = pytest.mark.django_db(transaction=True)
# Loopback's buffers of both sides grow to some 10 MB before a sender has to wait.
FILLING = '{"type":"filling","text":"' + "a" * 50_000 + '"}'
MOST_FRAMES = 1000
READERS = 10


def live_room(web: Web, ceremony: Ceremony) -> LiveRoom:
    return web.hub.rooms[ceremony.pk]


def only_outlet(room: LiveRoom) -> Outlet:
    (outlet,) = room.fanout.outlets()
    return outlet


async def fill_until_dropped(room: LiveRoom, stalled: Outlet) -> None:
    """Send to everybody until this one is given up."""
    for _ in range(MOST_FRAMES):
        room.fanout.to_all(FILLING)
        await turn()
        if stalled.closed:
            return
    raise AssertionError("the stalled reader was never dropped")


async def test_a_stalled_reader_is_dropped_with_4408_and_delays_nobody(
    ceremony: Ceremony, moderator: User, figure: Figure
) -> None:
    await asyncio.to_thread(set_room, moderator, ceremony, moderation="post")
    path = f"/ws/ceremonies/{ceremony.slug}/"
    async with serving() as web, web.open(path, stalls=True) as stalled, asyncio.TaskGroup() as reading:
        await stalled.hear("snapshot")
        room = live_room(web, ceremony)
        outlet = only_outlet(room)
        waits = [reading.create_task(reader(web, path)) for _ in range(READERS)]
        await until(lambda: room.fanout.sockets() == READERS + 1)
        async with web.open(path) as author:
            await author.hear("snapshot")
            filling = reading.create_task(fill_until_dropped(room, outlet))
            await until(lambda: outlet.slow)
            ack = await author.post("r1")
        await filling
        code = await stalled.end()
    assert ack["type"] == "ack"
    assert code == 4408
    slowest = max(wait.result() for wait in waits)
    figure("a comment's way to ten readers beside a stalled one", slowest, "s, at most 2")
    assert slowest < 2


async def reader(web: Web, path: str) -> float:
    """Reads everything; the seconds that the comment took from its writing to here."""
    async with web.open(path) as line:
        await line.hear("snapshot")
        comment = (await line.hear("batch"))["events"][0]["comment"]
        return time.time() - moment_of(comment["at"])


def moment_of(text: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()


async def test_one_that_never_reads_again_is_cut(ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlets, "CLOSE_GRACE_S", 0.05)
    path = f"/ws/ceremonies/{ceremony.slug}/"
    async with serving() as web, web.open(path, stalls=True) as stalled:
        await stalled.hear("snapshot")
        room = live_room(web, ceremony)
        await fill_until_dropped(room, only_outlet(room))
        await until(lambda: room.fanout.sockets() == 0)
        assert await stalled.end() == 1006, "no goodbye can reach it"
