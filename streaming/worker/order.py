"""What a host is asked to start, and what is known of it before its first word."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streaming.host.child import State
from streaming.host.record import Record, read
from streaming.worker.link import HostSilent
from streaming.worker.plan import Key

APPEARS_WITHIN_S = 5.0


@dataclass(frozen=True)
class Order:
    """What to start. `mask`: words that must not be kept from what it says."""

    key: Key
    run: int
    argv: list[str]
    meta: dict[str, Any]
    mask: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


async def appeared(path: Path) -> Record:
    """Its host, once it has said who it is. Raises HostSilent."""
    deadline = time.monotonic() + APPEARS_WITHIN_S
    while time.monotonic() < deadline:
        known = read(path)
        if known is not None and known.alive:
            return known
        await asyncio.sleep(0.02)  # the host takes a tenth of a second to start
    raise HostSilent


def fresh(order: Order, pid: int) -> State:
    """What the host will say in a moment."""
    return {
        "key": str(order.key),
        "run": order.run,
        "pid": pid,
        "meta": order.meta,
        "started_at": time.time(),
        "age_s": 0.0,
        "progress": None,
        "stopping": False,
        "exit": None,
        "tail": [],
    }
