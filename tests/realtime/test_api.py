"""The REST side of the room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from events.models import Ceremony, User
from realtime.device import COOKIE, device_in
from realtime.models import Comment
from tests.people import House
from tests.realtime.conftest import Act, Post


@pytest.fixture
def viewer() -> APIClient:
    """A stranger who keeps cookies."""
    return APIClient()


@pytest.fixture
def desk(house: House, moderator: User) -> APIClient:
    """The commune's moderator."""
    return house.client(moderator)


def path(ceremony: Ceremony, rest: str) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/{rest}"


def test_a_stranger_comments_and_is_known_again_by_a_signed_cookie(
    viewer: APIClient, ceremony: Ceremony
) -> None:
    body = {"ref": "r1", "name": "Lan", "body": "Chào"}
    first = viewer.post(path(ceremony, "comments/"), body, format="json")
    again = viewer.post(path(ceremony, "comments/"), body, format="json")
    assert (first.status_code, again.status_code) == (201, 200)
    assert (
        first.json() == again.json() == {"ref": "r1", "id": first.json()["id"], "seq": 1, "state": "pending"}
    )
    cookie = viewer.cookies[COOKIE]
    assert device_in(cookie.value) == Comment.objects.get().device
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    assert Comment.objects.get().address_hash


def test_the_own_comment_is_shown_to_its_author_alone(viewer: APIClient, ceremony: Ceremony) -> None:
    viewer.post(path(ceremony, "comments/"), {"ref": "r1", "body": "Chào"}, format="json")
    own = viewer.get(path(ceremony, "comments/")).json()["comments"]
    assert [(one["mine"], one["state"], one["ref"]) for one in own] == [(True, "pending", "r1")]
    assert APIClient().get(path(ceremony, "comments/")).json()["comments"] == []


def test_what_everybody_sees_has_no_trace_of_who_wrote_it(
    viewer: APIClient, ceremony: Ceremony, post: Post, act: Act
) -> None:
    act(post(), "publish")
    (shown,) = viewer.get(path(ceremony, "comments/")).json()["comments"]
    assert set(shown) == {"id", "name", "body", "at", "pinned", "position", "origin"}


def test_the_desk_reads_all_and_moderates(desk: APIClient, ceremony: Ceremony, post: Post) -> None:
    comment = post()
    page = desk.get(path(ceremony, "comments/?audience=desk&after=0&limit=5")).json()
    assert (page["seq"], page["resumed"], page["more"]) == (1, True, False)
    assert page["comments"][0]["first_time"]
    answer = desk.post(f"/api/v1/comments/{comment.pk}/publish/")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["handled_by"]) == ("published", "Kiểm duyệt Xã Hy Cương")


def test_others_do_not_read_the_desk(house: House, ceremony: Ceremony) -> None:
    for person, status in ((None, 401), (house.person("organizer"), 403)):
        answer = house.client(person).get(path(ceremony, "comments/?audience=desk"))
        assert answer.status_code == status


def test_the_room_is_read_by_all_and_set_by_its_moderators(
    viewer: APIClient, desk: APIClient, ceremony: Ceremony
) -> None:
    assert viewer.get(path(ceremony, "room/")).json() == {
        "moderation": "pre",
        "state": "open",
        "max_length": 1000,
        "open": True,
        "closed_because": None,
        "closes_at": None,
        "opens_at": None,
        "slow_seconds": 0,
        "rules": "",
        "reactions": True,
        "seq": 0,
    }
    answer = desk.patch(path(ceremony, "room/"), {"moderation": "post"}, format="json")
    assert answer.json()["moderation"] == "post"
    closed = desk.patch(path(ceremony, "room/"), {"state": "closed"}, format="json").json()
    assert (closed["open"], closed["closed_because"]) == (False, "closed")
    assert viewer.patch(path(ceremony, "room/"), {"state": "closed"}, format="json").status_code in (401, 403)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"ref": "r", "body": "a" * 1001}, 400, "comment_too_long"),
        ({"ref": "r", "body": "  "}, 400, "empty_comment"),
        ({"body": "Chào"}, 400, "invalid"),
        ({"ref": {"a": 1}, "body": "Chào"}, 400, "invalid"),
        ({"ref": "r", "body": "a" * 1_000_000}, 413, "too_big"),
        ([1, 2], 400, "invalid"),
    ],
)
def test_bad_input_gets_the_envelope(
    viewer: APIClient, ceremony: Ceremony, body: object, status: int, code: str
) -> None:
    answer = viewer.post(path(ceremony, "comments/"), body, format="json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Comment.objects.count() == 0


def test_too_fast_says_when_to_come_back(viewer: APIClient, ceremony: Ceremony) -> None:
    for number in range(5):
        viewer.post(path(ceremony, "comments/"), {"ref": f"r{number}", "body": "Chào"}, format="json")
    answer = viewer.post(
        path(ceremony, "comments/"),
        {"ref": "r6", "body": "Chào"},
        format="json",
        headers={"Accept-Language": "en"},
    )
    assert (answer.status_code, answer.json()["code"]) == (429, "busy")
    assert 1 <= answer.json()["retry_after"] <= 10
    assert answer.json()["message"].startswith("Too fast")


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "limit=0", "limit=501", "audience=author", "after=" + "9" * 40]
)
def test_a_bad_query_is_refused(viewer: APIClient, ceremony: Ceremony, query: str) -> None:
    assert viewer.get(path(ceremony, f"comments/?{query}")).status_code == 400


def test_a_draft_has_no_room_for_strangers_but_for_its_staff(
    viewer: APIClient, desk: APIClient, make_ceremony: Callable[..., Ceremony]
) -> None:
    draft = make_ceremony(published=False)
    for rest in ("room/", "comments/"):
        assert viewer.get(path(draft, rest)).status_code == 404
        assert desk.get(path(draft, rest)).status_code == 200


def test_a_comment_that_is_not_there_is_not_found(desk: APIClient) -> None:
    assert desk.post("/api/v1/comments/999999/hide/").status_code == 404
