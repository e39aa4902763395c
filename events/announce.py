"""The one port to the websockets: say that something changed, after it is committed.

An announcement carries no data, only what to look at; each web process then reads the database. (Meters,
counts of viewers and reactions alone say what they show, since no row holds it.)
So a lost one costs the second until the next look, and a failed one never fails a request.

Between processes it travels through the channel layer when that is shared (Redis). The in-memory
layer is not, so there a process without sockets of its own (the worker, a command) sends the
announcement as one datagram to the Unix socket of each web process (see events.bus).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.db import transaction

from events import bus

log = logging.getLogger(__name__)
MESSAGE_TYPE = "announce"
DELIVERY_S = 2.0  # a layer that hangs is as good as one that is down


class What(StrEnum):
    """What has changed about a ceremony."""

    COMMENTS = "comments"  # its room reached `seq`
    ROOM = "room"  # the room's settings
    CEREMONY = "ceremony"  # text, review, state, a new version
    RUNDOWN = "rundown"  # segments or the cue
    BROADCAST = "broadcast"  # desired or observed state of the stream
    LEVELS = "levels"  # the program's meters moved; this and the next two carry what they say
    PRESENCE = "presence"  # how many watch at one web process
    REACTIONS = "reactions"  # the hearts and flags that one web process was sent
    ACCESS = "access"  # somebody's roles: standing sockets ask again


CARRIED = frozenset({What.LEVELS, What.PRESENCE, What.REACTIONS})


@dataclass(frozen=True)
class Announcement:
    """What changed, about which ceremony; `seq` only for COMMENTS, `data` (a JSON text) for the CARRIED."""

    ceremony_id: int
    what: What
    seq: int = 0
    data: str = ""

    def told(self) -> dict[str, Any]:
        """What goes over the wire; by hand, since several a second leave and `asdict` copies deeply."""
        return {"ceremony_id": self.ceremony_id, "what": self.what.value, "seq": self.seq, "data": self.data}

    def encode(self) -> bytes:
        """For the local bus."""
        return json.dumps(self.told()).encode()

    @classmethod
    def decode(cls, raw: bytes) -> Announcement:
        """The reverse; raises ValueError on anything else."""
        try:
            return cls.of(json.loads(raw))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("not an announcement") from error

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Announcement:
        """As another process told it. Raises KeyError, TypeError, ValueError."""
        data = str(told.get("data", ""))
        return cls(int(told["ceremony_id"]), What(told["what"]), int(told["seq"]), data)


def group_of(ceremony_id: int) -> str:
    """The layer's group for one ceremony; an integer, so that no user text ever names a group."""
    return f"ceremony.{ceremony_id}"


class _Loop:
    """The event loop of this process, where it has one that serves sockets."""

    loop: asyncio.AbstractEventLoop | None = None
    kept: set[asyncio.Task[None]] = set()


def bind_loop(loop: asyncio.AbstractEventLoop | None) -> None:
    """Called once by the web process: announcements from its threads wake this loop."""
    _Loop.loop = loop


def announce_on_commit(announcement: Announcement) -> None:
    """Tell everybody after the present transaction commits; never raises after the commit."""
    transaction.on_commit(partial(_send_now, announcement), robust=True)


def announce_now(announcement: Announcement) -> None:
    """Tell of what is in no transaction; never waits, never raises."""
    try:
        _send_now(announcement)
    except OSError as error:
        log.debug("announcement not sent: %s", type(error).__name__)


def _send_now(announcement: Announcement) -> None:
    loop = _Loop.loop
    if loop is not None and loop.is_running():
        # async_to_sync(group_send) from a thread was seen 2-5 s late; this wakes the loop itself.
        loop.call_soon_threadsafe(_start_send, announcement)
    elif isinstance(get_channel_layer(), InMemoryChannelLayer):
        bus.send_to_all(announcement.encode())
    else:
        asyncio.run(deliver(announcement))


def _start_send(announcement: Announcement) -> None:
    task = asyncio.get_running_loop().create_task(deliver(announcement))
    _Loop.kept.add(task)
    task.add_done_callback(_Loop.kept.discard)


async def deliver(announcement: Announcement) -> None:
    """Hand one announcement to the channel layer; a layer that is down is logged and healed by the look."""
    layer: Any = get_channel_layer()
    message = {"type": MESSAGE_TYPE, **announcement.told()}
    try:
        async with asyncio.timeout(DELIVERY_S):
            await layer.group_send(group_of(announcement.ceremony_id), message)
    except Exception as error:  # whatever the layer's client raises, the change is already committed
        # Four of these a second would drown all else that is said while a layer is away.
        level = logging.DEBUG if announcement.what in CARRIED else logging.WARNING
        log.log(level, "announcement not delivered: %s", type(error).__name__)
