"""Each audience sees its own changes of the one counter."""

from __future__ import annotations

from events.models import Ceremony, User
from realtime.enums import Audience
from realtime.selectors.comments import Page, Reader, page_now, page_since
from realtime.services.rooms import set_room
from tests.realtime.conftest import Act, Post

PUBLIC, DESK = Reader(Audience.PUBLIC), Reader(Audience.DESK)


def ids(page: Page) -> tuple[list[int], list[int]]:
    return [comment.pk for comment in page.comments], page.removed


def test_the_public_sees_the_published_by_place_the_author_the_own_and_the_desk_all(
    ceremony: Ceremony, post: Post, act: Act
) -> None:
    one, two, three = post(device="a"), post(device="a"), post(device="b")
    act(two, "publish")
    act(one, "publish")
    author = Reader(Audience.AUTHOR, "b")
    assert ids(page_now(ceremony.pk, PUBLIC, 10)) == ([two.pk, one.pk], [])
    assert ids(page_now(ceremony.pk, author, 10)) == ([two.pk, one.pk, three.pk], [])
    assert ids(page_now(ceremony.pk, DESK, 10)) == ([one.pk, two.pk, three.pk], [])


def test_a_hidden_comment_is_a_tombstone_only_where_it_was_public(
    ceremony: Ceremony, post: Post, act: Act
) -> None:
    seen, never = act(post(device="a"), "publish"), post(device="b")
    after = never.seq
    act(seen, "hide")
    act(never, "hide")
    assert ids(page_since(ceremony.pk, PUBLIC, after, 10)) == ([], [seen.pk])
    assert ids(page_since(ceremony.pk, Reader(Audience.AUTHOR, "b"), after, 10)) == ([never.pk], [seen.pk])
    assert ids(page_since(ceremony.pk, DESK, after, 10)) == ([seen.pk, never.pk], [])


def test_a_resume_is_cut_at_its_limit_and_goes_on_from_there(ceremony: Ceremony, post: Post) -> None:
    posted = [post().pk for _ in range(5)]
    first = page_since(ceremony.pk, DESK, 1, 2)
    rest = page_since(ceremony.pk, DESK, first.seq, 10)
    assert (ids(first)[0], first.more, first.seq) == (posted[1:3], True, 3)
    assert (ids(rest)[0], rest.more, rest.seq) == (posted[3:], False, 5)


def test_changes_of_others_move_the_number_without_showing_anything(ceremony: Ceremony, post: Post) -> None:
    post()
    page = page_since(ceremony.pk, PUBLIC, 0, 10)
    assert (page.seq, page.resumed, ids(page)) == (1, True, ([], []))


def test_a_number_that_the_room_never_reached_gets_the_present_state(ceremony: Ceremony, post: Post) -> None:
    comment = post(device="a")
    page = page_since(ceremony.pk, Reader(Audience.AUTHOR, "a"), 2**62, 10)
    assert (page.resumed, page.seq, ids(page)[0]) == (False, 1, [comment.pk])


def test_the_pinned_are_shown_however_old_they_are(
    ceremony: Ceremony, moderator: User, post: Post, act: Act
) -> None:
    set_room(moderator, ceremony, moderation="post")
    old, _, new = act(post(), "pin"), post(), post()
    assert ids(page_now(ceremony.pk, PUBLIC, 1))[0] == [old.pk, new.pk]
