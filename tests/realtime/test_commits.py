"""Group commit: what is posted meanwhile shares the next transaction, and each is answered for itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from events.models import Ceremony, User
from realtime import limits
from realtime.errors import Busy, EmptyComment, RoomClosed
from realtime.hub.changes import Change
from realtime.hub.commits import MAX_GROUP, Commits
from realtime.models import Comment, Room
from realtime.services.drafts import Posting
from realtime.services.posting import Outcome, Posted, post_comments
from realtime.services.rooms import set_room
from tests.realtime.loop import settle


def said(ceremony: Ceremony, number: int, **given: str) -> Posting:
    fields = {"device": f"d{number}", "ref": f"r{number}", "name": "Lan", "body": "Chào"} | given
    return Posting(ceremony.pk, **fields)


def numbers(outcomes: Sequence[Outcome]) -> list[int | str]:
    """Each one's number, or what refused it."""
    return [it.comment.seq if isinstance(it, Posted) else type(it).__name__ for it in outcomes]


class Slow:
    """A lane whose work is done when it is told."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def run(self, work: Callable[[], Any]) -> Any:
        await self.go.wait()
        return work()


async def test_what_comes_while_one_is_written_is_written_together_in_its_order() -> None:
    groups: list[list[str]] = []

    def write(postings: Sequence[Posting]) -> list[Outcome]:
        groups.append([it.ref for it in postings])
        return [EmptyComment() for _ in postings]

    lane = Slow()
    commits = Commits(lane, lambda room, changes: None, write)
    asked = [asyncio.create_task(commits.post(Posting(1, "d", str(n), "", ""))) for n in range(4)]
    await settle()
    lane.go.set()
    late = [asyncio.create_task(commits.post(Posting(1, "d", str(n), "", ""))) for n in range(4, 6)]
    done = await asyncio.gather(*asked, *late, return_exceptions=True)
    assert [type(each) for each in done] == [EmptyComment] * 6
    assert [len(group) for group in groups] in ([4, 2], [1, 5], [1, 3, 2])
    assert [ref for group in groups for ref in group] == [str(n) for n in range(6)]


async def test_no_group_is_over_its_bound_and_what_is_too_much_is_refused_at_once() -> None:
    sizes: list[int] = []

    def write(postings: Sequence[Posting]) -> list[Outcome]:
        sizes.append(len(postings))
        return [EmptyComment() for _ in postings]

    lane, most = Slow(), 3 * MAX_GROUP
    commits = Commits(lane, lambda room, changes: None, write, bound=most)
    waiting = [asyncio.create_task(commits.post(Posting(1, "d", str(n), "", ""))) for n in range(most)]
    await settle()
    with pytest.raises(Busy):
        for n in range(MAX_GROUP + 1):  # one group is on its way already
            waiting.append(asyncio.create_task(commits.post(Posting(1, "d", f"x{n}", "", ""))))
            await settle()
            if waiting[-1].done():
                waiting.pop().result()
    lane.go.set()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert max(sizes) == MAX_GROUP


async def test_a_database_that_is_away_is_told_to_all_and_the_next_group_is_tried() -> None:
    answers: list[Any] = [DatabaseError("away"), [EmptyComment()]]

    def write(postings: Sequence[Posting]) -> list[Outcome]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return list(answer)

    lane = Slow()
    lane.go.set()
    commits = Commits(lane, lambda room, changes: None, write)
    with pytest.raises(DatabaseError):
        await commits.post(Posting(1, "d", "1", "", ""))
    with pytest.raises(EmptyComment):
        await commits.post(Posting(1, "d", "2", "", ""))


@pytest.mark.django_db(transaction=True)
async def test_who_leaves_meanwhile_has_posted_all_the_same_and_the_room_is_told(ceremony: Ceremony) -> None:
    told: list[list[Change]] = []

    class Now(Slow):
        async def run(self, work: Callable[[], Any]) -> Any:
            await self.go.wait()
            return await asyncio.to_thread(work)

    lane = Now()
    commits = Commits(lane, lambda room, changes: told.append(changes))
    gone = asyncio.create_task(commits.post(said(ceremony, 1)))
    stays = asyncio.create_task(commits.post(said(ceremony, 2)))
    await settle()
    gone.cancel()
    lane.go.set()
    assert (await stays).comment.seq == 2
    await settle()
    assert [change.seq for group in told for change in group] == [1, 2]


@pytest.mark.django_db
class TestGroup:
    """One transaction."""

    def test_a_hundred_cost_hardly_more_questions_than_one(self, ceremony: Ceremony) -> None:
        def questions(first: int, count: int) -> int:
            with CaptureQueriesContext(connection) as asked:
                outcomes = post_comments([said(ceremony, first + n) for n in range(count)])
            assert numbers(outcomes) == list(range(first, first + count))
            return len(asked)

        # Two of them once in two seconds: which lists of words hold; one: who is held back.
        # SQLite takes 999 values in one INSERT.
        assert questions(1, 1) <= 11
        assert questions(2, 100) <= 12
        assert Room.objects.get(pk=ceremony.pk).seq == 101

    def test_each_is_answered_for_itself(self, ceremony: Ceremony) -> None:
        first = post_comments([said(ceremony, 1)])[0]
        group = [said(ceremony, n) for n in (2, 1, 3, 3)]
        group.insert(2, said(ceremony, 9, body=" "))
        outcomes = post_comments(group)
        assert numbers(outcomes) == [2, 1, "EmptyComment", 3, 3]
        repeated = [isinstance(it, Posted) and it.repeated for it in outcomes]
        assert repeated == [False, True, False, False, True]
        assert isinstance(first, Posted) and isinstance(outcomes[1], Posted)
        assert outcomes[1].pk == first.pk

    def test_the_bound_of_a_device_holds_within_a_group(self, ceremony: Ceremony) -> None:
        group = [said(ceremony, n, device="a") for n in range(1, limits.DEVICE_COMMENTS + 2)]
        assert numbers(post_comments(group)) == [1, 2, 3, 4, 5, "Busy"]
        firsts = Comment.objects.order_by("seq").values_list("first_time", flat=True)
        assert list(firsts) == [True, False, False, False, False]

    def test_a_closed_room_refuses_its_own_alone(
        self, make_ceremony: Callable[..., Ceremony], moderator: User
    ) -> None:
        closed, open_one = make_ceremony(), make_ceremony()
        known = post_comments([said(closed, 1)])[0]
        set_room(moderator, closed, state="closed")
        outcomes = post_comments([said(closed, 2), said(open_one, 1), said(closed, 1)])
        assert numbers(outcomes) == [RoomClosed.__name__, 1, 1]
        assert isinstance(known, Posted) and isinstance(outcomes[2], Posted)
        assert (outcomes[2].pk, outcomes[2].repeated) == (known.pk, True)


@pytest.mark.django_db(transaction=True)
def test_one_that_the_database_does_not_take_is_refused_alone(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Comment.objects.bulk_create

    def picky(comments: Sequence[Comment]) -> list[Comment]:
        made = whole(comments)
        if any("hỏng" in comment.body for comment in comments):
            raise DatabaseError("a value that it cannot hold")
        return list(made)

    monkeypatch.setattr(Comment.objects, "bulk_create", picky)
    outcomes = post_comments([said(ceremony, 1), said(ceremony, 2, body="hỏng"), said(ceremony, 3)])
    assert numbers(outcomes) == [1, "DatabaseError", 2]
    assert list(Comment.objects.order_by("seq").values_list("ref", flat=True)) == ["r1", "r3"]
