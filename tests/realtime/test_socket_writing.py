"""What a viewer says over the socket, well-formed and not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from events.models import Ceremony, User
from realtime.commands import parse
from realtime.models import Comment
from realtime.services.rooms import set_room
from realtime.sockets.line import FRAMES
from tests.realtime.places import desk, public, token
from tests.realtime.server import serving

pytestmark = pytest.mark.django_db(transaction=True)
thread = asyncio.to_thread


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
    ('{"type":"comment.post","ref":"r","body":"\\ud800"}', "bad_text"),
    ('{"type":"comment.post","ref":"r","body":"a","name":"Lan \\udfff"}', "bad_text"),
    ('{"type":"comment.post","ref":"\\ud800","body":"a"}', "bad_ref"),
    ('{"type":"comment.post","ref":"","body":"a"}', "bad_ref"),
    ('{"type":"\\ud800"}', "unknown_type"),
    ('{"type":"comment.post","ref":["\\ud800"],"body":"a"}', "bad_field"),
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


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Accept_Language": "en-GB,en"}, "Too fast"),
        # Our own screens are Vietnamese on an English phone too, unless their reader chose.
        ({"Accept_Language": "en-GB,en", "Origin": "{own}"}, "Bạn gửi hơi nhanh"),
        ({"Cookie": "nhipcau_language=en", "Origin": "{own}"}, "Too fast"),
    ],
)
async def test_too_many_frames_are_told_to_wait_in_the_callers_language(
    ceremony: Ceremony, headers: dict[str, str], said: str
) -> None:
    async with serving() as web:
        told: Any = {name: value.format(own=web.origin) for name, value in headers.items()}
        async with web.open(public(ceremony), **told) as viewer:
            await viewer.hear("snapshot")
            for _ in range(31):
                await viewer.say({"type": "ping"})
            refused = await viewer.hear("error")
    assert (refused["code"], refused["retry_after"]) == ("busy", 10)
    assert refused["message"].startswith(said)


@pytest.mark.parametrize("where", ["viewer", "desk"])
async def test_frames_faster_than_allowed_are_not_even_parsed(
    ceremony: Ceremony, moderator: User, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[Any] = []

    def counting(text: str | None, known: Any) -> Any:
        parsed.append(text)
        return parse(text, known)

    monkeypatch.setattr(f"realtime.sockets.{where}.parse", counting)
    monkeypatch.setattr(f"realtime.sockets.{where}.ref_in", lambda text: pytest.fail("read after all"))
    address = {"viewer": public, "desk": desk}[where](ceremony)
    auth = await thread(token, moderator)  # which the public's socket does not look at
    async with serving() as web, web.open(address, Authorization=auth) as fast:
        await fast.hear("snapshot")
        for _ in range(FRAMES):
            await fast.say({"type": "ping"})
        for frame in ("{", {"type": "comment.post", "ref": "r", "body": "Chào"}, "x" * 60_000):
            await fast.say(frame)
            refused = await fast.hear("error")
            assert (refused["code"], refused["ref"]) == ("busy", None)
    assert len(parsed) == FRAMES
    assert await thread(Comment.objects.count) == 0


@pytest.mark.parametrize("ref", [None, 7, ["r"], {}])
async def test_a_ref_that_is_no_text_is_a_bad_field_and_not_sent_back(ceremony: Ceremony, ref: Any) -> None:
    async with serving() as web, web.open(public(ceremony)) as viewer:
        await viewer.hear("snapshot")
        await viewer.say({"type": "comment.post", "ref": ref, "body": "Chào"})
        refused = await viewer.hear("error")
    assert (refused["code"], refused["ref"]) == ("bad_field", None)
    assert await thread(Comment.objects.count) == 0


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
