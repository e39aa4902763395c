"""Two web processes that die and come back, a Redis that does the same, and people who go on regardless."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.desk import free_port
from tests.realtime.reader import Memory
from tests.realtime.servers import ROOT, SEED, Process, Redis, answers, ended, manage, postgres
from tests.waiting import eventually

SHOWN = 100  # comments of a whole snapshot: what is older was never promised
LOST = (OSError, WebSocketException, TimeoutError, EOFError)


class Web:
    """One `manage.py web` on a port that it keeps."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.port = free_port()
        self._env, self._log = {**env, "NHIPCAU_PORT": str(self.port)}, folder / f"web-{self.port}.log"
        self.process = self.start()

    def start(self) -> Process:
        """Start it, or start it again."""
        words = [sys.executable, "manage.py", "web"]
        with self._log.open("ab") as out:
            self.process = subprocess.Popen(words, cwd=ROOT, env=self._env, stdout=out, stderr=out)
        eventually(lambda: answers(self.port), 40, lambda: self._log.read_text()[-3000:])
        return self.process

    def kill(self) -> None:
        """As a crash would."""
        self.process.kill()
        self.process.wait(5)


@dataclass
class Town:
    """`over`: nobody posts or breaks anything any more; `closed`: everybody goes home."""

    database: str
    redis: Redis
    webs: list[Web]
    slug: str
    token: str
    chance: random.Random
    over: asyncio.Event = field(default_factory=asyncio.Event)
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    def port(self) -> int:
        """One of the two."""
        return self.chance.choice(self.webs).port

    async def moderate(self, path: str, **body: Any) -> bool:
        """Whether a moderator's call was answered well."""
        headers = {"Authorization": f"Token {self.token}"}
        try:
            async with httpx.AsyncClient(headers=headers, timeout=10) as client:
                address = f"http://127.0.0.1:{self.port()}/api/v1/{path}"
                return (await client.post(address, json=body)).status_code < 300
        except httpx.HTTPError:
            return False

    async def pause(self, least: float, most: float, until: asyncio.Event | None = None) -> None:
        """Some time, or until it is over."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for((until or self.over).wait(), self.chance.uniform(least, most))


@contextmanager
def town(folder: Path, seed: int) -> Iterator[Town]:
    """Everything, from nothing; the folder must be reachable by PostgreSQL's user."""
    with ExitStack() as running:
        database = running.enter_context(postgres(folder))
        redis = Redis(folder)
        running.callback(redis.kill)
        env = {**os.environ, "DATABASE_URL": database, "REDIS_URL": redis.url}
        env |= {"NHIPCAU_DATA": str(folder / "data"), "SECRET_KEY": "the same for both processes" * 2}
        manage(env, "migrate", "--verbosity", "0")
        seeded = json.loads(manage(env, "shell", "--no-imports", "-c", SEED).splitlines()[-1])
        webs = [Web(folder, env) for _ in range(2)]
        for each in webs:
            running.callback(_end, each)
        yield Town(database, redis, webs, seeded["slug"], seeded["token"], random.Random(seed))


def _end(web: Web) -> None:
    with ended(web.process):
        pass


@dataclass
class Person:
    """A viewer who comes back whenever the line breaks, over whichever process; `posts`: and who writes."""

    town: Town
    name: str
    posts: bool = False
    held: Memory = field(default_factory=Memory)
    floor: int = 0  # everything public from this position on has to be on the screen
    cookie: str = ""
    waiting: dict[str, str] = field(default_factory=dict)  # ref → text, not acknowledged
    acked: dict[str, int] = field(default_factory=dict)
    resumes: int = 0
    line: ClientConnection | None = None
    stalled: float = 0.0

    async def live(self) -> None:
        """Until the town closes."""
        while not self.town.closed.is_set():
            with contextlib.suppress(*LOST):
                await self._visit()
            self.line = None
            await self.town.pause(0.05, 0.5, self.town.closed)

    async def _visit(self) -> None:
        after = "" if self.held.seq is None else f"?after={self.held.seq}"
        address = f"ws://127.0.0.1:{self.town.port()}/ws/ceremonies/{self.town.slug}/{after}"
        headers = {"Cookie": self.cookie} if self.cookie else {}
        async with connect(address, additional_headers=headers, compression=None, open_timeout=5) as line:
            given = line.response.headers.get("Set-Cookie") if line.response else None
            self.cookie = given.partition(";")[0] if given else self.cookie
            self.line, self.resumes = line, self.resumes + (1 if after else 0)
            writing = asyncio.create_task(self._write(line))
            try:
                while not self.town.closed.is_set():
                    await self._read(line)
            finally:
                writing.cancel()

    async def _read(self, line: ClientConnection) -> None:
        if self.stalled:
            self.stalled = 0.0
            await self.town.pause(1.0, 3.0, self.town.closed)
        try:
            async with asyncio.timeout(1.0):
                frame = json.loads(await line.recv())
        except TimeoutError:
            return
        if frame["type"] == "snapshot" and not frame["resumed"]:
            places = sorted(it["position"] for it in frame["comments"] if it["position"] and not it["pinned"])
            self.floor = places[0] if len(places) >= SHOWN - 3 else 0
        self.held.take(frame)
        if frame["type"] == "ack":
            self.acked[frame["ref"]] = frame["id"]
            self.waiting.pop(frame["ref"], None)

    async def _write(self, line: ClientConnection) -> None:
        """What was not acknowledged is sent again, under its ref; else something new."""
        while self.posts and not self.town.closed.is_set():
            if not self.town.over.is_set() and len(self.waiting) < 3:
                ref = f"{self.name}-{len(self.acked) + len(self.waiting)}"
                self.waiting[ref] = f"Lời thứ {ref} của bà con"
            for ref, text in list(self.waiting.items()):
                said = {"type": "comment.post", "ref": ref, "name": self.name, "body": text}
                await line.send(json.dumps(said))
            await self.town.pause(2.0, 3.0, self.town.closed)

    def cut(self) -> None:
        """The line is gone, without a word."""
        if self.line is not None:
            self.line.transport.abort()
