"""The staff's socket: what it brings, and how it follows what a person may do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from events.models import Ceremony, Membership, User
from events.services import crew, rundown
from realtime.models import Comment
from tests.people import House
from tests.realtime.conftest import Act, Post
from tests.realtime.places import desk, public, session, token
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread


async def test_a_comment_travels_from_its_author_over_the_desk_to_everybody(
    ceremony: Ceremony, moderator: User, act: Act
) -> None:
    auth = await thread(token, moderator)
    async with (
        serving() as web,
        web.open(public(ceremony)) as author,
        web.open(public(ceremony)) as viewer,
        web.open(desk(ceremony), Authorization=auth) as staff,
    ):
        for each in (author, viewer, staff):
            await each.hear("snapshot")
        ack = await author.post("r1")
        assert (ack["type"], ack["ref"], ack["seq"], ack["state"]) == ("ack", "r1", 1, "pending")
        queued = await staff.hear("batch")
        assert queued["events"][0]["comment"]["state"] == "pending"
        own = await author.hear("batch")
        assert (own["from"], own["to"], own["events"][0]["comment"]["mine"]) == (0, 1, True)
        await thread(act, await thread(Comment.objects.get), "publish")
        seen = await viewer.hear("batch")
        assert (seen["from"], seen["to"]) == (0, 2), "the public never heard of number 1"
        assert "mine" not in seen["events"][0]["comment"]
        assert (await author.hear("batch"))["from"] == 1
        await thread(act, await thread(Comment.objects.get), "hide")
        gone = await viewer.hear("batch")
        assert gone["events"] == [{"type": "comment_removed", "seq": 3, "id": ack["id"]}]


async def test_staff_see_their_draft_over_the_session_of_our_page(
    make_ceremony: Callable[..., Ceremony], moderator: User
) -> None:
    draft = await thread(make_ceremony, published=False)
    cookie = await thread(session, moderator)
    async with serving() as web, web.open(desk(draft), Cookie=cookie, Origin=web.origin) as staff:
        hello = await staff.hear()
    assert hello["ceremony"]["my_roles"] == ["moderator"]
    assert hello["rundown"]["segments"] == []
    assert hello["broadcast"]["version"] >= 0


async def test_a_technician_at_the_desk_is_not_given_the_comments(
    ceremony: Ceremony, house: House, post: Post
) -> None:
    await thread(post)
    auth = await thread(token, house.person("technician"))
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        hello = await staff.hear("snapshot")
        assert (hello["comments"], hello["resumed"]) == ([], False)
        await thread(post)
        await staff.say({"type": "comment.post", "ref": "r", "body": "a"})
        assert (await staff.hear())["code"] == "unknown_type"


async def test_a_revoked_role_closes_the_desk_at_once(ceremony: Ceremony, moderator: User) -> None:
    auth = await thread(token, moderator)
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        await staff.hear("snapshot")
        await thread(Membership.objects.filter(user=moderator).delete)
        assert await staff.end() == 4403


async def test_a_role_revoked_under_a_frame_is_seen_before_the_answer(
    ceremony: Ceremony, house: House, moderator: User, post: Post
) -> None:
    guest = await thread(User.objects.create, username="guest")
    organizer = house.person("organizer")
    await thread(Membership.objects.create, user=guest, unit=house.sibling, role="moderator")
    await thread(Membership.objects.create, user=guest, unit=house.commune, role="technician")
    await thread(crew.replace, organizer, ceremony, [(guest.pk, "moderator")])
    auth = await thread(token, guest)
    await thread(post)
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        assert len((await staff.hear("snapshot"))["comments"]) == 1
        await thread(crew.replace, organizer, ceremony, [])
        fewer = await staff.hear("snapshot")
        assert (fewer["comments"], fewer["ceremony"]["my_roles"]) == ([], ["technician"])


@pytest.mark.parametrize("how", ["logout", "password", "inactive"])
async def test_a_login_that_is_over_closes_the_desk(ceremony: Ceremony, moderator: User, how: str) -> None:
    from django.contrib.sessions.models import Session

    cookie = await thread(session, moderator)

    def end() -> None:
        if how == "logout":
            Session.objects.all().delete()
        elif how == "password":
            moderator.set_password("mat-khau-moi-9")
            moderator.save()
        else:
            User.objects.filter(pk=moderator.pk).update(is_active=False)

    async with serving() as web, web.open(desk(ceremony), Cookie=cookie, Origin=web.origin) as staff:
        await staff.hear("snapshot")
        await thread(end)
        assert await staff.end() == 4401


async def test_what_stands_beside_the_comments_follows(ceremony: Ceremony, house: House) -> None:
    organizer = house.person("organizer")
    auth = await thread(token, organizer)
    async with (
        serving() as web,
        web.open(public(ceremony)) as viewer,
        web.open(desk(ceremony), Authorization=auth) as staff,
    ):
        await viewer.hear("snapshot")
        await staff.hear("snapshot")
        await thread(rundown.replace, organizer, ceremony, [{"title": "Chào cờ", "kind": "flag"}])
        told = await staff.hear("rundown")
        assert [segment["title"] for segment in told["rundown"]["segments"]] == ["Chào cờ"]
        await thread(rundown.cue, organizer, ceremony, told["rundown"]["segments"][0]["id"])
        assert (await viewer.hear("ceremony"))["ceremony"]["now"] == told["rundown"]["segments"][0]["id"]
