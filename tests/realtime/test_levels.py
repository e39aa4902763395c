"""The meters on the desk socket: for staff alone, and never worth a queue."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from events import bus
from events.announce import Announcement, What
from events.models import Ceremony, Membership
from tests.people import House
from tests.realtime.places import desk, public, token
from tests.realtime.server import Web, serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread
LEVELS: dict[str, Any] = {"peak_db": [-9.2, -9.4], "rms_db": [-21.0, -20.7], "lufs_s": -18.2}


async def loud(ceremony: Ceremony, peak: float = -9.2) -> None:
    """As the worker tells it."""
    data = json.dumps({**LEVELS, "peak_db": [peak, -9.4]})
    said = Announcement(ceremony.pk, What.LEVELS, data=data)
    assert await thread(bus.send_to_all, said.encode()) == 1


async def test_a_desk_is_told_how_loud_it_is_and_a_viewer_is_not(ceremony: Ceremony, house: House) -> None:
    auth = await thread(token, house.person("technician"))
    async with (
        serving() as web,
        web.open(desk(ceremony), Authorization=auth) as staff,
        web.open(public(ceremony)) as viewer,
    ):
        await staff.hear("snapshot")
        await viewer.hear("snapshot")
        await loud(ceremony)
        assert await staff.hear("levels") == {"type": "levels", "levels": LEVELS}
        await viewer.say({"type": "ping"})
        assert (await viewer.hear())["type"] == "pong"


async def test_a_person_whose_role_ended_hears_no_more_of_it(ceremony: Ceremony, house: House) -> None:
    person = await thread(house.person, "technician")
    auth = await thread(token, person)
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        await staff.hear("snapshot")
        await thread(Membership.objects.filter(user=person).delete)
        for each in the_desks(web, ceremony):
            each.asked_at = float("-inf")
        await loud(ceremony)
        heard: list[str] = []
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                heard.append((await staff.hear())["type"])
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, heard) == (4403, [])


async def test_a_slow_reader_gets_the_newest_when_it_reads_again_and_nothing_waits_for_it(
    ceremony: Ceremony, house: House
) -> None:
    auth = await thread(token, house.person("technician"))
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        await staff.hear("snapshot")
        (mine,) = the_desks(web, ceremony)
        stuck = asyncio.get_running_loop().create_future()
        mine.outlet._task = asyncio.ensure_future(stuck)
        room = web.hub.rooms[ceremony.pk]
        for peak in (-8.0, -7.0, -6.0):
            await loud(ceremony, peak)
            await room.meters.now()
        assert mine.outlet._queue is None
        mine.outlet._task = None
        await loud(ceremony, -5.0)
        assert (await staff.hear("levels"))["levels"]["peak_db"][0] == -5.0


async def test_many_at_once_are_one_frame(ceremony: Ceremony, house: House) -> None:
    auth = await thread(token, house.person("technician"))
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        await staff.hear("snapshot")
        room = web.hub.rooms[ceremony.pk]
        for peak in range(-30, -10):
            room.heard(json.dumps({**LEVELS, "peak_db": [float(peak), -9.4]}))
        assert (await staff.hear("levels"))["levels"]["peak_db"][0] == -11.0


def the_desks(web: Web, ceremony: Ceremony) -> set[Any]:
    return set(web.hub.rooms[ceremony.pk].fanout.desks)
