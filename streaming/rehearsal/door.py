"""The fake platform's HTTP: one question a connection, small, on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from streaming.rehearsal.platform import Platform, Refusal, Remark

MAX_HEAD, MAX_BODY = 8 * 1024, 64 * 1024
PATIENCE_S = 5.0
WORDS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 410: "Gone", 429: "Too Many"}
Body = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One request."""

    method: str
    parts: tuple[str, ...]
    query: dict[str, str]
    token: str
    body: Body


class Door:
    """`await serve(port)`; `hangs`: takes every question and answers none, for tests."""

    def __init__(self, platform: Platform) -> None:
        self.platform, self.hangs = platform, False

    async def serve(self, port: int) -> asyncio.Server:
        """On loopback; port 0 takes a free one."""
        return await asyncio.start_server(self._meet, "127.0.0.1", port, limit=MAX_HEAD)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                question = await _read(reader)
                if self.hangs:
                    await reader.read()
                    return
                writer.write(self._answer(question))
                await writer.drain()
        except (TimeoutError, OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # who does not speak HTTP gets no answer
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _answer(self, question: Question) -> bytes:
        try:
            self.platform.enter(question.token)
            return _written(200, self._do(question))
        except Refusal as refused:
            return _written(refused.status, {"error": {"code": refused.code}}, refused.retry_after)

    def _do(self, asked: Question) -> Body:
        return self._read(asked) if asked.method == "GET" else self._write(asked)

    def _read(self, asked: Question) -> Body:
        match asked.parts:
            case ("live_videos", number):
                told = self.platform.told(number)
                return {"id": number, "status": told, "public_url": self._public(number)}
            case ("live_videos", number, "viewers"):
                return {"viewers": self.platform.viewers(number)}
            case ("live_videos", number, "comments"):
                return self._comments(number, asked.query)
        raise Refusal(404, "not_found")

    def _write(self, asked: Question) -> Body:
        match asked.parts:
            case ("live_videos",):
                return self._create(asked.body)
            case ("live_videos", number, "start"):
                self.platform.start(number)
            case ("live_videos", number, "end"):
                self.platform.end(number)
            case ("comments", number, "hide"):
                self.platform.remark(number).hidden = True
            case ("comments", number, "replies"):
                return {"id": self.platform.reply(number, str(asked.body.get("message", "")))}
            case _:
                raise Refusal(404, "not_found")
        return {}

    def _create(self, body: Body) -> Body:
        video = self.platform.create(str(body.get("title", ""))[:200], bool(body.get("held")))
        address = {"ingest": self.platform.ingest, "key": video.key}
        return {"id": video.id, **address, "public_url": self._public(video.id)}

    def _public(self, number: str) -> str:
        return f"https://rehearsal.invalid/{number}"  # a name that nobody can ever have: RFC 2606

    def _comments(self, number: str, query: dict[str, str]) -> Body:
        limit = query.get("limit", "100")
        found, cursor, more = self.platform.page(
            number, query.get("after", ""), int(limit) if limit.isdecimal() else 100
        )
        return {"data": [_shown(it) for it in found], "cursor": cursor, "more": more}


def _shown(remark: Remark) -> Body:
    return {name: value for name, value in asdict(remark).items() if name != "replies"}


async def _read(reader: asyncio.StreamReader) -> Question:
    """Raises ValueError for what is no small HTTP request."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    heads = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    size = int(heads.get("content-length") or 0)
    if not 0 <= size <= MAX_BODY:
        raise ValueError("too large")
    body = json.loads(await reader.readexactly(size) or b"{}")
    if not isinstance(body, dict):
        raise ValueError("no object")
    url = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    token = heads.get("authorization", "").removeprefix("Bearer ")
    return Question(method, tuple(url.path.strip("/").split("/")), query, token, body)


def _written(status: int, body: Body, retry_after: float = 0.0) -> bytes:
    told = json.dumps(body).encode()
    wait = f"Retry-After: {max(1, round(retry_after))}\r\n" if retry_after else ""
    head = f"HTTP/1.1 {status} {WORDS.get(status, 'Error')}\r\nContent-Type: application/json\r\n{wait}"
    return f"{head}Content-Length: {len(told)}\r\nConnection: close\r\n\r\n".encode() + told
