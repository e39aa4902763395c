"""Waiting for a condition: the only place in the tests where time passes on purpose."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Found = TypeVar("Found")
LOOK_EVERY_S = 0.05


def eventually(
    condition: Callable[[], Found], within_s: float, told: Callable[[], object] | None = None
) -> Found:
    """The condition's first true value; fails after `within_s` seconds with what `told` says."""
    deadline = time.monotonic() + within_s
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within_s} s: {told() if told else condition}")
        time.sleep(LOOK_EVERY_S)


async def eventually_async(
    condition: Callable[[], Awaitable[Found]], within_s: float, told: Callable[[], object] | None = None
) -> Found:
    """The same for a condition that has to be awaited."""
    deadline = time.monotonic() + within_s
    while True:
        found = await condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within_s} s: {told() if told else condition}")
        await asyncio.sleep(LOOK_EVERY_S)
