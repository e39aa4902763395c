"""One slow reader waits in its own line, is dropped beyond a bound, and delays nobody."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from realtime.frames import CloseCode
from realtime.hub import outlet as module
from realtime.hub.outlet import Outlet
from realtime.hub.wire import aborting, innermost
from tests.realtime.loop import settle, turn, until


class Wire:
    """A server's `send` whose peer may stop reading, as uvicorn's does."""

    def __init__(self) -> None:
        self.writable = asyncio.Event()
        self.writable.set()
        self.sent: list[Any] = []
        self.broken = False
        self.aborted = 0

    async def send(self, message: dict[str, Any]) -> None:
        await self.writable.wait()
        if self.broken:
            raise OSError("gone")
        message.get("text", "").encode()  # as uvicorn does
        self.sent.append(message.get("text", message.get("code")))

    def abort(self) -> None:
        self.aborted += 1

    def outlet(self) -> Outlet:
        return Outlet(self.send, self.abort)


@pytest.fixture
async def wire() -> Wire:
    return Wire()


def other_tasks() -> int:
    return len(asyncio.all_tasks()) - 1


async def test_a_reader_that_keeps_up_costs_no_task_and_no_queue(wire: Wire) -> None:
    outlet = wire.outlet()
    for number in range(1000):
        outlet.offer(str(number))
    assert wire.sent == [str(number) for number in range(1000)]
    assert (outlet.slow, outlet._queue, other_tasks()) == (False, None, 0)


async def test_a_reader_that_stops_for_a_while_gets_everything_in_order(wire: Wire) -> None:
    outlet = wire.outlet()
    outlet.offer("1")
    wire.writable.clear()
    for number in (2, 3, 4):
        outlet.offer(str(number))
    assert (wire.sent, outlet.slow) == (["1"], True)
    await settle()
    wire.writable.set()
    await settle()
    assert (wire.sent, outlet.slow, other_tasks()) == (["1", "2", "3", "4"], False, 0)
    outlet.offer("5")
    assert wire.sent[-1] == "5"


async def test_it_can_stall_again_while_it_catches_up(wire: Wire) -> None:
    outlet = wire.outlet()
    wire.writable.clear()
    for number in range(5):
        outlet.offer(str(number))
    for _ in range(5):
        wire.writable.set()
        await turn()
        wire.writable.clear()
        await settle()
    wire.writable.set()
    await settle()
    assert wire.sent == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("frames", "text", "dropped"),
    [
        (65, "a", False),
        (66, "a", True),
        (5, "a" * 60_000, False),
        (6, "a" * 60_000, True),
        (6, "ế" * 20_000, True),
    ],
)
async def test_beyond_the_bound_it_is_dropped_with_4408(
    wire: Wire, frames: int, text: str, dropped: bool
) -> None:
    outlet = wire.outlet()
    wire.writable.clear()
    for _ in range(frames):
        outlet.offer(text)
    assert outlet.closed is dropped
    wire.writable.set()
    await settle()
    await until(lambda: len(wire.sent) == (1 if dropped else frames))
    assert (CloseCode.TOO_SLOW in wire.sent) is dropped
    assert wire.aborted == 0


async def test_one_frame_that_never_leaves_drops_it_and_cuts_the_connection(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_STALL_S", 0.01)
    monkeypatch.setattr(module, "CLOSE_GRACE_S", 0.01)
    outlet = wire.outlet()
    wire.writable.clear()
    outlet.offer("1")
    await until(lambda: wire.aborted)
    assert (outlet.closed, wire.sent) == (True, [])


async def test_a_connection_that_broke_is_noticed_and_asked_no_more(wire: Wire) -> None:
    outlet = wire.outlet()
    wire.broken = True
    outlet.offer("1")
    outlet.offer("2")
    assert (outlet.closed, wire.sent, wire.aborted) == (True, [], 1)


@pytest.mark.parametrize("waits", [False, True])
async def test_a_frame_that_cannot_be_encoded_cuts_its_own_socket(wire: Wire, waits: bool) -> None:
    outlet = wire.outlet()
    if waits:
        wire.writable.clear()
        outlet.offer("1")
    outlet.offer("\ud800")
    wire.writable.set()
    await settle()
    assert (outlet.closed, wire.sent, wire.aborted) == (True, ["1"] * waits, 1)
    assert other_tasks() == 0


async def test_a_slow_connection_that_breaks_ends_its_task(wire: Wire) -> None:
    outlet = wire.outlet()
    wire.writable.clear()
    outlet.offer("1")
    wire.broken = True
    wire.writable.set()
    await settle()
    assert (outlet.closed, other_tasks()) == (True, 0)


async def test_a_slow_reader_that_leaves_leaves_no_task_behind(wire: Wire) -> None:
    outlet = wire.outlet()
    wire.writable.clear()
    outlet.offer("1")
    outlet.gone()
    await settle()
    assert other_tasks() == 0


async def test_a_close_is_sent_once_and_throws_away_what_waits(wire: Wire) -> None:
    outlet = wire.outlet()
    wire.writable.clear()
    outlet.offer("1")
    outlet.offer("2")
    outlet.close(CloseCode.NOT_PERMITTED)
    outlet.close(CloseCode.RESTART)
    outlet.offer("3")
    wire.writable.set()
    await settle()
    assert wire.sent == [CloseCode.NOT_PERMITTED]


async def test_one_stalled_reader_delays_nobody() -> None:
    stalled, wires = Wire(), [Wire() for _ in range(20)]
    stalled.writable.clear()
    outlets = [stalled.outlet(), *(wire.outlet() for wire in wires)]
    for number in range(50):
        for outlet in outlets:
            outlet.offer(str(number))
    assert all(len(wire.sent) == 50 for wire in wires), "all in one step of the loop"
    outlets[0].gone()
    await settle()


async def test_the_cut_finds_the_transport_through_the_session_wrapper() -> None:
    class Transport(asyncio.Transport):
        aborted = False

        def abort(self) -> None:
            self.aborted = True

    class Protocol:
        transport = Transport()

        async def send(self, message: Any) -> None: ...

    class Wrapper:
        def __init__(self, send: Any) -> None:
            self.real_send = send

        async def send(self, message: Any) -> None: ...

    protocol = Protocol()
    aborting(innermost(Wrapper(protocol.send).send))()
    assert protocol.transport.aborted
    aborting(print)()
