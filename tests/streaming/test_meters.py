"""The meters of a program on air: moving, small, and without a word in the database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest

from events.announce import Announcement, What
from streaming.models import Source
from streaming.worker import meters
from streaming.worker.fleet import Fleet
from streaming.worker.meters import Meters
from tests.streaming.stage import Stage
from tests.waiting import eventually_async

Said = list[dict[str, Any]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """What was told of broadcast 7, or of the stage's."""
    heard: Said = []

    def hear(announcement: Announcement) -> None:
        assert announcement.what is What.LEVELS
        heard.append(json.loads(announcement.data))

    monkeypatch.setattr(meters, "announce_now", hear)
    return heard


class Told:
    """Mixers that say what a test has them say."""

    def __init__(self) -> None:
        self.pid, self.entries = 41, [level(1, -30.0, -40.0), level(2, -3.0, -20.0), level(3, -12.0, -20.0)]

    def mixers(self) -> Mapping[int, int]:
        return {7: self.pid}

    async def levels(self, broadcast: int, after: int) -> dict[str, Any]:
        return {"levels": [one for one in self.entries if one["n"] > after], "lufs_s": -18.2}


def level(n: int, peak: float, rms: float) -> dict[str, Any]:
    return {"n": n, "peak": [peak, peak - 1], "rms": [rms, rms]}


async def test_a_peak_between_two_frames_is_seen_and_none_is_told_twice(said: Said) -> None:
    told = Told()
    looking = Meters(cast("Fleet", told))
    await looking.look()
    assert said == [{"peak_db": [-3.0, -4.0], "rms_db": [-21.7, -21.7], "lufs_s": -18.2}]
    await looking.look()
    assert len(said) == 1, "nothing new was heard"
    told.entries.append(level(4, -9.0, -15.0))
    await looking.look()
    assert said[1]["peak_db"] == [-9.0, -10.0]


async def test_a_mixer_that_hangs_is_asked_once_and_holds_up_no_other(said: Said) -> None:
    told, hanging = Told(), asyncio.Event()
    asked: list[int] = []

    async def levels(broadcast: int, after: int) -> dict[str, Any]:
        asked.append(broadcast)
        if broadcast == 8:
            await hanging.wait()
        return await Told.levels(told, broadcast, after)

    mixers = SimpleNamespace(mixers=lambda: {7: 41, 8: 42}, levels=levels)
    looking = Meters(cast("Fleet", mixers))
    await looking.look()
    assert len(said) == 1
    told.entries.append(level(4, -9.0, -15.0))
    await looking.look()
    assert (len(said), sorted(asked)) == (2, [7, 7, 8])
    hanging.set()
    await looking.look()
    assert len(said) == 3


async def test_a_new_mixer_that_counts_from_one_again_is_heard_at_once(said: Said) -> None:
    told = Told()
    looking = Meters(cast("Fleet", told))
    await looking.look()
    told.pid, told.entries = 42, [level(1, -6.0, -18.0)]
    await looking.look()
    assert [one["peak_db"][0] for one in said] == [-3.0, -6.0]


@pytest.mark.django_db(transaction=True)
async def test_on_air_the_meters_move_and_after_the_end_they_say_nothing(
    stage: Stage, test_card: Source, said: Said
) -> None:
    looking = Meters(stage.worker.fleet)
    await looking.look()
    assert said == [], "nobody is on air"
    await stage.start(test_card)
    await stage.until(lambda: stage.program().showing == "source")

    async def beeps() -> bool:
        await looking.look()
        return any(one["peak_db"][0] > -40 for one in said)

    await eventually_async(beeps, 15, told=lambda: said)
    assert len(json.dumps(said[-1])) < 120
    await stage.stop()
    await stage.until(lambda: stage.program().state == "stopped")
    before = len(said)
    await looking.look()
    assert len(said) == before
