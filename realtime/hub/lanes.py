"""Threads of our own for the database, each with one connection and a bounded line of work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from django.db import connections

from realtime.errors import Busy

Result = TypeVar("Result")


class Runs(Protocol):
    """Runs a blocking function and waits for it without blocking the loop."""

    async def run(self, work: Callable[[], Result]) -> Result:
        """The function's result, or what it raised; Busy where too much is waiting."""
        ...


class Lane:
    """One thread: what is asked for is done in its order."""

    def __init__(self, name: str, bound: int) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=f"hub-{name}")
        self._bound = bound
        self._waiting = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """Raises Busy where `bound` pieces of work are waiting already."""
        if self._waiting >= self._bound:
            raise Busy(1)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, _connected, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Finish what was begun, close the connection, end the thread."""
        self._executor.submit(connections.close_all)
        self._executor.shutdown(wait=True)


def _connected(work: Callable[[], Result]) -> Result:
    """Renew a connection that the server closed. SQLite's is kept: opening it costs more than a read."""
    for connection in connections.all(initialized_only=True):
        if connection.vendor != "sqlite" or connection.errors_occurred:
            connection.close_if_unusable_or_obsolete()
    return work()
