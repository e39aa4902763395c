"""Bulk acts, authors, the log and undo over REST."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import Ceremony, CrewMember
from tests.people import House
from tests.realtime.conftest import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(house: House) -> APIClient:
    return house.client(house.person("moderator"))


def at(ceremony: Ceremony, rest: str) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/{rest}"


def sent(client: APIClient, address: str, status: int = 200, **body: Any) -> dict[str, Any]:
    answer = client.post(address, body, format="json")
    assert answer.status_code == status, answer.json()
    found: dict[str, Any] = answer.json()
    return found


def test_a_bulk_act_answers_what_it_did_and_is_taken_back(
    desk: APIClient, ceremony: Ceremony, post: Post
) -> None:
    ids = [post().pk for _ in range(3)]
    done = sent(desk, at(ceremony, "moderation/"), act="publish", comments=ids, reason="đúng chủ đề")
    assert [it["state"] for it in done["comments"]] == ["published"] * 3
    assert (done["entry"]["deed"], done["entry"]["comments"]) == ("publish", ids)
    entry = done["entry"]["id"]
    back = sent(desk, at(ceremony, f"moderation/{entry}/undo/"))
    assert [it["state"] for it in back["comments"]] == ["pending"] * 3
    sent(desk, at(ceremony, f"moderation/{entry}/undo/"), status=409)
    log = desk.get(at(ceremony, "moderation/")).json()
    told = [(it["deed"], it["reason"], it["undone"], it["undoes"]) for it in log["entries"]]
    assert told == [("undo", "", False, entry), ("publish", "đúng chủ đề", True, None)]
    assert not log["more"]


def test_an_act_on_a_stranger_rooms_comment_does_nothing(
    desk: APIClient, ceremony: Ceremony, post: Post
) -> None:
    mine = post()
    sent(desk, at(ceremony, "moderation/"), status=404, act="hide", comments=[mine.pk, mine.pk + 1000])
    mine.refresh_from_db()
    assert mine.state == "pending"


@pytest.mark.parametrize(
    "body",
    [
        {"act": "publish", "comments": []},
        {"act": "publish", "comments": list(range(1, 202))},
        {"act": "erase", "comments": [1]},
        {"act": "hide", "comments": [1], "reason": "x" * 201},
    ],
    ids=["none", "too many", "unknown", "long reason"],
)
def test_what_is_no_act_is_refused(desk: APIClient, ceremony: Ceremony, body: dict[str, Any]) -> None:
    assert desk.post(at(ceremony, "moderation/"), body, format="json").status_code == 400


def test_an_author_is_stopped_listed_and_let_go(desk: APIClient, ceremony: Ceremony, post: Post) -> None:
    said = post(device="a")
    done = sent(desk, f"/api/v1/comments/{said.pk}/author/", kind="timeout", minutes=60, reason="lặp lại")
    assert (done["entry"]["deed"], done["entry"]["author"]) == ("timeout", "Lan")
    (found,) = desk.get(at(ceremony, "sanctions/")).json()["sanctions"]
    assert (found["kind"], found["reason"], found["unit"]) == ("timeout", "lặp lại", None)
    assert "device" in found and found["device"] != "a", "never the cookie itself"
    sent(desk, f"/api/v1/sanctions/{found['id']}/lift/", reason="nhầm người")
    assert desk.get(at(ceremony, "sanctions/")).json()["sanctions"] == []


def test_a_guest_of_the_crew_stops_nobody_in_the_whole_unit(
    house: House, ceremony: Ceremony, post: Post
) -> None:
    said = post(device="a")
    guest = house.person("moderator", "sibling")
    CrewMember.objects.create(ceremony=ceremony, user=guest, role="moderator")
    body = {"kind": "ban", "everywhere": True}
    author, api = f"/api/v1/comments/{said.pk}/author/", house.client(guest)
    assert api.post(author, body, format="json").status_code == 403
    assert api.post(author, {"kind": "ban"}, format="json").status_code == 200
