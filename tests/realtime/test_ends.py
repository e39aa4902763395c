"""Which end a socket is told: a client takes 4404 as final and comes back after 1012 and 1013."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from events.models import Ceremony, User
from realtime.frames import CloseCode
from realtime.hub import hub as hubs
from realtime.hub.fanout import Fanout
from realtime.selectors.comments import room_seqs
from realtime.sockets.line import FLOOD
from tests.realtime.places import desk, public, token
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread
PROTOCOL = Path(__file__).resolve().parents[2] / "docs" / "protocol.md"


async def test_a_room_that_opens_during_a_look_is_not_ended_by_it(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as web:
        run = web.hub.looks.run

        async def opens_meanwhile(work: Callable[[], Any]) -> Any:
            found = await run(work)
            if getattr(work, "func", None) is room_seqs:
                await web.hub.room(ceremony.pk)
            return found

        monkeypatch.setattr(web.hub.looks, "run", opens_meanwhile)
        await web.hub.look(time.monotonic())
        assert not web.hub.rooms[ceremony.pk].gone


async def test_who_joins_a_room_that_ended_for_a_restart_is_told_so(ceremony: Ceremony) -> None:
    async with serving() as web:
        room = await web.hub.room(ceremony.pk)
        assert room is not None
        web.hub.by_slug[ceremony.slug] = ceremony.pk
        room.end(CloseCode.RESTART)
        async with web.open(public(ceremony)) as late:
            assert await late.end() == 1012


@pytest.mark.parametrize("code", [CloseCode.RESTART, CloseCode.NO_CEREMONY])
async def test_a_desk_that_joins_a_room_that_ended_is_told_why(
    ceremony: Ceremony, moderator: User, code: CloseCode
) -> None:
    auth = await thread(token, moderator)
    async with serving() as web:
        room = await web.hub.room(ceremony.pk)
        assert room is not None
        room.end(code)
        async with web.open(desk(ceremony), Authorization=auth) as late:
            assert await late.end() == code
        assert not room.fanout.desks


async def test_a_desk_that_floods_is_closed_with_the_code_that_the_protocol_names(
    ceremony: Ceremony, moderator: User
) -> None:
    auth = await thread(token, moderator)
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        await staff.hear("snapshot")
        for _ in range(FLOOD + 1):
            await staff.say({"type": "ping"})
        assert await staff.end() == 1013
    rooms = PROTOCOL.read_text().partition("\n## The camera\n")[0]
    (row,) = [line for line in rooms.splitlines() if line.startswith("| 1013 |")]
    assert f"{FLOOD} frames" in row


async def test_a_flooder_is_closed(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        for _ in range(FLOOD + 1):
            await viewer.say({"type": "ping"})
        assert await viewer.end() == 1013


@pytest.mark.parametrize(("soft", "most"), [(1024, 524), (65_536, 20_000), (-1, 20_000), (400, 100)])
def test_the_bound_follows_the_descriptors(soft: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda which: (soft, soft))
    assert hubs.most_sockets() == most


def test_an_older_read_never_takes_the_room_back() -> None:
    from realtime.hub.changes import Change

    fanout = Fanout(5)
    fanout.take([Change(4, 1, "d", False, False, "", "", "")])
    assert (fanout.reached, list(fanout.recent)) == (5, [])
