"""Coalescing: at once when it was quiet, once an interval when it is not, never twice at a time."""

from __future__ import annotations

import asyncio

import pytest

from realtime.hub.pace import Coalesced
from tests.realtime.loop import turn, until


async def test_the_first_ask_after_quiet_runs_at_once_and_the_next_ones_are_one() -> None:
    times: list[float] = []
    second = asyncio.Event()

    async def work() -> None:
        times.append(asyncio.get_running_loop().time())
        if len(times) == 2:
            second.set()

    paced = Coalesced(work, 0.05)
    began = asyncio.get_running_loop().time()
    paced.ask()
    await until(lambda: times)
    for _ in range(100):
        paced.ask()
    await until(second.is_set)
    assert times[0] - began < 0.04
    assert times[1] - times[0] >= 0.049
    assert len(times) == 2


async def test_an_ask_during_the_work_runs_it_once_more_and_never_at_the_same_time() -> None:
    running, seen, ended = 0, 0, asyncio.Event()

    async def work() -> None:
        nonlocal running, seen
        running += 1
        assert running == 1
        seen += 1
        if seen == 1:
            paced.ask()
            paced.ask()
        await turn(0.005)
        running -= 1
        if seen == 2:
            ended.set()

    paced = Coalesced(work, 0.01)
    paced.ask()
    await until(ended.is_set)
    assert seen == 2


async def test_work_that_fails_is_logged_and_can_be_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    done = asyncio.Event()
    tries = 0

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            paced.ask()
            raise ConnectionError("the database's address and password")
        done.set()

    paced = Coalesced(work, 0.001)
    paced.ask()
    await until(done.is_set)
    assert "ConnectionError" in caplog.text
    assert "password" not in caplog.text


async def test_after_stop_nothing_runs() -> None:
    async def work() -> None:
        raise AssertionError

    paced = Coalesced(work, 0)
    paced.ask()
    paced.stop()
    await turn(0.01)
    assert paced._task is None


async def test_now_never_runs_beside_a_scheduled_one_and_those_who_wait_share_a_run() -> None:
    running, seen = 0, 0

    async def work() -> None:
        nonlocal running, seen
        running += 1
        assert running == 1
        seen += 1
        await turn(0.005)
        running -= 1

    paced = Coalesced(work, 0)
    paced.ask()
    await until(lambda: running)
    paced.ask()
    await asyncio.gather(*(paced.now() for _ in range(5)))
    assert seen <= 4, "five who wait need two runs at most, beside two that were scheduled"
    paced.stop()
