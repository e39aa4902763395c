"""What waits, away from the loop: the database, the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections

Got = TypeVar("Got")
_disk = ThreadPoolExecutor(1, thread_name_prefix="disk")  # nobody else's, so that nobody holds it up


async def on_disk(work: Callable[[], Got]) -> Got:
    """Live files are written in one thread of their own."""
    return await asyncio.get_running_loop().run_in_executor(_disk, work)


def in_thread(work: Callable[[], Got]) -> asyncio.Future[Got]:
    """The database is used in one thread beside the loop, with a connection that still stands."""

    def careful() -> Got:
        close_old_connections()
        return work()

    return asyncio.ensure_future(sync_to_async(careful)())
