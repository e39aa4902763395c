"""The hub lives as long as the server: entered by config.asgi at ASGI's lifespan."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from events import bus
from events.announce import Announcement, bind_loop
from realtime.hub import hub

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[hub.Hub]:
    """Listen to the layer and the local bus, serve sockets; at the end close them with 1012."""
    ours = hub.Hub()

    def datagram(raw: bytes) -> None:
        try:
            said = Announcement.decode(raw)
        except ValueError:
            log.warning("the local bus brought something that is no announcement")
        else:
            ours.take(said)

    await ours.start()
    bind_loop(asyncio.get_running_loop())
    hub.set_current(ours)
    try:
        async with bus.listening(datagram):
            yield ours
    finally:
        hub.set_current(None)
        bind_loop(None)
        await ours.stop()
