"""Group commit: what is posted while a transaction is under way goes into the next one.

Nobody waits on purpose: the first goes at once, and the slower the disk, the more share the next.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from realtime.errors import Busy
from realtime.hub.changes import Change
from realtime.hub.lanes import Runs
from realtime.services.drafts import Posting
from realtime.services.posting import Outcome, Posted, post_comments

MAX_GROUP = 100  # comments in one transaction: some 50 ms of it
MAX_WAITING = 500  # more than half a second of what a process can commit
Write = Callable[[Sequence[Posting]], list[Outcome]]
News = Callable[[int, list[Change]], None]


class Commits:
    """What this process was given to post. Used on the event loop's thread alone.

    `news` is told what was committed, by room, so that nobody has to read it back; a group from which
    nothing came is told, too, since whoever heard of it meanwhile waited for that.
    """

    def __init__(
        self, lane: Runs, news: News, write: Write = post_comments, bound: int = MAX_WAITING
    ) -> None:
        self._lane, self._news, self._write, self._bound = lane, news, write, bound
        self._waiting: deque[tuple[Posting, asyncio.Future[Posted]]] = deque()
        self._task: asyncio.Task[None] | None = None
        self._rooms: frozenset[int] = frozenset()

    def writing(self, ceremony_id: int) -> bool:
        """Whether a transaction for this room is under way here: its news come in a moment."""
        return ceremony_id in self._rooms

    async def post(self, posting: Posting) -> Posted:
        """Returned means committed. Raises Busy where too much waits, and what realtime.errors names."""
        if len(self._waiting) >= self._bound:
            raise Busy(1)
        done: asyncio.Future[Posted] = asyncio.get_running_loop().create_future()
        self._waiting.append((posting, done))
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())
        return await done

    async def _run(self) -> None:
        try:
            while self._waiting:
                group = [self._waiting.popleft() for _ in range(min(MAX_GROUP, len(self._waiting)))]
                await self._commit(group)
        finally:
            self._task = None

    async def _commit(self, group: list[tuple[Posting, asyncio.Future[Posted]]]) -> None:
        postings = [posting for posting, _ in group]
        outcomes: Sequence[Outcome]
        rooms = self._rooms = frozenset(posting.ceremony_id for posting in postings)
        try:
            outcomes, news = await self._lane.run(partial(_committed, self._write, postings))
        except Exception as error:  # the database is away: all of them are told
            outcomes, news = [error] * len(group), {}
        finally:
            self._rooms = frozenset()
        for (_, done), outcome in zip(group, outcomes, strict=True):
            if done.done():  # its socket is gone; what it said is kept all the same
                continue
            if isinstance(outcome, Exception):
                done.set_exception(outcome)
            else:
                done.set_result(outcome)
        for ceremony_id in rooms:
            self._news(ceremony_id, news.get(ceremony_id, []))


def _committed(write: Write, postings: Sequence[Posting]) -> tuple[list[Outcome], dict[int, list[Change]]]:
    """What became of each, and what is new in each room in the order of its numbers, encoded."""
    outcomes = write(postings)
    news: dict[int, list[Change]] = {}
    for outcome in outcomes:
        if isinstance(outcome, Posted) and not outcome.repeated:
            news.setdefault(outcome.comment.room_id, []).append(Change.of(outcome.comment))
    return outcomes, news
