"""This process's one place in the channel layer, joined to the group of every room that it serves."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from channels.layers import get_channel_layer

from events.announce import Announcement, group_of

log = logging.getLogger(__name__)
RENEW_S = 20.0  # a membership expires after 60 s, so that a crash leaves nothing behind
RETRY_S = 0.5
ANSWER_S = 1.0  # a layer that hangs must not hold up the look


class Subscription:
    """One channel, renewed memberships; what it loses, the look once a second finds."""

    def __init__(self, take: Callable[[Announcement], None]) -> None:
        self._take = take
        self._layer: Any = get_channel_layer()
        self._channel = ""
        self._task: asyncio.Task[None] | None = None
        self._renew_at = 0.0

    async def start(self) -> None:
        """Begin to listen."""
        self._channel = await self._layer.new_channel("hub")
        self._task = asyncio.get_running_loop().create_task(self._listen())

    async def stop(self, rooms: Iterable[int]) -> None:
        """Listen no more, and leave the groups."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        for ceremony_id in rooms:
            await self.leave(ceremony_id)

    async def join(self, ceremony_id: int) -> None:
        """Hear of this room; a layer that is down is no error, it is joined once it is back."""
        if not await self._quietly(self._layer.group_add, ceremony_id):
            self._renew_at = 0.0

    async def leave(self, ceremony_id: int) -> None:
        """Hear of it no more."""
        await self._quietly(self._layer.group_discard, ceremony_id)

    async def renew(self, rooms: Iterable[int]) -> None:
        """Join again where it is time to; also what heals a layer that forgot."""
        if time.monotonic() < self._renew_at:
            return
        self._renew_at = time.monotonic() + RENEW_S
        for ceremony_id in rooms:
            await self.join(ceremony_id)
            if not self._renew_at:
                return  # it is away: the next look tries again

    async def _quietly(self, call: Callable[..., Any], ceremony_id: int) -> bool:
        try:
            async with asyncio.timeout(ANSWER_S):
                await call(group_of(ceremony_id), self._channel)
        except Exception as error:  # whatever the layer's client raises
            log.warning("the channel layer does not answer: %s", type(error).__name__)
            return False
        return True

    async def _listen(self) -> None:
        while True:
            try:
                message = await self._layer.receive(self._channel)
            except Exception as error:
                log.warning("the channel layer broke off: %s", type(error).__name__)
                self._renew_at = 0.0
                await asyncio.sleep(RETRY_S)
                continue
            self._read(message)

    def _read(self, message: dict[str, Any]) -> None:
        try:
            said = Announcement.of(message)
        except (KeyError, TypeError, ValueError):
            log.warning("the channel layer brought something that is no announcement")
            return
        self._take(said)
