"""What a viewer's socket brings, behind a real uvicorn."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from events.models import Ceremony
from realtime.device import COOKIE
from tests.realtime.conftest import Act, Post
from tests.realtime.places import public
from tests.realtime.reader import Memory
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread


async def test_a_viewer_is_greeted_with_the_room_as_it_is(ceremony: Ceremony, post: Post, act: Act) -> None:
    shown = await thread(act, await thread(post), "publish")
    await thread(post)
    async with serving() as web, web.open(public(ceremony)) as viewer:
        hello = await viewer.hear()
    assert (hello["type"], hello["seq"], hello["resumed"], hello["removed"]) == ("snapshot", 3, False, [])
    assert [comment["id"] for comment in hello["comments"]] == [shown.pk]
    settings = {"moderation": "pre", "state": "open", "max_length": 1000, "slow_seconds": 0, "rules": ""}
    settings |= {"reactions": True}
    when = {"open": True, "closed_because": None, "closes_at": None, "opens_at": None}
    assert hello["room"] == settings | when
    assert hello["viewers"] == 1
    assert hello["ceremony"]["slug"] == ceremony.slug
    assert hello["broadcast"]["state"] == "before"
    assert viewer.cookie.startswith(f"{COOKIE}=")


@pytest.mark.parametrize("in_memory", [True, False])
async def test_a_resume_brings_exactly_what_was_missed(
    ceremony: Ceremony, post: Post, act: Act, in_memory: bool
) -> None:
    kept, hidden = [await thread(act, await thread(post), "publish") for _ in range(2)]
    async with serving() as web:
        if in_memory:
            async with web.open(public(ceremony)) as early:
                await early.hear("snapshot")
        after = hidden.seq
        await thread(act, hidden, "hide")
        missed = await thread(act, await thread(post), "publish")
        held = Memory(after, {kept.pk: {"id": kept.pk}, hidden.pk: {"id": hidden.pk}})
        async with web.open(public(ceremony, f"?after={after}")) as viewer:
            hello = await viewer.hear("snapshot")
            held.take(hello)
            gone = list(hello["removed"])
            while held.seq != missed.seq:  # a room in memory may hear of it only now
                held.take(batch := await viewer.hear("batch"))
                gone += [event["id"] for event in batch["events"] if event["type"] == "comment_removed"]
    assert (hello["resumed"], gone) == (True, [hidden.pk])
    assert kept.pk not in [comment["id"] for comment in hello["comments"]]
    assert set(held.comments) == {kept.pk, missed.pk}


@pytest.mark.parametrize("after", ["999", "-1", "x", "9" * 30, "٣"])
async def test_a_number_that_makes_no_sense_gets_the_whole_state(ceremony: Ceremony, after: str) -> None:
    async with serving() as web, web.open(public(ceremony, f"?after={after}")) as viewer:
        assert (await viewer.hear())["resumed"] is False


async def test_a_change_that_nobody_announced_is_found_within_two_looks(
    ceremony: Ceremony, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        monkeypatch.setattr("events.announce._send_now", lambda said: None)
        await thread(set_room_post, ceremony)
        await thread(post)
        assert (await viewer.hear("batch"))["to"] == 1
        assert (await viewer.hear("room"))["room"]["moderation"] == "post"


def set_room_post(ceremony: Ceremony) -> None:
    from realtime.models import Room

    Room.objects.filter(pk=ceremony.pk).update(moderation="post")


async def test_the_number_of_viewers_counts_people_and_not_their_windows(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as one:
        await one.hear("snapshot")
        async with web.open(public(ceremony), Cookie=one.cookie), web.open(public(ceremony)):
            assert (await one.hear("viewers"))["viewers"] == 2


async def test_a_deleted_ceremony_closes_its_sockets(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        await thread(Ceremony.objects.filter(pk=ceremony.pk).delete)
        assert await viewer.end() == 4404


async def test_a_restart_says_so(ceremony: Ceremony) -> None:
    async with AsyncExitStack() as clients:
        async with serving() as web:
            viewer = await clients.enter_async_context(web.open(public(ceremony)))
            await viewer.hear("snapshot")
        assert await viewer.end() == 1012
