"""The hub's doors and bounds: the local bus, the layer, full houses, a database that is away."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from channels.layers import get_channel_layer
from django.db import OperationalError

from events import bus, ports
from events.announce import Announcement, What, group_of
from events.models import Ceremony
from realtime.errors import Busy
from realtime.hub import hub as hubs
from realtime.hub.hub import current
from realtime.hub.lanes import Lane
from realtime.hub.room import LINGER_S
from tests.realtime.conftest import Post
from tests.realtime.loop import until
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)


def public(ceremony: Ceremony) -> str:
    return f"/ws/ceremonies/{ceremony.slug}/"


async def test_a_datagram_of_another_process_is_an_announcement_and_junk_is_nothing(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as web:
        heard: list[Announcement] = []
        monkeypatch.setattr(web.hub, "take", heard.append)
        said = Announcement(ceremony.pk, What.BROADCAST)
        for payload in (b"junk", b'{"ceremony_id":1}', b"\xff", said.encode()):
            assert await asyncio.to_thread(bus.send_to_all, payload) == 1
        await until(lambda: heard == [said])


async def test_junk_in_the_layer_ends_nothing(ceremony: Ceremony, post: Post) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        layer = get_channel_layer()
        for junk in ({"type": "x"}, {"type": "announce", "ceremony_id": "y", "what": "comments", "seq": 1}):
            await layer.group_send(group_of(ceremony.pk), junk)
        await viewer.say({"type": "ping"})
        assert (await viewer.hear("pong"))["type"] == "pong"
        assert (await viewer.post("r1"))["type"] == "ack"
        assert (await viewer.hear("batch"))["to"] == 1


async def test_an_empty_room_lingers_and_is_then_forgotten(ceremony: Ceremony) -> None:
    async with serving() as web:
        async with web.open(public(ceremony)) as viewer:
            await viewer.hear("snapshot")
            assert ports.count_viewers(ceremony.pk) == 1
            await web.hub.look(time.monotonic() + LINGER_S + 1)
            assert list(web.hub.rooms) == [ceremony.pk], "somebody is there"
        room = web.hub.rooms[ceremony.pk]
        await until(lambda: room.fanout.sockets() == 0)
        assert ports.count_viewers(ceremony.pk) == 0
        await web.hub.look(time.monotonic())
        assert list(web.hub.rooms) == [ceremony.pk], "who comes back now resumes from memory"
        await web.hub.look(time.monotonic() + LINGER_S + 1)
        assert (web.hub.rooms, web.hub.by_slug) == ({}, {})
        assert group_of(ceremony.pk) not in get_channel_layer().groups
        async with web.open(public(ceremony)) as back:
            assert (await back.hear())["type"] == "snapshot"


async def test_a_full_house_asks_to_come_back_later(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "MAX_SOCKETS", 1)
    async with serving() as web, web.open(public(ceremony)) as first:
        await first.hear("snapshot")
        async with web.open(public(ceremony)) as second:
            assert await second.end() == 1013


async def test_a_database_that_is_away_refuses_the_comment_and_keeps_the_socket(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("host=db password=secret")

    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        with monkeypatch.context() as broken:
            broken.setattr("realtime.services.posting._post", away)
            broken.setattr("realtime.hub.room.changes_since", away)
            refused = await viewer.post("r1")
        assert (refused["code"], refused["retry_after"]) == ("unavailable", 3)
        assert "secret" not in str(refused)
        assert (await viewer.post("r1"))["type"] == "ack"


async def test_a_look_that_fails_is_not_the_last_one(
    ceremony: Ceremony, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        failed = asyncio.Event()
        loop = asyncio.get_running_loop()

        def away(ids: list[int]) -> None:
            loop.call_soon_threadsafe(failed.set)
            raise OperationalError

        with monkeypatch.context() as broken:
            broken.setattr(hubs, "room_seqs", away)
            await until(failed.is_set)
        monkeypatch.setattr("events.announce._send_now", lambda said: None)
        assert (await viewer.post("r1"))["type"] == "ack"
        assert (await viewer.hear("batch"))["to"] == 1


async def test_a_lane_refuses_what_is_over_its_bound() -> None:
    lane, go = Lane("test", bound=1), threading.Event()
    try:
        first = asyncio.create_task(lane.run(go.wait))
        await until(lambda: lane._waiting == 1)
        with pytest.raises(Busy):
            await lane.run(lambda: None)
        go.set()
        assert await first
        assert await lane.run(lambda: 7) == 7
    finally:
        go.set()
        lane.close()


async def test_without_a_server_there_is_no_hub_and_nobody_watches() -> None:
    assert current() is None
    assert ports.count_viewers(1) == 0
