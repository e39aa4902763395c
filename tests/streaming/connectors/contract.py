"""What every connector is held to, whichever platform is behind it: give the subclass a `world` fixture."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from streaming.connectors.port import Connector, Gone, NoAnswer, NotThere, Phase, RateLimited, TokenExpired
from tests.waiting import eventually_async


@dataclass
class World:
    """A connector with a platform that a test can move. `send(key)`: bytes arrive at the ingest now."""

    connector: Connector
    send: Callable[[str], None]
    write: Callable[[str, str, str], str]
    expire: Callable[[], None]
    flood: Callable[[], None]
    delete: Callable[[str], None]
    hang: Callable[[], None]
    call_s: float


class ConnectorContract:
    """The questions are put to the connector alone; the platform is moved by `World`."""

    async def until(self, world: World, live_id: str, phase: Phase, key: str = "") -> None:
        async def look() -> bool:
            if key:
                world.send(key)
            return (await world.connector.status(live_id)).phase is phase

        await eventually_async(look, 10)

    async def test_a_new_live_video_says_where_to_send_and_keeps_its_key_out_of_sight(
        self, world: World
    ) -> None:
        live = await world.connector.create("Lễ thượng cờ")
        assert live.ingest.startswith(("rtmp://", "rtmps://", "srt://"))
        assert live.public_url.startswith("https://")
        assert live.key
        assert live.key not in repr(live)
        assert (await world.connector.status(live.id)).phase is Phase.CREATED

    async def test_it_is_live_only_while_bytes_arrive_and_ended_for_good(self, world: World) -> None:
        live = await world.connector.create("Lễ")
        await world.connector.start(live.id)
        assert (await world.connector.status(live.id)).phase is not Phase.LIVE
        assert await world.connector.viewers(live.id) is None
        await self.until(world, live.id, Phase.LIVE, key=live.key)
        assert await world.connector.viewers(live.id) is not None
        await self.until(world, live.id, Phase.READY)
        for _ in range(2):
            await world.connector.end(live.id)
        await self.until(world, live.id, Phase.ENDED, key=live.key)

    async def test_comments_come_page_by_page_each_once_and_the_last_cursor_waits_for_more(
        self, world: World
    ) -> None:
        live = await world.connector.create("Lễ")
        for number in range(5):
            world.write(live.id, "Cô Hoa", f"lời chúc {number}")
        first = await world.connector.comments(live.id, limit=3)
        rest = await world.connector.comments(live.id, after=first.cursor, limit=3)
        assert [it.text for it in (*first.remarks, *rest.remarks)] == [f"lời chúc {n}" for n in range(5)]
        assert (first.more, rest.more) == (True, False)
        world.write(live.id, "Bác Tư", "đến muộn")
        (late,) = (await world.connector.comments(live.id, after=rest.cursor)).remarks
        assert (late.author, late.text, late.at.tzinfo is not None) == ("Bác Tư", "đến muộn", True)

    async def test_a_comment_is_hidden_and_answered_and_one_that_is_not_there_is_neither(
        self, world: World
    ) -> None:
        live = await world.connector.create("Lễ")
        number = world.write(live.id, "A", "xấu")
        for _ in range(2):
            await world.connector.hide(number)
        assert [it.hidden for it in (await world.connector.comments(live.id)).remarks] == [True]
        assert await world.connector.reply(number, "Cảm ơn") != number
        with pytest.raises(NotThere):
            await world.connector.hide(f"{live.id}_99")

    async def test_what_never_was_and_what_was_deleted_are_told_apart(self, world: World) -> None:
        with pytest.raises(NotThere):
            await world.connector.status("no/such thing?x=1")
        live = await world.connector.create("Lễ")
        world.delete(live.id)
        with pytest.raises(Gone):
            await world.connector.status(live.id)

    async def test_an_expired_login_is_called_so(self, world: World) -> None:
        live = await world.connector.create("Lễ")
        world.expire()
        with pytest.raises(TokenExpired):
            await world.connector.status(live.id)

    async def test_who_asks_too_often_is_told_how_long_to_wait(self, world: World) -> None:
        live = await world.connector.create("Lễ")
        world.flood()
        with pytest.raises(RateLimited) as told:
            await world.connector.status(live.id)
        assert 0 < told.value.retry_after <= 3600

    async def test_a_platform_that_hangs_holds_nobody_longer_than_a_call_may_take(self, world: World) -> None:
        live = await world.connector.create("Lễ")
        world.hang()
        began = time.monotonic()
        asked = [world.connector.status(live.id) for _ in range(3)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(it) for it in answers] == [NoAnswer] * 3
        assert time.monotonic() - began < world.call_s + 2
