"""What is cancelled stays so; what has ended is put right in words only, and published again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.enums import Act
from events.models import Ceremony, Cue
from events.services import lifecycle, rundown
from tests.people import House

Make = Callable[..., Ceremony]
C = "/api/v1/ceremonies/"
CANCELLED = (409, "cancelled_fixed")
SEGMENTS: list[dict[str, Any]] = [
    {"title": "Chào cờ", "kind": "flag", "duration_s": 240},
    {"title": "Diễn văn", "kind": "speech", "duration_s": 900, "responsible": "Ông An"},
]


@pytest.fixture
def organizer(house: House) -> APIClient:
    return house.client(house.person("organizer"))


@pytest.fixture
def ended(house: House, make_ceremony: Make) -> Ceremony:
    ceremony = make_ceremony()
    rundown.replace(house.person("organizer"), ceremony, SEGMENTS)
    lifecycle.publish(house.person("organizer"), ceremony)
    lifecycle.mark_live(ceremony.pk)
    lifecycle.mark_ended(ceremony.pk)
    ceremony.refresh_from_db()
    return ceremony


@pytest.fixture
def cancelled(house: House, make_ceremony: Make) -> Ceremony:
    return lifecycle.act_on(house.person("organizer"), make_ceremony(), Act.CANCEL)


def listed(client: APIClient, ceremony: Ceremony) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{C}{ceremony.slug}/rundown/").json()["segments"]
    return found


def test_a_cancelled_ceremony_is_neither_edited_nor_cued(organizer: APIClient, cancelled: Ceremony) -> None:
    one = f"{C}{cancelled.slug}/"
    answers = [
        organizer.patch(one, {"summary": "Vẫn tổ chức"}, format="json"),
        organizer.put(f"{one}rundown/", {"segments": SEGMENTS}, format="json"),
        organizer.post(f"{one}cue/", {"segment": None}, format="json"),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [CANCELLED] * 3
    assert "tạo buổi lễ mới" in answers[0].json()["message"]
    assert (cancelled.segments.count(), Cue.objects.count()) == (0, 0)


def test_an_ended_ceremonys_texts_are_put_right_and_published_again(
    organizer: APIClient, house: House, ended: Ceremony
) -> None:
    one = f"{C}{ended.slug}/"
    body = organizer.get(one).json()
    # A form sends everything, the times too, as it shows them: in minutes.
    whole = {name: body[name] for name in ("title", "kind", "place")}
    whole |= {name: f"{body[name][:16]}Z" for name in ("starts_at", "ends_at")}
    edited = organizer.patch(one, whole | {"summary": "Đã sửa"}, format="json")
    assert (edited.status_code, edited.json()["legal_actions"]) == (200, ["submit", "publish", "reopen"])
    assert organizer.post(f"{one}publish/").json()["published_version"] == 3
    public = house.client().get(one).json()
    assert (public["summary"], public["state"]) == ("Đã sửa", "ended")


@pytest.mark.parametrize(
    "change", [{"ends_at": "2031-01-01T00:00:00Z"}, {"starts_at": "2020-01-01T00:00:00Z", "summary": "x"}]
)
def test_an_ended_ceremonys_times_stay(organizer: APIClient, ended: Ceremony, change: dict[str, str]) -> None:
    answer = organizer.patch(f"{C}{ended.slug}/", change, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "ended_fixed")
    before = ended.summary
    ended.refresh_from_db()
    assert ended.summary == before


def test_an_ended_rundown_keeps_its_order_and_its_cues_while_a_name_in_it_is_put_right(
    organizer: APIClient, ended: Ceremony
) -> None:
    one, segments = f"{C}{ended.slug}/", listed(organizer, ended)
    segments[1]["responsible"] = segments[1]["title"] = "Ông Ân"
    assert organizer.put(f"{one}rundown/", {"segments": segments}, format="json").status_code == 200
    longer = [{**segments[0], "duration_s": 1}, segments[1]]
    for other in (segments[::-1], segments[:1], [*segments, SEGMENTS[0]], longer):
        answer = organizer.put(f"{one}rundown/", {"segments": other}, format="json")
        assert (answer.status_code, answer.json()["code"]) == (409, "ended_fixed")
    assert [row["title"] for row in listed(organizer, ended)] == ["Chào cờ", "Ông Ân"]
    cue = organizer.post(f"{one}cue/", {"segment": segments[0]["id"]}, format="json")
    assert (cue.status_code, cue.json()["code"]) == (409, "ended_fixed")


def test_a_reopened_ceremony_is_free_again(organizer: APIClient, ended: Ceremony) -> None:
    one = f"{C}{ended.slug}/"
    assert organizer.post(f"{one}reopen/").status_code == 200
    assert organizer.patch(one, {"ends_at": "2031-01-01T00:00:00Z"}, format="json").status_code == 200
    assert organizer.post(f"{one}cue/", {"segment": None}, format="json").status_code == 200
