"""What a process wrote itself is handed on from memory, as long as nobody else's change lies between."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from events.announce import Announcement
from events.models import Ceremony
from realtime.hub import commits, hub
from realtime.hub import fresh as freshness
from realtime.hub import room as rooms
from realtime.hub.changes import Change
from realtime.hub.fresh import Fresh
from tests.realtime.conftest import Post
from tests.realtime.server import serving


def change(seq: int) -> Change:
    return Change(seq, seq, "d", True, False, "{}", "{}", "{}")


def after(fresh: Fresh, reached: int, **given: int) -> list[int]:
    return [each.seq for each in fresh.after(reached, **given)]


def test_what_follows_without_a_gap_is_given_in_order_whatever_the_order_of_its_coming() -> None:
    fresh = Fresh()
    fresh.add([change(3), change(4)])
    fresh.add([change(1), change(2), change(6)])
    assert after(fresh, 0) == [1, 2, 3, 4]
    assert after(fresh, 0, most=2) == [1, 2]
    assert after(fresh, 4) == []
    fresh.add([change(5)])
    assert after(fresh, 4) == [5, 6]


def test_what_was_handed_on_is_forgotten_and_nothing_grows() -> None:
    fresh = Fresh()
    for seq in range(1, freshness.MOST + 50):
        fresh.add([change(seq)])
    assert after(fresh, freshness.MOST - 1) == [freshness.MOST]
    assert after(fresh, freshness.MOST) == []
    fresh.add([change(freshness.MOST + 1)])
    assert after(fresh, freshness.MOST) == [freshness.MOST + 1]


@pytest.mark.django_db(transaction=True)
async def test_an_announcement_that_overtakes_its_own_news_is_not_read_back_either(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY_S", 3600.0)
    read: list[int] = []

    def counted(ceremony_id: int, reached: int) -> list[Change]:
        read.append(reached)
        return []

    monkeypatch.setattr(rooms, "read_changes", counted)
    async with serving() as web, web.open(f"/ws/ceremonies/{ceremony.slug}/") as viewer:
        await viewer.hear("snapshot")
        room = web.hub.rooms[ceremony.pk]
        honest, encoded, overtaken = web.hub.take, commits._committed, threading.Event()

        def late(*given: Any) -> Any:
            outcome = encoded(*given)
            overtaken.wait(10.0)  # the transaction ended, and what it wrote is not handed over yet
            return outcome

        def heard(said: Announcement) -> None:
            honest(said)
            overtaken.set()

        monkeypatch.setattr(web.hub.subscription, "_take", heard)
        monkeypatch.setattr(commits, "_committed", late)
        assert (await viewer.post("r1"))["seq"] == 1
        assert [event["seq"] for event in (await viewer.hear("batch"))["events"]] == [1]
        assert overtaken.is_set()
        assert (read, room.fanout.reached) == ([], 1)


@pytest.mark.django_db(transaction=True)
async def test_what_is_posted_here_is_not_read_back_and_what_another_wrote_between_is(
    ceremony: Ceremony, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    honest = rooms.read_changes

    def counted(ceremony_id: int, reached: int) -> Any:
        read.append(reached)
        return honest(ceremony_id, reached)

    monkeypatch.setattr(rooms, "read_changes", counted)
    monkeypatch.setattr(hub, "LOOK_EVERY_S", 3600.0)  # it would read what was announced a moment later
    async with serving() as web, web.open(f"/ws/ceremonies/{ceremony.slug}/") as viewer:
        await viewer.hear("snapshot")
        assert (await viewer.post("r1"))["seq"] == 1
        assert [event["seq"] for event in (await viewer.hear("batch"))["events"]] == [1]
        assert read == []

        with monkeypatch.context() as silent:  # another process, whose announcement was lost
            silent.setattr("events.announce._send_now", lambda said: None)
            (here,) = web.hub.rooms[ceremony.pk].fanout.viewers
            await sync_to_async(post)(device=here.device)
        assert (await viewer.post("r2"))["seq"] == 3
        batch = await viewer.hear("batch")
        assert (batch["from"], batch["to"]) == (1, 3)
        assert [event["seq"] for event in batch["events"]] == [2, 3]
        assert read[0] == 1
