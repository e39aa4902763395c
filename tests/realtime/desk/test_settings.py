"""What moderators set for a ceremony holds when somebody posts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import Ceremony
from realtime.errors import CeremonyOver, CommentTooLong, NotYetOpen, SlowMode
from realtime.models import Comment, Room
from tests.people import House
from tests.realtime.conftest import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def settle(house: House, ceremony: Ceremony) -> Callable[..., dict[str, object]]:
    """Set the room over REST, as its moderator."""
    client: APIClient = house.client(house.person("moderator"))

    def sets(**wanted: object) -> dict[str, object]:
        answer = client.patch(f"/api/v1/ceremonies/{ceremony.slug}/room/", wanted, format="json")
        assert answer.status_code == 200, answer.json()
        found: dict[str, object] = answer.json()
        return found

    return sets


def test_slow_mode_is_by_device_and_says_how_long_to_wait(
    post: Post, settle: Callable[..., dict[str, object]]
) -> None:
    assert settle(slow_seconds=30)["slow_seconds"] == 30
    post(device="a")
    with pytest.raises(SlowMode) as refused:
        post(device="a")
    assert 28 < (refused.value.retry_after or 0) <= 30
    assert post(device="b").pk
    Comment.objects.update(created_at=timezone.now() - timedelta(seconds=31))
    assert post(device="a").pk


def test_it_opens_some_minutes_before_the_beginning(
    post: Post, ceremony: Ceremony, settle: Callable[..., dict[str, object]]
) -> None:
    body = settle(opens_before_min=5)  # it begins in ten
    assert (body["open"], body["closed_because"]) == (False, "early")
    assert body["opens_at"] is not None
    with pytest.raises(NotYetOpen):
        post()
    assert settle(opens_before_min=20)["open"]
    assert post().pk
    Ceremony.objects.filter(pk=ceremony.pk).update(state="live")
    assert settle(opens_before_min=0)["open"], "it began early"


def test_it_closes_some_minutes_after_the_end(
    post: Post, ceremony: Ceremony, settle: Callable[..., dict[str, object]]
) -> None:
    ended = timezone.now() - timedelta(minutes=20)
    Ceremony.objects.filter(pk=ceremony.pk).update(state="ended", ended_at=ended)
    assert settle(closes_after_min=30)["open"]
    assert post().pk
    settle(closes_after_min=10)
    with pytest.raises(CeremonyOver):
        post()


def test_a_comment_is_as_long_as_the_room_takes(post: Post, settle: Callable[..., dict[str, object]]) -> None:
    settle(max_length=50)
    assert post("a b " * 12).pk
    with pytest.raises(CommentTooLong):
        post("a b " * 13)


def test_first_comments_and_links_wait_where_that_is_wanted(
    post: Post, settle: Callable[..., dict[str, object]]
) -> None:
    settle(moderation="post", hold_first=True, hold_links=False)
    first, second = post(device="a"), post(device="a")
    assert (first.state, first.held_for) == ("pending", ["first"])
    assert (second.state, second.held_for) == ("published", [])
    assert post("Xem https://bao.example.com/tin nhé", device="a").state == "published"
    settle(hold_links=True)
    assert post("Xem https://bao.example.com/tin nhé", device="a").held_for == ["link"]


def test_the_rules_are_for_all_and_how_comments_are_held_is_for_the_staff(
    house: House, ceremony: Ceremony, settle: Callable[..., dict[str, object]]
) -> None:
    settle(rules="Xin giữ lời lẽ trang trọng.")
    shown = house.client(None).get(f"/api/v1/ceremonies/{ceremony.slug}/room/").json()
    assert shown["rules"] == "Xin giữ lời lẽ trang trọng."
    assert "hold_links" not in shown
    assert Room.objects.get(pk=ceremony.pk).hold_links
