"""Looks at the network that must not hold up a step: is an address allowed now, does a page's port answer."""

from __future__ import annotations

import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from streaming.errors import TargetRefused
from streaming.greeting import NoGreeting
from streaming.srt_page import greet_srt
from streaming.targets import Target, Use, check_target
from streaming.worker.plan import Key

FRESH_S = 3.0
PROBE_EVERY_S = 2.0
PROBE_WITHIN_S = 1.5
# Of its own: names that nobody answers may hold every thread here, and hold up nothing else.
_looking = ThreadPoolExecutor(8, thread_name_prefix="look")
PREFIX = {Use.PAGE: "page", Use.PULL: "source"}


@dataclass(frozen=True)
class Verdict:
    """`fault` is "" for an address that may be used now."""

    url: str
    fault: str
    at: float


class Gate:
    """check_target again right before every start, since a name can point elsewhere by now."""

    def __init__(self) -> None:
        self._verdicts: dict[Key, Verdict] = {}
        self._tasks: dict[Key, asyncio.Task[None]] = {}

    def ask(self, key: Key, url: str, use: Use, now: float) -> Verdict | None:
        """A verdict of the last seconds; None while it is being found."""
        known = self._verdicts.get(key)
        if known is not None and known.url == url and now - known.at < FRESH_S:
            return known
        if key not in self._tasks:
            self._tasks[key] = asyncio.create_task(self._look(key, url, use))
        return None

    async def _look(self, key: Key, url: str, use: Use) -> None:
        try:
            fault = await asyncio.get_running_loop().run_in_executor(_looking, _fault, url, use)
            self._verdicts[key] = Verdict(url, fault, time.monotonic())
        finally:
            del self._tasks[key]

    async def settle(self) -> None:
        """Wait for what is being looked up."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)


def _fault(url: str, use: Use) -> str:
    try:
        check_target(url, use)
    except TargetRefused as refused:
        reason = "name_not_found" if refused.reason == "not_found" else "address_refused"
        return f"{PREFIX[use]}_{reason}"
    return ""


class Prober:
    """Knocks at unreachable pages every two seconds, so that a server's return is seen at once."""

    def __init__(self) -> None:
        self._last: dict[Key, float] = {}
        self._tasks: dict[Key, asyncio.Task[bool]] = {}

    def knock(self, key: Key, address: str, now: float) -> bool:
        """True once when somebody has answered since the last call."""
        task = self._tasks.get(key)
        if task is not None:
            if not task.done():
                return False
            del self._tasks[key]
            if task.result():
                return True
        if now - self._last.get(key, 0.0) >= PROBE_EVERY_S:
            self._last[key] = now
            self._tasks[key] = asyncio.create_task(_answers(address))
        return False


async def _answers(address: str) -> bool:
    try:
        asking = asyncio.get_running_loop().run_in_executor(_looking, check_target, address, Use.PAGE)
        target = await asking
    except TargetRefused:
        return False
    for ip in target.addresses[:3]:
        if await (_speaks_srt if target.scheme == "srt" else _connects)(target, ip):
            return True
    return False


async def _speaks_srt(target: Target, ip: str) -> bool:
    until = time.monotonic() + PROBE_WITHIN_S
    try:
        await asyncio.get_running_loop().run_in_executor(_looking, greet_srt, ip, target.port, until)
    except NoGreeting:
        return False
    return True


async def _connects(target: Target, ip: str) -> bool:
    try:
        opening = asyncio.open_connection(ip, target.port)
        _, writer = await asyncio.wait_for(opening, PROBE_WITHIN_S)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True
