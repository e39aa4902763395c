"""Doing something soon after it is asked for, but not more often than useful."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Coalesced:
    """Runs `work` at once when it was quiet, else once an interval; never twice at the same time.

    Work that fails is logged and is not tried again by itself: the room looks once a second.
    """

    def __init__(self, work: Callable[[], Awaitable[None]], interval_s: float) -> None:
        self._work = work
        self.interval_s = interval_s
        self._began = float("-inf")
        self._one = asyncio.Lock()
        self._runs = self._succeeded = 0  # numbers of runs: the last begun, the last that went well
        self._asked = False
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Let it run; many asks before it runs are one."""
        self._asked = True
        if self._timer is None and self._task is None:
            self._schedule()

    async def now(self) -> None:
        """Wait for a run that begins from now on; all who wait share it. Raises what the work raises."""
        before = self._runs
        async with self._one:
            if self._succeeded <= before:
                await self._once()

    def stop(self) -> None:
        """Run no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    def _schedule(self) -> None:
        loop = asyncio.get_running_loop()
        wait = max(0.0, self._began + self.interval_s - loop.time())
        self._timer = loop.call_later(wait, self._start)

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer, self._asked, self._began = None, False, loop.time()
        self._task = loop.create_task(self._run())

    async def _run(self) -> None:
        try:
            async with self._one:
                await self._once()
        except Exception as error:  # the database may be away: the next look tries again
            log.warning("a room could not be read: %s", type(error).__name__)
        finally:
            self._task = None
        if self._asked:
            self._schedule()

    async def _once(self) -> None:
        self._runs += 1
        await self._work()
        self._succeeded = self._runs
