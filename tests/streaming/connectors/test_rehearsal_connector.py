"""The rehearsal pages' connector, held to the contract over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from streaming.connectors.port import NoAnswer
from streaming.connectors.rehearsal import RehearsalConnector
from streaming.rehearsal.door import Door
from streaming.rehearsal.platform import Platform, Refusal
from tests.streaming.connectors.contract import ConnectorContract, World

CALL_S = 0.5


class Clock:
    """Each look at it takes a while, so that no test waits for a platform's slowness."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.2
        return self.now


@pytest.fixture
async def world() -> AsyncIterator[World]:
    platform = Platform("rtmp://127.0.0.1:1/rehearsal", now=Clock())
    door = Door(platform)
    server = await door.serve(0)
    api = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    def expire() -> None:
        platform.token = "another"

    def flood() -> None:
        platform.calls_in_window = 0

    def hang() -> None:
        door.hangs = True

    yield World(
        RehearsalConnector(api, call_s=CALL_S),
        platform.arrived,
        lambda live, author, text: platform.write(live, author, text).id,
        expire,
        flood,
        platform.delete,
        hang,
        CALL_S,
    )
    server.close()
    await server.wait_closed()


class TestRehearsalConnector(ConnectorContract):
    """All of it."""


async def test_an_address_where_nobody_answers_is_no_answer() -> None:
    with pytest.raises(NoAnswer):
        await RehearsalConnector("http://127.0.0.1:1").status("x")


TOO_MUCH = b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"


@pytest.mark.parametrize("said", [b"nonsense\r\n\r\n", TOO_MUCH])
async def test_who_speaks_no_http_is_hung_up_on_and_the_next_is_served(said: bytes) -> None:
    server = await Door(Platform("rtmp://x")).serve(0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said)
    assert await reader.read() == b""
    writer.close()
    assert (await RehearsalConnector(f"http://127.0.0.1:{port}").create("Lễ")).id
    server.close()


def told_after(moves: list[tuple[float, str]], at: float) -> str:
    """The status at a moment, of a platform to which things happened at earlier ones."""
    moment = [0.0]
    platform = Platform("rtmp://x", lag_s=2.0, now=lambda: moment[0])
    video = platform.create("Lễ", held=any(what == "start" for _, what in moves))
    for moment[0], what in moves:
        if what == "bytes":
            platform.arrived("rehearsal")
        else:
            getattr(platform, what)(video.id)
    moment[0] = at
    return platform.told(video.id)


FLOWS = [(second / 2, "bytes") for second in range(2, 21)]  # from 1.0 to 10.0


@pytest.mark.parametrize(
    ("moves", "at", "says"),
    [
        ([], 60.0, "created"),
        ([(1.0, "bytes")], 60.0, "ready"),
        (FLOWS, 2.9, "created"),  # two seconds late
        (FLOWS, 4.0, "ready"),  # two seconds of bytes were not there then
        (FLOWS, 5.1, "live"),
        (FLOWS, 14.9, "live"),  # the last bytes came at 10, it is dark at 13, told at 15
        (FLOWS, 15.1, "ready"),
        ([*FLOWS, (20.0, "bytes")], 22.5, "ready"),  # one packet is no picture
        ([*FLOWS, (10.5, "start")], 11.0, "ready"),  # planned ones wait for their start
        ([*FLOWS, (10.5, "end")], 12.6, "ended"),
        ([*FLOWS, (10.5, "end"), (11.0, "bytes"), (14.0, "bytes")], 60.0, "ended"),
    ],
)
def test_the_status_follows_the_bytes_and_is_some_seconds_late(
    moves: list[tuple[float, str]], at: float, says: str
) -> None:
    assert told_after(moves, at) == says


def test_a_persistent_key_feeds_the_newest_that_is_not_over_and_a_foreign_one_none() -> None:
    platform = Platform("rtmp://x", lag_s=0.0, now=Clock())
    first, second = platform.create("một"), platform.create("hai")
    platform.arrived("rehearsal")
    platform.arrived("foreign")
    assert [platform.told(it.id) for it in (first, second)] == ["created", "ready"]
    platform.end(second.id)
    platform.arrived("rehearsal")
    assert platform.told(first.id) == "ready"


def test_it_holds_a_bounded_number_of_videos_and_comments() -> None:
    platform = Platform("rtmp://x")
    videos = [platform.create(str(number)) for number in range(30)]
    with pytest.raises(Refusal) as gone:
        platform.video(videos[0].id)
    assert gone.value.status == 410
    for number in range(2100):
        platform.write(videos[-1].id, "A", str(number))
    remarks, cursor, more = platform.page(videos[-1].id, "1950", 100)
    assert (len(remarks), cursor, more) == (50, "2000", False)
