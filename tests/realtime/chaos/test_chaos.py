"""Random kills of web processes, Redis and connections under load: all end with the same list, none twice."""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import tempfile
import time
from collections import Counter
from pathlib import Path

import psycopg
import pytest

from tests.figures import Figure
from tests.realtime.chaos.town import Person, Town, town

AUTHORS, READERS = 12, 24
FAULTS = ("web", "redis", "freeze", "cut", "stall")
pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]
Row = tuple[int, str, str, str, int | None]


async def breaks(place: Town, people: list[Person], seconds: float) -> Counter[str]:
    """Faults of every kind, in an order of chance, for so long."""
    done: Counter[str] = Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for fault in place.chance.sample(FAULTS, len(FAULTS)):
            await place.pause(0.5, 1.5)
            done[fault] += 1
            await BREAKS[fault](place, people)
    place.over.set()
    return done


async def _web(place: Town, people: list[Person]) -> None:
    web = place.chance.choice(place.webs)
    await asyncio.to_thread(web.kill)
    await asyncio.to_thread(web.start)


async def _redis(place: Town, people: list[Person]) -> None:
    await asyncio.to_thread(place.redis.kill)
    await place.pause(0.2, 1.0)
    await asyncio.to_thread(place.redis.start)


async def _freeze(place: Town, people: list[Person]) -> None:
    place.redis.freeze()
    try:
        await place.pause(0.5, 2.0)
    finally:
        place.redis.thaw()


async def _cut(place: Town, people: list[Person]) -> None:
    for person in place.chance.sample(people, 6):
        person.cut()


async def _stall(place: Town, people: list[Person]) -> None:
    for person in place.chance.sample(people, 4):
        person.stalled = 1.0


BREAKS = {"web": _web, "redis": _redis, "freeze": _freeze, "cut": _cut, "stall": _stall}


async def moderates(place: Town) -> int:
    """Hides, publishes and pins what is there, at random; how often it was answered."""
    answered = 0
    while not place.over.is_set():
        ids = [row[0] for row in await asyncio.to_thread(rows, place)]
        if ids:
            act = place.chance.choice(("hide", "publish", "pin", "unpin"))
            answered += await place.moderate(f"comments/{place.chance.choice(ids[-60:])}/{act}/")
        await place.pause(0.2, 0.6)
    return answered


def rows(place: Town) -> list[Row]:
    """(id, ref, body, state, position) of all, as the database has them."""
    with psycopg.connect(place.database) as line:
        found = line.execute("SELECT id, ref, body, state, position FROM realtime_comment ORDER BY id")
        return [(int(r[0]), str(r[1]), str(r[2]), str(r[3]), r[4]) for r in found.fetchall()]


def settled(place: Town, people: list[Person]) -> bool:
    """Nobody waits for an answer, and everybody holds the room's last number."""
    with psycopg.connect(place.database) as line:
        found = line.execute("SELECT seq FROM realtime_room").fetchone()
    seq = found[0] if found else 0
    return all(not person.waiting and person.held.seq == seq for person in people)


async def ends(place: Town, people: list[Person], within_s: float) -> None:
    """Quiet: what was posted is acknowledged, and all is read."""
    until = time.monotonic() + within_s
    while not await asyncio.to_thread(settled, place, people):
        assert time.monotonic() < until, [(it.name, it.held.seq, it.waiting) for it in people]
        await place.pause(0.3, 0.5, place.closed)


def judge(person: Person, all_rows: list[Row]) -> None:
    """The screen against the database: nothing that is not there, everything from the floor on, in order."""
    public = {row[0]: row for row in all_rows if row[3] == "published"}
    shown = {
        key: it for key, it in person.held.comments.items() if it.get("state", "published") == "published"
    }
    assert set(shown) <= set(public), (person.name, set(shown) - set(public))
    promised = {key for key, row in public.items() if (row[4] or 0) >= person.floor}
    assert promised <= set(shown), (person.name, person.floor, promised - set(shown))
    assert all(it["body"] == public[key][2] and it["position"] == public[key][4] for key, it in shown.items())
    places = [it["position"] for it in shown.values()]
    assert len(places) == len(set(places))


async def run(folder: Path, seed: int, seconds: float) -> tuple[Town, list[Person], Counter[str], int]:
    with town(folder, seed) as place:
        await asyncio.to_thread(opened, place)
        people = [Person(place, f"author{n}", posts=True) for n in range(AUTHORS)]
        people += [Person(place, f"reader{n}") for n in range(READERS)]
        living = [asyncio.create_task(person.live()) for person in people]
        moderating = asyncio.create_task(moderates(place))
        try:
            done = await breaks(place, people, seconds)
            answered = await moderating
            await ends(place, people, 40.0)
            found = await asyncio.to_thread(rows, place)
        finally:
            place.over.set()
            place.closed.set()
            await asyncio.gather(moderating, *living, return_exceptions=True)
        for task in living:
            assert task.exception() is None, task.exception()
    check(people, found)
    return place, people, done, answered


def opened(place: Town) -> None:
    """Comments are shown at once: hiding is the moderators' part."""
    with psycopg.connect(place.database) as line:
        line.execute("UPDATE realtime_room SET moderation = 'post'")


def check(people: list[Person], found: list[Row]) -> None:
    """Every acknowledged comment is there once, every screen is the database's."""
    by_ref = Counter(row[1] for row in found)
    assert [ref for ref, count in by_ref.items() if count > 1] == []
    ids = {row[1]: row[0] for row in found}
    for person in people:
        for ref, key in person.acked.items():
            assert ids.get(ref) == key, (person.name, ref)
        judge(person, found)


@pytest.mark.parametrize("seconds", [8.0, pytest.param(60.0, marks=pytest.mark.long)])
async def test_whatever_dies_every_screen_ends_as_the_database_and_nothing_acknowledged_is_lost(
    seconds: float, figure: Figure
) -> None:
    seed = int(os.environ.get("CHAOS_SEED", secrets.randbelow(10_000)))
    random.seed(seed)
    with tempfile.TemporaryDirectory(prefix="nhipcau-chaos-") as folder:
        Path(folder).chmod(0o755)
        _, people, done, answered = await run(Path(folder), seed, seconds)
    figure("Chaos of comments, seed", seed, "")
    figure("Chaos of comments, faults", sum(done.values()), str(dict(done)))
    figure("Chaos of comments, acknowledged", sum(len(it.acked) for it in people), "posts, each there once")
    figure("Chaos of comments, resumes", sum(it.resumes for it in people), f"moderated {answered}")
    assert all(done[fault] for fault in FAULTS)
    assert sum(len(it.acked) for it in people) >= AUTHORS
