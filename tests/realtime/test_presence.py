"""How many watch at all processes; hearts and flags of all. Here, and between two hubs that share a bus."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from events import bus
from events.announce import Announcement, What
from events.models import Ceremony
from realtime.enums import Reaction
from realtime.hub.presence import MOST_PROCESSES, Presence
from realtime.hub.reactions import MOST_SHOWN, Reactions
from realtime.models import Room
from streaming.viewers import FRESH_S, TELL_EVERY_S
from tests.realtime.places import public
from tests.realtime.server import serving

thread = asyncio.to_thread


def count(process: str, viewers: Any) -> str:
    return json.dumps({"process": process, "viewers": viewers})


def test_the_counts_of_all_processes_are_added_and_one_that_is_silent_is_gone() -> None:
    presence = Presence("a")
    presence.heard(count("b", 40), 100.0)
    presence.heard(count("c", 2), 105.0)
    presence.heard(count("b", 41), 106.0)
    assert presence.total(3, 107.0) == 46
    assert presence.total(3, 105.1 + FRESH_S) == 44
    assert presence.total(3, 106.1 + FRESH_S) == 3


@pytest.mark.parametrize("said", ["", "[]", "3", count("b", "many"), count("b", -4), count("a", 9), "{}"])
def test_what_is_no_count_of_another_is_not_added(said: str) -> None:
    presence = Presence("a")
    presence.heard(said, 0.0)
    assert presence.total(1, 0.0) == 1


def test_processes_without_end_are_not_held() -> None:
    presence = Presence("a")
    for number in range(MOST_PROCESSES + 50):
        presence.heard(count(f"p{number}", 1), 0.0)
    assert presence.total(0, 1.0) == MOST_PROCESSES


def test_a_count_is_told_every_few_seconds_and_an_empty_room_is_told_once() -> None:
    presence = Presence("a")
    assert presence.news(0, 0.0) == ""
    assert presence.news(2, 1.0) == count("a", 2)
    assert presence.news(2, 0.9 + TELL_EVERY_S) == ""
    assert presence.news(0, 1.0 + TELL_EVERY_S) == count("a", 0)
    assert presence.news(0, 1.0 + 2 * TELL_EVERY_S) == ""


def test_reactions_are_summed_once_and_told_once() -> None:
    here = Reactions("a")
    here.add(Reaction.HEART, 3)
    here.heard(json.dumps({"process": "b", "heart": 2, "flag": 1}))
    here.heard(json.dumps({"process": "a", "heart": 3, "flag": 0}))  # what this process said itself
    told, shown = here.take()
    assert json.loads(told) == {"process": "a", "heart": 3, "flag": 0}
    assert shown == {"heart": 5, "flag": 1}
    assert here.take() == ("", {})


def test_a_flood_of_reactions_is_a_bounded_number() -> None:
    here = Reactions("a")
    for _ in range(1000):
        here.add(Reaction.FLAG, 5)
        here.heard(json.dumps({"process": "b", "heart": 10**12, "flag": -5}))
    assert here.take()[1] == {"heart": MOST_SHOWN, "flag": MOST_SHOWN}


@pytest.mark.parametrize(
    "said", ["", "null", "{}", '{"process":"b","heart":1}', '{"process":"b","heart":"x","flag":1}']
)
def test_what_is_no_sum_is_not_shown(said: str) -> None:
    here = Reactions("a")
    here.heard(said)
    assert here.take() == ("", {})


async def elsewhere(ceremony: Ceremony, what: What, **told: Any) -> None:
    """As another web process says it."""
    said = Announcement(ceremony.pk, what, data=json.dumps({"process": "other", **told}))
    assert await thread(bus.send_to_all, said.encode()) == 1


@pytest.mark.django_db(transaction=True)
async def test_viewers_of_another_process_are_counted_for_all(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        assert (await viewer.hear("snapshot"))["viewers"] in (0, 1)
        await elsewhere(ceremony, What.PRESENCE, viewers=41)
        while (await viewer.hear("viewers"))["viewers"] != 42:
            pass
        async with web.open(public(ceremony)) as late:
            assert (await late.hear("snapshot"))["viewers"] >= 42


@pytest.mark.django_db(transaction=True)
async def test_hearts_of_all_come_as_one_sum_and_a_reader_that_is_behind_is_not_sent_them(
    ceremony: Ceremony,
) -> None:
    async with serving() as web, web.open(public(ceremony)) as one, web.open(public(ceremony)) as other:
        await one.hear("snapshot")
        await other.hear("snapshot")
        room = web.hub.rooms[ceremony.pk]
        slow = next(iter(room.fanout.viewers))
        slow.outlet._task = asyncio.ensure_future(asyncio.get_running_loop().create_future())
        await elsewhere(ceremony, What.REACTIONS, heart=7, flag=1)
        await room.cheers.now()
        assert slow.outlet._queue is None
        slow.outlet._task.cancel()
        slow.outlet._task = None
        await one.say({"type": "reaction", "kind": "heart", "count": 4})
        await other.say({"type": "reaction", "kind": "flag"})
        for each in (one, other):
            sums = {"heart": 0, "flag": 0}
            while (sums["heart"], sums["flag"]) not in ((4, 1), (11, 2)):
                heard = await each.hear("reactions")
                sums = {kind: sums[kind] + heard[kind] for kind in sums}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("setting", [{"reactions": False}, {"state": "closed"}])
async def test_none_are_taken_where_they_are_off_or_comments_are_closed(
    ceremony: Ceremony, setting: dict[str, Any]
) -> None:
    await thread(Room.objects.filter(pk=ceremony.pk).update, **setting)
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        await viewer.say({"type": "reaction", "kind": "heart"})
        assert (await viewer.hear("error"))["code"] == "room_closed"
        assert web.hub.rooms[ceremony.pk].reactions.take() == ("", {})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "wrong",
    [{}, {"kind": "fire"}, {"kind": 4}, {"kind": "heart", "count": 6}, {"kind": "heart", "count": True}],
)
async def test_what_is_no_reaction_is_told_so(ceremony: Ceremony, wrong: dict[str, Any]) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        await viewer.say({"type": "reaction", **wrong})
        assert (await viewer.hear("error"))["code"] == "bad_field"
