"""Letting the event loop run: a few turns, or until a condition holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LOOK_EVERY_S, PATIENCE_S = 0.005, 10.0


async def turn(after_s: float = 0.0) -> None:
    """Whatever is ready by then has run."""
    loop = asyncio.get_running_loop()
    passed: asyncio.Future[None] = loop.create_future()
    loop.call_later(after_s, passed.set_result, None)
    await passed


async def settle() -> None:
    """Let everything that is ready run, and what follows from it."""
    for _ in range(10):
        await turn()


async def until(condition: Callable[[], object]) -> None:
    """Wait for the condition; fails after ten seconds."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await turn(LOOK_EVERY_S)
