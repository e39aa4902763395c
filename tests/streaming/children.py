"""Processes for a host to own, and what it says of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.host.record import Record
from streaming.worker.fleet import Fleet
from streaming.worker.order import Order
from streaming.worker.plan import Key, What
from tests.waiting import eventually_async

KEY = Key(What.RELAY, 1, 1)
PYTHON = [sys.executable, "-u", "-c"]
WAITS = [*PYTHON, "import signal; signal.pause()"]
STUBBORN = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stderr.write("ready\\n")
while True: signal.pause()
"""


def order(argv: list[str], run: int = 1, key: Key = KEY, **more: Any) -> Order:
    return Order(key, run, argv, {"spec": "s"}, **more)


async def ended(fleet: Fleet, key: Key = KEY) -> Any:
    """The child's state once it has ended."""

    async def look() -> Any:
        state = (await fleet.look()).get(key)
        return state if state and state["exit"] else None

    return await eventually_async(look, within_s=10)


def host_of(run_dir: Path, name: str = hosts.RELAYS) -> Record:
    (found,) = [known for known in hosts.found(run_dir) if known.name == name]
    return found
