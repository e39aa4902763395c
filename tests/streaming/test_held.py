"""Playlists that are answered when the next segment is there, for players that ask for it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import AsyncClient

from events.models import Ceremony
from streaming.api import held
from tests.waiting import eventually_async

HEAD = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:7\n"
TAG = held.TAG.decode()
pytestmark = pytest.mark.django_db(transaction=True)


def written(folder: Path, segments: int, end: str = "") -> None:
    lines = [f"#EXTINF:1.000000,\nseg-1-{number}.ts\n" for number in range(7, 7 + segments)]
    fresh = folder / ".fresh"
    fresh.write_text(HEAD + "".join(lines) + end)
    fresh.replace(folder / "program.m3u8")


class Player:
    """One that would rather wait."""

    def __init__(self, slug: str) -> None:
        self._path, self._client = f"/live/{slug}/program.m3u8", AsyncClient()

    async def ask(self, segment: int | None = None, prefer: str = "wait") -> HttpResponse:
        query = {} if segment is None else {"_HLS_msn": str(segment)}
        headers = {"Prefer": prefer} if prefer else {}
        answer = await self._client.get(self._path, query, headers=headers)
        assert isinstance(answer, HttpResponse)
        return answer


@pytest.fixture
def player(ceremony: Ceremony, live_folder: Path) -> Player:
    written(live_folder, 3)
    return Player(ceremony.slug)


async def test_what_is_asked_for_before_it_is_there_is_answered_when_it_is(
    player: Player, live_folder: Path
) -> None:
    first = await player.ask()
    assert TAG in first.content.decode()
    asking = [asyncio.create_task(player.ask(10)) for _ in range(20)]
    done, _ = await asyncio.wait(asking, timeout=0.3)
    assert not done
    written(live_folder, 4)
    for answer in await asyncio.wait_for(asyncio.gather(*asking), 2):
        assert "seg-1-10.ts" in answer.content.decode()
    assert not held._held
    assert not held._looks


async def test_one_that_does_not_ask_for_it_is_told_nothing_of_it_and_answered_at_once(
    player: Player,
) -> None:
    answer = await asyncio.wait_for(player.ask(10, prefer=""), 2)
    assert TAG not in answer.content.decode()
    assert answer["Content-Type"] == "application/vnd.apple.mpegurl"


@pytest.mark.parametrize("segment", [0, 9, 12, 10**11])
async def test_what_is_there_or_far_ahead_is_not_waited_for(player: Player, segment: int) -> None:
    answer = await asyncio.wait_for(player.ask(segment), 2)
    assert "seg-1-9.ts" in answer.content.decode()


async def test_nothing_follows_the_end(player: Player, live_folder: Path) -> None:
    written(live_folder, 3, "#EXT-X-ENDLIST\n")
    assert "ENDLIST" in (await asyncio.wait_for(player.ask(10), 2)).content.decode()


async def test_a_program_that_stands_still_is_told_after_a_while(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "AT_MOST_S", 0.2)
    assert "seg-1-9.ts" in (await asyncio.wait_for(player.ask(10), 2)).content.decode()


async def test_a_folder_that_goes_meanwhile_is_answered_with_what_was_there(
    player: Player, live_folder: Path
) -> None:
    asking = asyncio.create_task(player.ask(10))
    done, _ = await asyncio.wait([asking], timeout=0.2)
    assert not done
    (live_folder / "program.m3u8").unlink()
    assert "seg-1-9.ts" in (await asyncio.wait_for(asking, 2)).content.decode()
    assert (await player.ask()).status_code == 404


async def test_over_the_bound_all_are_answered_at_once(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MOST", 0)
    assert TAG not in (await asyncio.wait_for(player.ask(10), 2)).content.decode()


async def test_a_player_that_goes_is_no_longer_counted(player: Player) -> None:
    asking = asyncio.create_task(player.ask(10))

    async def counted() -> bool:
        return len(held._held) == 1

    await eventually_async(counted, within_s=5)
    asking.cancel()
    await asyncio.wait([asking])
    assert not held._held
