"""The crew talks on the desks: numbered with the room, within bounds, and never before the public."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from django.test import Client

from events.errors import DomainError, NotFound
from events.models import AuditEntry, Ceremony, Membership, User
from realtime import errors, limits
from realtime.commands import DESK_COMMANDS, VIEWER_COMMANDS, CrewSay, parse
from realtime.models import CrewMessage, Room
from realtime.selectors.crew_chat import crew_now
from realtime.services import crew_chat
from tests.people import House
from tests.realtime.conftest import Post
from tests.realtime.places import desk, public, token
from tests.realtime.server import serving

thread = asyncio.to_thread
SECRET = "Mất tiếng ở micro chính"


def say(author: User, ceremony: Ceremony, ref: str = "r", **given: Any) -> CrewMessage:
    return crew_chat.say(author, ceremony.pk, ref=ref, **({"body": SECRET} | given)).message


@pytest.mark.django_db
def test_a_resend_finds_the_first_message_and_takes_no_number(ceremony: Ceremony, moderator: User) -> None:
    first = say(moderator, ceremony)
    again = crew_chat.say(moderator, ceremony.pk, ref="r", body="khác")
    assert (again.message.pk, again.message.body, again.repeated) == (first.pk, SECRET, True)
    assert Room.objects.get(pk=ceremony.pk).seq == first.seq == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"body": " \n\u200b"}, errors.EmptyMessage),
        ({"body": "a" * 501}, errors.MessageTooLong),
        ({"ref": "có dấu"}, errors.BadRef),
    ],
)
def test_a_text_out_of_bounds_is_refused(
    ceremony: Ceremony, moderator: User, given: dict[str, str], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        say(moderator, ceremony, **given)
    assert not CrewMessage.objects.exists()


@pytest.mark.django_db
def test_five_in_ten_seconds_are_a_persons_bound_and_nobody_elses(
    ceremony: Ceremony, moderator: User, house: House
) -> None:
    for number in range(limits.DEVICE_COMMENTS):
        say(moderator, ceremony, ref=str(number), body="a" * 500)
    with pytest.raises(errors.Busy) as busy:
        say(moderator, ceremony, ref="one-more")
    assert 1 <= busy.value.seconds <= limits.DEVICE_SECONDS
    assert say(house.person("technician"), ceremony).seq == limits.DEVICE_COMMENTS + 1


@pytest.mark.django_db
def test_the_first_who_saw_an_urgent_message_stays_its_witness(
    ceremony: Ceremony, moderator: User, house: House
) -> None:
    urgent, calm = say(moderator, ceremony, urgent=True), say(moderator, ceremony, ref="calm")
    technician = house.person("technician")
    crew_chat.seen(technician, ceremony, urgent.pk)
    again = crew_chat.seen(moderator, ceremony, urgent.pk)
    assert (again.seen_name, again.seq) == (technician.shown_name(), 3)
    assert crew_chat.seen(technician, ceremony, calm.pk).seen_at is None
    assert AuditEntry.objects.filter(action="crew_chat.seen").count() == 1


@pytest.mark.django_db
def test_a_message_of_another_ceremony_cannot_be_seen_from_here(
    ceremony: Ceremony, make_ceremony: Any, moderator: User
) -> None:
    message = say(moderator, make_ceremony(), urgent=True)
    with pytest.raises(NotFound):
        crew_chat.seen(moderator, ceremony, message.pk)


@pytest.mark.django_db
def test_an_urgent_message_that_nobody_saw_is_shown_whatever_its_age(
    ceremony: Ceremony, moderator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtime.selectors.crew_chat.CREW_SHOWN", 2)
    old = [say(moderator, ceremony, ref=f"{number}", urgent=number == 0) for number in range(4)]
    assert [message.pk for message in crew_now(ceremony.pk)] == [old[0].pk, old[2].pk, old[3].pk]


@pytest.mark.django_db
def test_rest_pages_backwards_and_tells_a_repetition(ceremony: Ceremony, moderator: User) -> None:
    client, path = Client(), f"/api/v1/ceremonies/{ceremony.slug}/crew-chat/"
    client.force_login(moderator)
    posts = [
        client.post(path, {"ref": ref, "body": ref}, content_type="application/json")
        for ref in ("a", "b", "a")
    ]
    assert [each.status_code for each in posts] == [201, 201, 200]
    newest = client.get(path, {"limit": 1}).json()
    assert ([m["body"] for m in newest["messages"]], newest["more"], newest["seq"]) == (["b"], True, 2)
    older = client.get(path, {"before": newest["messages"][0]["id"]}).json()
    assert ([m["body"] for m in older["messages"]], older["more"]) == (["a"], False)


@pytest.mark.django_db
def test_the_publics_rest_has_not_a_byte_of_it(ceremony: Ceremony, moderator: User, post: Post) -> None:
    post()
    say(moderator, ceremony)
    answer = Client().get(f"/api/v1/ceremonies/{ceremony.slug}/comments/", {"after": 0})
    assert answer.status_code == 200
    assert SECRET not in json.dumps(answer.json(), ensure_ascii=False)
    assert Client().get(f"/api/v1/ceremonies/{ceremony.slug}/crew-chat/").status_code in (401, 403)


def test_only_a_desk_takes_the_frame_and_its_switch_is_a_switch() -> None:
    text = '{"type":"crew.say","ref":"r","body":"a","urgent":true}'
    assert parse(text, DESK_COMMANDS) == CrewSay("r", "a", True)
    with pytest.raises(errors.UnknownType):
        parse(text, VIEWER_COMMANDS)
    with pytest.raises(errors.BadField):
        parse(text.replace("true", '"yes"'), DESK_COMMANDS)


@pytest.mark.django_db(transaction=True)
async def test_the_crew_hears_each_other_and_the_public_only_skips_a_number(
    ceremony: Ceremony, moderator: User, house: House
) -> None:
    technician = house.person("technician")
    first, second = [await thread(token, each) for each in (technician, moderator)]
    async with serving() as web, web.open(public(ceremony)) as viewer:
        heard = [await viewer.hear("snapshot")]
        async with (
            web.open(desk(ceremony), Authorization=first) as console,
            web.open(desk(ceremony), Authorization=second) as moderation,
        ):
            assert (await console.hear("snapshot"))["crew"] == []
            await moderation.hear("snapshot")
            await console.say({"type": "crew.say", "ref": "c1", "body": SECRET})
            batch = await moderation.hear("batch")
            assert (batch["from"], batch["to"], batch["events"][0]["message"]["body"]) == (0, 1, SECRET)
        ack = await viewer.post("v1")
        assert ack["seq"] == 2
        heard.append(own := await viewer.hear("batch"))
        assert (own["from"], own["to"], [event["type"] for event in own["events"]]) == (0, 2, ["comment"])
        assert SECRET not in json.dumps(heard, ensure_ascii=False)
        async with web.open(desk(ceremony, "?after=0"), Authorization=first) as back:
            resumed = await back.hear("snapshot")
    assert (resumed["resumed"], resumed["seq"], resumed["comments"]) == (True, 2, [])
    assert [message["body"] for message in resumed["crew"]] == [SECRET]


@pytest.mark.django_db(transaction=True)
async def test_who_lost_the_role_says_nothing_any_more(ceremony: Ceremony, moderator: User) -> None:
    auth = await thread(token, moderator)
    async with serving() as web, web.open(desk(ceremony), Authorization=auth) as staff:
        await staff.hear("snapshot")
        await thread(Membership.objects.filter(user=moderator).delete)
        await staff.say({"type": "crew.say", "ref": "late", "body": SECRET})
        assert await staff.end() == 4403
    assert not await thread(CrewMessage.objects.exists)
