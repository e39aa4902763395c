"""Moderators' acts: idempotent, numbered, recorded."""

from __future__ import annotations

import pytest

from events.models import AuditEntry, Ceremony, User
from realtime import errors
from realtime.limits import MAX_PINNED
from realtime.models import Comment, Room
from realtime.services.rooms import set_room
from tests.realtime.conftest import Act, Post


def test_publishing_gives_a_number_and_a_place_that_stays(post: Post, act: Act) -> None:
    first, second = post(), post()
    shown = act(second, "publish")
    assert (shown.seq, shown.position, shown.state) == (3, 3, "published")
    assert act(first, "publish").position == 4
    assert act(act(second, "hide"), "publish").position == 3


@pytest.mark.parametrize("steps", [["publish"], ["hide"], ["publish", "pin"], ["publish", "pin", "unpin"]])
def test_a_repeated_act_changes_nothing(ceremony: Ceremony, post: Post, act: Act, steps: list[str]) -> None:
    comment = post()
    for step in steps:
        comment = act(comment, step)
    entries = AuditEntry.objects.count()
    again = act(comment, steps[-1])
    assert again.seq == comment.seq == Room.objects.get(pk=ceremony.pk).seq
    assert AuditEntry.objects.count() == entries


def test_every_change_is_recorded_without_the_cookie(ceremony: Ceremony, post: Post, act: Act) -> None:
    act(post(device="secret"), "hide")
    entry = ceremony.audit.first()
    assert entry is not None
    assert (entry.action, entry.detail["was"]) == ("comment.hide", "pending")
    assert "secret" not in str(entry.detail)


def test_who_handled_it_is_kept(post: Post, act: Act, moderator: User) -> None:
    assert act(post(), "publish").handled_by == moderator


def test_only_published_comments_are_pinned_and_hiding_unpins(post: Post, act: Act) -> None:
    comment = post()
    with pytest.raises(errors.NotPublished):
        act(comment, "pin")
    act(comment, "publish")
    assert act(comment, "pin").pinned
    assert not act(comment, "hide").pinned


def test_at_most_three_are_pinned(post: Post, act: Act) -> None:
    for _ in range(MAX_PINNED):
        act(act(post(), "publish"), "pin")
    fourth = act(post(), "publish")
    with pytest.raises(errors.TooManyPinned):
        act(fourth, "pin")
    act(Comment.objects.filter(pinned=True)[0], "unpin")
    assert act(fourth, "pin").pinned


def test_room_settings_are_recorded_once_and_are_not_numbered(ceremony: Ceremony, moderator: User) -> None:
    set_room(moderator, ceremony, moderation="post", state="open")
    room = set_room(moderator, ceremony, moderation="post")
    assert (room.moderation, room.seq) == ("post", 0)
    entry = ceremony.audit.first()
    assert entry is not None
    assert entry.detail == {"moderation": ["pre", "post"]}
