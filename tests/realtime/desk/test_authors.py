"""Authors who are stopped: for a while, for good, in silence; here or in a whole unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from events.models import Ceremony, User
from realtime import bodies
from realtime.enums import Audience, ModerationAct
from realtime.enums import Sanction as Kind
from realtime.errors import AlreadyUndone, AuthorBanned, AuthorTimedOut, FromElsewhere, NothingToUndo
from realtime.models import Comment, LogEntry, Room, Sanction
from realtime.selectors.comments import Reader, page_now
from realtime.services.authors import Measure, lift, sanction, undo
from realtime.services.moderation import moderate_all
from realtime.services.posting import post_comment
from realtime.services.retention import ADDRESSES_KEPT, forget_addresses
from tests.realtime.conftest import Act, Post

pytestmark = pytest.mark.django_db
NETWORK = "a" * 32


def ages(minutes: float) -> None:
    """All that is timed was that long ago."""
    gone = timedelta(minutes=minutes)
    Sanction.objects.exclude(until=None).update(until=F("until") - gone)


def test_a_timed_out_author_is_told_for_how_long_and_may_write_afterwards(
    post: Post, moderator: User
) -> None:
    sanction(moderator, post(device="a"), Measure(Kind.TIMEOUT, minutes=10, reason="quảng cáo"))
    with pytest.raises(AuthorTimedOut) as refused:
        post(device="a")
    assert 590 < (refused.value.retry_after or 0) <= 600
    assert post(device="b").pk
    ages(11)
    assert post(device="a").pk


def test_a_ban_holds_until_it_is_lifted_and_its_network_only_holds_comments(
    post: Post, moderator: User, ceremony: Ceremony
) -> None:
    Room.objects.filter(pk=ceremony.pk).update(moderation="post")
    sanction(moderator, post(device="a", address_hash=NETWORK), Measure(Kind.BAN))
    with pytest.raises(AuthorBanned):
        post(device="a")
    near, far = post(device="b", address_hash=NETWORK), post(device="c", address_hash="b" * 32)
    assert (near.state, near.held_for) == ("pending", ["network"])
    assert (far.state, far.held_for) == ("published", [])
    assert lift(moderator, Sanction.objects.get()) is not None
    assert lift(moderator, Sanction.objects.get()) is None
    assert post(device="a").pk


def test_who_is_hidden_in_silence_sees_it_stand_and_nobody_else_does(
    post: Post, moderator: User, ceremony: Ceremony
) -> None:
    Room.objects.filter(pk=ceremony.pk).update(moderation="post")
    first = post(device="a")
    sanction(moderator, first, Measure(Kind.SHADOW, hide_all=True))
    later = post("Vẫn đây", device="a")
    assert (later.state, later.shadow, later.told_state) == ("hidden", True, "published")
    assert bodies.author_comment(later).get("state") == "published"
    assert page_now(ceremony.pk, Reader(Audience.PUBLIC), 50).comments == []
    own = page_now(ceremony.pk, Reader(Audience.PUBLIC, "a"), 50).comments
    assert [it.pk for it in own] == [first.pk, later.pk]
    assert [bodies.desk_comment(it)["shadow"] for it in own] == [True, True]


def test_all_of_an_author_goes_with_one_act_and_comes_back_with_one(
    post: Post, moderator: User, act: Act, ceremony: Ceremony
) -> None:
    mine = [post(device="a") for _ in range(3)]
    act(mine[0], "publish")
    act(mine[0], "pin")
    other = post(device="b")
    done = sanction(moderator, mine[1], Measure(Kind.BAN, hide_all=True))
    assert done.entry is not None
    assert set(Comment.objects.filter(device="a").values_list("state", flat=True)) == {"hidden"}
    assert Comment.objects.get(pk=other.pk).state == "pending"
    changed_since = Comment.objects.get(pk=mine[2].pk)
    act(changed_since, "publish")
    back = undo(moderator, done.entry)
    states = dict(Comment.objects.filter(device="a").values_list("pk", "state"))
    assert states == {mine[0].pk: "published", mine[1].pk: "pending", mine[2].pk: "published"}
    assert Comment.objects.get(pk=mine[0].pk).pinned
    assert post(device="a").pk, "the ban is lifted, too"
    assert {it.pk for it in back.comments} == {mine[0].pk, mine[1].pk}
    with pytest.raises(AlreadyUndone):
        undo(moderator, done.entry)
    assert back.entry is not None
    with pytest.raises(NothingToUndo):
        undo(moderator, back.entry)


def test_a_ban_everywhere_holds_in_the_units_other_ceremonies_and_a_plain_one_does_not(
    post: Post, moderator: User, make_ceremony: Callable[..., Ceremony]
) -> None:
    elsewhere = make_ceremony(title="Giỗ Tổ")

    def there(ref: str) -> Comment:
        return post_comment(elsewhere.pk, device="a", ref=ref, name="Lan", body="Chào").comment

    said = post(device="a")
    sanction(moderator, said, Measure(Kind.BAN))
    assert there("1").pk
    sanction(moderator, said, Measure(Kind.BAN, everywhere=True))
    with pytest.raises(AuthorBanned):
        there("2")


def test_the_log_says_who_and_why_and_is_written_once(post: Post, moderator: User) -> None:
    said = post(device="a")
    done = sanction(moderator, said, Measure(Kind.TIMEOUT, minutes=5, reason="quảng cáo"))
    entry = LogEntry.objects.get()
    assert (entry.deed, entry.reason, entry.actor_name) == ("timeout", "quảng cáo", moderator.shown_name())
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert done.entry == entry


def test_an_author_of_another_page_is_nobodys_device_here(post: Post, moderator: User) -> None:
    from streaming.models import Page

    said = post()
    page = Page.objects.create(unit=said.room.ceremony.unit, name="Trang xã", kind="rtmp")
    Comment.objects.filter(pk=said.pk).update(origin_page=page)
    with pytest.raises(FromElsewhere):
        sanction(moderator, Comment.objects.get(pk=said.pk), Measure(Kind.BAN))


def test_networks_of_the_banned_are_forgotten_after_a_month(post: Post, moderator: User) -> None:
    sanction(moderator, post(device="a", address_hash=NETWORK), Measure(Kind.BAN))
    Sanction.objects.update(created_at=timezone.now() - ADDRESSES_KEPT - timedelta(hours=1))
    forget_addresses()
    assert Sanction.objects.get().address_hash == ""


def test_many_at_once_are_one_entry_and_one_undo(post: Post, moderator: User, ceremony: Ceremony) -> None:
    ids = [post().pk for _ in range(5)]
    done = moderate_all(moderator, ceremony.pk, ids, ModerationAct.PUBLISH, "chào mừng")
    assert done.entry is not None
    assert [it.state for it in done.comments] == ["published"] * 5
    assert len({it.seq for it in done.comments}) == 5
    assert moderate_all(moderator, ceremony.pk, ids, ModerationAct.PUBLISH).entry is None
    undo(moderator, done.entry)
    assert set(Comment.objects.values_list("state", flat=True)) == {"pending"}
    assert LogEntry.objects.count() == 2
