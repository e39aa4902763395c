"""The sockets behind a real uvicorn: what comes in, what goes out, who is let in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from django.test import Client
from rest_framework.authtoken.models import Token
from websockets.exceptions import InvalidStatus

from events.models import Ceremony, Membership, User
from events.services import crew, rundown
from realtime.device import COOKIE
from realtime.models import Comment
from realtime.services.rooms import set_room
from tests.people import House
from tests.realtime.conftest import Act, Post
from tests.realtime.reader import Memory
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread


def public(ceremony: Ceremony, query: str = "") -> str:
    return f"/ws/ceremonies/{ceremony.slug}/{query}"


def desk(ceremony: Ceremony, query: str = "") -> str:
    return f"/ws/ceremonies/{ceremony.slug}/desk/{query}"


def token(person: User) -> str:
    return f"Token {Token.objects.get_or_create(user=person)[0].key}"


def session(person: User) -> str:
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"


async def test_a_viewer_is_greeted_with_the_room_as_it_is(ceremony: Ceremony, post: Post, act: Act) -> None:
    shown = await thread(act, await thread(post), "publish")
    await thread(post)
    async with serving() as web, web.open(public(ceremony)) as viewer:
        hello = await viewer.hear()
    assert (hello["type"], hello["seq"], hello["resumed"], hello["removed"]) == ("snapshot", 3, False, [])
    assert [comment["id"] for comment in hello["comments"]] == [shown.pk]
    assert hello["room"] == {"moderation": "pre", "state": "open", "max_length": 1000}
    assert hello["viewers"] == 1
    assert hello["ceremony"]["slug"] == ceremony.slug
    assert hello["broadcast"]["state"] == "before"
    assert viewer.cookie.startswith(f"{COOKIE}=")


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


async def test_a_repeated_ref_over_a_new_socket_is_one_comment(ceremony: Ceremony) -> None:
    async with serving() as web:
        async with web.open(public(ceremony)) as before:
            await before.hear("snapshot")
            first = await before.post("r1")
        async with web.open(public(ceremony), Cookie=before.cookie) as after:
            hello = await after.hear("snapshot")
            again = await after.post("r1")
    assert again == first
    assert [own["ref"] for own in hello["comments"]] == ["r1"]
    assert await thread(Comment.objects.count) == 1


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
            while held.seq != missed.seq:
                held.take(await viewer.hear("batch"))
    assert (hello["resumed"], hello["removed"]) == (True, [hidden.pk])
    assert kept.pk not in [comment["id"] for comment in hello["comments"]]
    assert set(held.comments) == {kept.pk, missed.pk}


@pytest.mark.parametrize("after", ["999", "-1", "x", "9" * 30, "٣"])
async def test_a_number_that_makes_no_sense_gets_the_whole_state(ceremony: Ceremony, after: str) -> None:
    async with serving() as web, web.open(public(ceremony, f"?after={after}")) as viewer:
        assert (await viewer.hear())["resumed"] is False


MALFORMED: list[tuple[Any, str]] = [
    ("{", "malformed"),
    ("", "malformed"),
    ("[]", "malformed"),
    ("null", "malformed"),
    ("NaN", "malformed"),
    ("[" * 20_000, "malformed"),
    ('{"type":' + "9" * 5000 + "}", "malformed"),
    (b'{"type":"ping"}', "malformed"),
    ({"type": 7}, "unknown_type"),
    ({"type": "room.delete"}, "unknown_type"),
    ({"type": ["ping"]}, "unknown_type"),
    ({}, "unknown_type"),
    ({"type": "comment.post", "ref": "r", "body": 7}, "bad_field"),
    ({"type": "comment.post", "ref": None, "body": "a"}, "bad_field"),
    ({"type": "comment.post", "body": "a"}, "bad_field"),
    ({"type": "comment.post", "ref": "a b", "body": "a"}, "bad_ref"),
    ({"type": "comment.post", "ref": "r", "body": "\x00"}, "empty_comment"),
    ({"type": "comment.post", "ref": "r", "body": "a" * 20_000}, "comment_too_long"),
    ('{"type":"comment.post","ref":"r","body":"\\ud800"}', "empty_comment"),
]


async def test_whatever_is_malformed_gets_an_error_and_the_socket_lives_on(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        for frame, code in MALFORMED:
            await viewer.say(frame)
            answer = await viewer.hear("error")
            assert answer["code"] == code, frame
            assert set(answer) == {"type", "ref", "code", "message", "retry_after"}
        await viewer.say({"type": "ping"})
        assert set(await viewer.hear("pong")) == {"type", "server_now"}
        assert (await viewer.post("r1", "một\x00hai"))["type"] == "ack"


async def test_too_many_frames_are_told_to_wait_in_the_callers_language(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony), Accept_Language="en-GB,en") as viewer:
        await viewer.hear("snapshot")
        for _ in range(31):
            await viewer.say({"type": "ping"})
        refused = await viewer.hear("error")
    assert (refused["code"], refused["retry_after"]) == ("busy", 10)
    assert refused["message"].startswith("Too fast")


async def test_a_frame_of_a_megabyte_ends_its_own_socket_and_nothing_else(ceremony: Ceremony) -> None:
    async with serving() as web, web.open(public(ceremony)) as other:
        await other.hear("snapshot")
        async with web.open(public(ceremony)) as big:
            await big.hear("snapshot")
            await big.post("r1")
            await big.say({"type": "comment.post", "ref": "r2", "body": "a" * 1_000_000, "name": ""})
            assert await big.end() == 1009
        async with web.open(public(ceremony), Cookie=big.cookie) as back:
            assert [own["ref"] for own in (await back.hear("snapshot"))["comments"]] == ["r1"]
        assert (await other.post("r3"))["type"] == "ack"


async def test_closed_rooms_and_fast_devices_are_refused_with_the_ref(
    ceremony: Ceremony, moderator: User
) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        for number in range(5):
            await viewer.post(f"r{number}")
        busy = await viewer.post("r6")
        assert (busy["code"], busy["ref"]) == ("busy", "r6")
        assert 1 <= busy["retry_after"] <= 10
        await thread(set_room, moderator, ceremony, state="closed")
        assert (await viewer.hear("room"))["room"]["state"] == "closed"


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        ("{own}", True),
        ("https://evil.example", False),
        ("null", False),
        ("{own}0", False),
        ("http://", False),
    ],
)
async def test_only_our_own_pages_open_sockets(ceremony: Ceremony, origin: str, let_in: bool) -> None:
    async with serving() as web:
        header = origin.format(own=web.origin)
        if let_in:
            async with web.open(public(ceremony), Origin=header) as viewer:
                assert (await viewer.hear())["type"] == "snapshot"
        else:
            with pytest.raises(InvalidStatus) as refused:
                async with web.open(public(ceremony), Origin=header):
                    pass
            assert refused.value.response.status_code == 403


async def test_strangers_find_no_draft_and_no_desk(
    make_ceremony: Callable[..., Ceremony], ceremony: Ceremony, house: House, moderator: User
) -> None:
    draft = await thread(make_ceremony, published=False)
    sibling, ours = [await thread(token, house.person("moderator", at)) for at in ("sibling", "commune")]
    cases: list[tuple[str, Any, int]] = [
        (public(draft), {}, 4404),
        ("/ws/ceremonies/nothing/", {}, 4404),
        (desk(ceremony), {}, 4401),
        (desk(ceremony), {"Authorization": "Token wrong"}, 4401),
        (desk(ceremony), {"Authorization": sibling}, 4403),
        (desk(draft), {"Authorization": sibling}, 4404),
        (desk(ceremony).replace(ceremony.slug, "nothing"), {"Authorization": ours}, 4404),
        (desk(ceremony), {"Cookie": await thread(session, moderator)}, 4401),  # no page named its origin
    ]
    async with serving() as web:
        for path, headers, code in cases:
            async with web.open(path, **headers) as stranger:
                assert await stranger.end() == code, (path, headers)


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
