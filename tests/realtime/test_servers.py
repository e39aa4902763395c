"""What races, on real PostgreSQL and Redis over two web processes: comments, a list's last place, leases."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
import redis
from websockets.asyncio.client import connect

from streaming.services.sources import MAX_SOURCES
from streaming.worker.leases import MAKER
from tests.figures import Figure
from tests.realtime.reader import Memory
from tests.realtime.server import Socket
from tests.realtime.servers import ROOT, Site, site
from tests.waiting import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(180)]
AUTHORS, EACH = 12, 5


@pytest.fixture(scope="module")
def both() -> Iterator[Site]:
    with tempfile.TemporaryDirectory(prefix="nhipcau-servers-") as folder:
        Path(folder).chmod(0o755)
        with site(Path(folder)) as made:
            yield made


@asynccontextmanager
async def viewer(both: Site, process: int) -> AsyncIterator[Socket]:
    address = f"ws://127.0.0.1:{both.ports[process]}/ws/ceremonies/{both.slug}/"
    async with connect(address, compression=None) as line:
        yield Socket(line)


async def read_until_shown(line: Socket, held: Memory, comment: int) -> None:
    """Take frames until this comment is on the screen."""
    while comment not in held.comments:
        held.take(await line.hear())


async def read_to(line: Socket, held: Memory, seq: int) -> None:
    """Take frames until this number is held."""
    while held.seq is None or held.seq < seq:
        held.take(await line.hear())


@pytest.mark.alone
async def test_a_comment_posted_at_one_process_is_seen_at_the_other(both: Site, figure: Figure) -> None:
    async with viewer(both, 0) as author, viewer(both, 1) as other:
        await author.hear("snapshot")
        held = Memory()
        held.take(await other.hear("snapshot"))
        ack = await author.post("r1", "Chào từ tiến trình này \x00sang tiến trình kia")
        began = time.monotonic()
        await asyncio.to_thread(both.call, both.ports[0], "POST", f"comments/{ack['id']}/publish/")
        await read_until_shown(other, held, ack["id"])
        took = time.monotonic() - began
    assert held.comments[ack["id"]]["body"] == "Chào từ tiến trình này sang tiến trình kia"
    figure("a comment published at one web process, seen at another (Redis)", took, "s, at most 0.9")
    assert took < 0.9, "the announcement brought it, not the look once a second"


@pytest.mark.parametrize(("away", "back"), [("kill", "start"), ("freeze", "thaw")])
async def test_while_redis_is_away_a_comment_comes_with_the_next_look(
    both: Site, figure: Figure, away: str, back: str
) -> None:
    async with viewer(both, 0) as author, viewer(both, 1) as other:
        await author.hear("snapshot")
        held = Memory()
        held.take(await other.hear("snapshot"))
        await asyncio.to_thread(getattr(both.redis, away))
        began = time.monotonic()
        ack = await author.post(f"while-{away}")
        assert ack["type"] == "ack", "a failed announce fails no comment"
        await asyncio.to_thread(both.call, both.ports[0], "POST", f"comments/{ack['id']}/publish/")
        await read_until_shown(other, held, ack["id"])
        figure(f"the same after {away} of Redis", time.monotonic() - began, "s, at most 4")
        assert time.monotonic() - began < 4
        await asyncio.to_thread(getattr(both.redis, back))
        client = redis.Redis.from_url(both.redis.url)
        await asyncio.to_thread(eventually, lambda: members(client) == len(both.ports), 10)
        client.close()


async def test_viewers_and_hearts_of_both_processes_are_counted_at_each(both: Site) -> None:
    async with viewer(both, 0) as here, viewer(both, 1) as there:
        for line in (here, there):
            await counts(line, 2)
        await here.say({"type": "reaction", "kind": "flag", "count": 3})
        assert (await there.hear("reactions"))["flag"] == 3
    async with viewer(both, 1) as alone:
        await counts(alone, 1)


async def counts(line: Socket, viewers: int) -> None:
    """Read until it is told so many, by the snapshot or later."""
    while (await line.hear()).get("viewers") != viewers:
        pass


def members(client: redis.Redis) -> int:
    """How many processes have joined their rooms' groups (again)."""
    groups = list(client.scan_iter("asgi:group:*"))
    return sum(int(client.zcard(group)) for group in groups)


async def test_many_authors_at_two_processes_leave_every_viewer_with_the_database_s_list(both: Site) -> None:
    room = f"ceremonies/{both.slug}/"
    await asyncio.to_thread(both.call, both.ports[0], "PATCH", f"{room}room/", moderation="post")
    before = (await asyncio.to_thread(both.call, both.ports[0], "GET", f"{room}room/"))["seq"]
    async with viewer(both, 0) as here, viewer(both, 1) as there, asyncio.TaskGroup() as writing:
        holds = [Memory(), Memory()]
        reading = [
            writing.create_task(read_to(line, held, before + AUTHORS * EACH))
            for line, held in zip((here, there), holds, strict=True)
        ]
        for number in range(AUTHORS):
            writing.create_task(author_writes(both, number))
        await asyncio.wait(reading)
    truth = await asyncio.to_thread(both.call, both.ports[1], "GET", f"{room}comments/")
    assert truth["seq"] == before + AUTHORS * EACH
    for held in holds:
        assert held.comments == {comment["id"]: comment for comment in truth["comments"]}


async def author_writes(both: Site, number: int) -> None:
    async with viewer(both, number % 2) as line:
        await line.hear("snapshot")
        for each in range(EACH):
            assert (await line.post(f"r{each}"))["type"] == "ack"


def test_of_two_who_add_the_last_source_at_once_one_does(both: Site) -> None:
    path = f"ceremonies/{both.slug}/broadcast/sources/"

    def add(port: int) -> int:
        address, headers = f"http://127.0.0.1:{port}/api/v1/{path}", {"Authorization": f"Token {both.token}"}
        given = {"kind": "test_card", "name": "Hình thử"}
        return httpx.post(address, json=given, headers=headers, timeout=20).status_code

    assert {add(both.ports[0]) for _ in range(MAX_SOURCES - 1)} == {201}
    with psycopg.connect(both.database, autocommit=True) as other, ThreadPoolExecutor(2) as people:
        with other.transaction():
            other.execute("SELECT id FROM events_ceremony WHERE slug = %s FOR UPDATE", [both.slug])
            answers = [people.submit(add, port) for port in both.ports]
            eventually(lambda: waiting_for_a_lock(both) == 2, 10)
        assert sorted(answer.result(20) for answer in answers) == [201, 409]
    assert len(both.call(both.ports[1], "GET", path)) == MAX_SOURCES


def waiting_for_a_lock(both: Site) -> int:
    """How many of the database's clients are held up by another."""
    with psycopg.connect(both.database) as looking:
        found = looking.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        row = found.fetchone()
    return int(row[0]) if row else 0


CLAIM = """
import json, sys, time
from streaming.worker.leases import Leases
mine, pages, until = Leases(sys.argv[-1]), [f"page:{n}" for n in range(40)], float(sys.argv[-2])
while time.time() < until:
    mine.renew()
    mine.claim(pages)
print(json.dumps(sorted(mine.held)))
"""


def test_of_workers_that_claim_the_same_at_once_each_page_has_one_and_all_have_a_share(both: Site) -> None:
    folder = both.redis.folder
    env = {**os.environ, "DATABASE_URL": both.database, "NHIPCAU_DATA": str(folder / "data")}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings"
    until = str(time.time() + 8)  # as long as the slowest takes to start, and some seconds of quarrel
    words = [sys.executable, "-c", f"import django; django.setup()\n{CLAIM}", until]
    names = ("a", "b", "c")
    with ThreadPoolExecutor(len(names)) as workers:
        running = [
            workers.submit(subprocess.run, [*words, name], cwd=ROOT, env=env, capture_output=True, check=True)
            for name in names
        ]
        held = [set(json.loads(each.result(60).stdout)) for each in running]
    pages = {f"page:{n}" for n in range(40)}
    assert set.union(*held) == pages | {MAKER}
    assert sum(map(len, held)) == len(pages) + 1
