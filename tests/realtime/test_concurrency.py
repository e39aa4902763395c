"""Many threads write into one room: no number is missing, none is twice, none becomes visible late."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

import pytest
from django.db import connections

from events.models import Ceremony, User
from realtime.enums import ModerationAct
from realtime.models import Comment, Room
from realtime.selectors.comments import changes_since, room_seq
from realtime.services.moderation import moderate
from realtime.services.posting import post_comment

pytestmark = pytest.mark.django_db(transaction=True)
Result = TypeVar("Result")
WRITERS, EACH = 6, 8


def closing(work: Callable[[], Result]) -> Result:
    """Run in a thread and leave no connection behind."""
    try:
        return work()
    finally:
        connections.close_all()


def write(ceremony_id: int, moderator: User, writer: int) -> None:
    for number in range(EACH):
        device = f"writer{writer}-{number}"
        posted = post_comment(ceremony_id, device=device, ref="r", name="", body="Chào")
        if number % 2:
            moderate(moderator, posted.comment, ModerationAct.PUBLISH)


def follow(ceremony_id: int, written: Event) -> list[int]:
    """Read like a broadcaster: what is beyond the last number, at each bell and once more at the end."""
    reached, seen = 0, []
    while True:
        last = written.wait(0.005)  # a reader that never rests takes the turns of the writers
        while changes := list(changes_since(ceremony_id, reached, 5)):
            seen += [change.seq for change in changes]
            reached = seen[-1]
        if last:
            return seen


def test_writers_take_numbers_without_a_gap_and_a_reader_misses_no_comment(
    ceremony: Ceremony, moderator: User
) -> None:
    total, written = WRITERS * (EACH + EACH // 2), Event()
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(closing, lambda: follow(ceremony.pk, written))
        writing = [
            pool.submit(closing, lambda writer=writer: write(ceremony.pk, moderator, writer))
            for writer in range(WRITERS)
        ]
        wait(writing)
        written.set()
    for each in writing:
        each.result()
    seen = reading.result()
    assert room_seq(ceremony.pk) == total
    assert seen == sorted(seen)
    held = set(Comment.objects.values_list("seq", flat=True))
    assert held <= set(seen), "the last state of every comment came by"
    assert len(held) == WRITERS * EACH


def test_one_ref_sent_by_many_threads_at_once_is_one_comment(ceremony: Ceremony) -> None:
    def send() -> int:
        return post_comment(ceremony.pk, device="a", ref="r", name="", body="Chào").pk

    with ThreadPoolExecutor(8) as pool:
        found = {each.result() for each in [pool.submit(closing, send) for _ in range(8)]}
    assert len(found) == 1
    assert Room.objects.get(pk=ceremony.pk).seq == 1
