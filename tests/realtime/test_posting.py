"""A comment comes in once, numbered, within bounds, while the room is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.enums import CeremonyState
from events.errors import DomainError, NotFound
from events.models import Ceremony, User
from realtime import errors, limits
from realtime.models import Comment, Room
from realtime.services.drafts import ANONYMOUS
from realtime.services.posting import post_comment
from realtime.services.retention import forget_addresses
from realtime.services.rooms import set_room
from tests.realtime.conftest import Post


def test_a_new_ceremony_has_a_room_of_its_own(ceremony: Ceremony) -> None:
    assert Room.objects.get(pk=ceremony.pk).moderation == "pre"


def test_a_ceremony_from_before_the_rooms_gets_one_at_its_first_comment(
    ceremony: Ceremony, post: Post
) -> None:
    Room.objects.all().delete()
    assert post().room_id == ceremony.pk


def test_every_comment_takes_the_next_number(post: Post) -> None:
    assert [post().seq for _ in range(3)] == [1, 2, 3]


def test_before_moderation_it_waits_and_after_it_is_public_at_once(
    ceremony: Ceremony, moderator: User, post: Post
) -> None:
    waiting = post()
    assert (waiting.state, waiting.position) == ("pending", None)
    set_room(moderator, ceremony, moderation="post")
    shown = post()
    assert (shown.state, shown.position) == ("published", shown.seq)


def test_the_same_ref_of_the_same_device_makes_one_comment(ceremony: Ceremony) -> None:
    def send(device: str) -> Any:
        return post_comment(ceremony.pk, device=device, ref="r1", name="Lan", body="Chào")

    first, again, other = send("a"), send("a"), send("b")
    assert (again.pk, again.repeated) == (first.pk, True)
    assert other.pk != first.pk
    assert Room.objects.get(pk=ceremony.pk).seq == 2


def test_a_repeat_is_found_even_when_the_room_has_closed(
    ceremony: Ceremony, moderator: User, post: Post
) -> None:
    first = post(device="a", ref="r")
    set_room(moderator, ceremony, state="closed")
    assert post(device="a", ref="r").pk == first.pk


def test_without_a_name_a_viewer_is_a_viewer(post: Post) -> None:
    assert post(name=" \u200b ").name == ANONYMOUS


@pytest.mark.parametrize(
    ("fields", "error", "code"),
    [
        ({"body": " \u200b\x00 "}, errors.EmptyComment, "empty_comment"),
        ({"body": "a" * 1001}, errors.CommentTooLong, "comment_too_long"),
        ({"body": "a" * 1_000_000}, errors.CommentTooLong, "comment_too_long"),
        ({"name": "a" * 61}, errors.NameTooLong, "name_too_long"),
        ({"ref": ""}, errors.BadRef, "bad_ref"),
        ({"ref": "a" * 65}, errors.BadRef, "bad_ref"),
        ({"ref": "a\x00"}, errors.BadRef, "bad_ref"),
        ({"ref": "mã"}, errors.BadRef, "bad_ref"),
    ],
)
def test_what_does_not_fit_is_refused_and_takes_no_number(
    ceremony: Ceremony, post: Post, fields: dict[str, str], error: type[DomainError], code: str
) -> None:
    with pytest.raises(error) as refused:
        post(**fields)
    assert refused.value.body()["code"] == code
    assert Room.objects.get(pk=ceremony.pk).seq == 0


def test_a_thousand_letters_fit_however_they_were_typed(post: Post) -> None:
    assert len(post("a\u0301" * 1000).body) == 1000


def test_a_closed_room_takes_nothing(ceremony: Ceremony, moderator: User, post: Post) -> None:
    set_room(moderator, ceremony, state="closed")
    with pytest.raises(errors.RoomClosed):
        post()


@pytest.mark.parametrize(
    ("state", "ended_ago", "error"),
    [
        (CeremonyState.SCHEDULED, None, None),
        (CeremonyState.LIVE, None, None),
        (CeremonyState.ENDED, timedelta(minutes=59), None),
        (CeremonyState.ENDED, timedelta(minutes=61), errors.CeremonyOver),
        (CeremonyState.CANCELLED, None, errors.CeremonyCancelled),
    ],
)
def test_comments_are_taken_until_an_hour_after_the_end(
    ceremony: Ceremony, post: Post, state: str, ended_ago: timedelta | None, error: type[Exception] | None
) -> None:
    ended_at = timezone.now() - ended_ago if ended_ago else None
    Ceremony.objects.filter(pk=ceremony.pk).update(state=state, ended_at=ended_at)
    if error is None:
        assert post().seq == 1
    else:
        with pytest.raises(error):
            post()


def test_nobody_comments_on_a_draft(make_ceremony: Callable[..., Ceremony]) -> None:
    draft = make_ceremony(published=False)
    with pytest.raises(NotFound):
        post_comment(draft.pk, device="a", ref="r", name="", body="Chào")


def test_the_sixth_comment_in_ten_seconds_is_told_how_long_to_wait(post: Post) -> None:
    for _ in range(limits.DEVICE_COMMENTS):
        post(device="a")
    with pytest.raises(errors.Busy) as refused:
        post(device="a")
    assert 1 <= refused.value.body()["retry_after"] <= limits.DEVICE_SECONDS
    assert post(device="b").seq == limits.DEVICE_COMMENTS + 1


def test_after_ten_seconds_the_device_may_write_again(post: Post) -> None:
    for _ in range(limits.DEVICE_COMMENTS):
        post(device="a")
    earlier = timezone.now() - timedelta(seconds=limits.DEVICE_SECONDS + 1)
    Comment.objects.update(created_at=earlier)
    assert post(device="a").pk


def test_one_network_has_a_wide_bound_and_no_address_has_none() -> None:
    windows = limits.Windows(most=2, seconds=60, keys=2)
    assert [windows.count("a", now=0) for _ in range(3)] == [0, 0, 60]
    assert windows.count("a", now=61) == 0
    windows.count("b", now=61)
    windows.count("c", now=61)
    assert windows.count("a", now=61) == 0, "over the bound of keys the oldest is forgotten"
    limits.check_network("")


def test_the_first_comment_of_a_device_is_marked(post: Post) -> None:
    assert [post(device="a").first_time for _ in range(2)] == [True, False]


def test_network_hashes_are_forgotten_after_thirty_days(post: Post) -> None:
    old, new = post(address_hash="x"), post(address_hash="y")
    Comment.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    assert forget_addresses() == 1
    assert list(Comment.objects.values_list("pk", "address_hash")) == [(old.pk, ""), (new.pk, "y")]
