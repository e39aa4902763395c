"""The connector of rehearsal pages: HTTP to the fake platform beside the rehearsal target."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from streaming.connectors.port import (
    CALL_S,
    MOST_REMARKS,
    Gone,
    Live,
    NoAnswer,
    NotThere,
    Pace,
    Phase,
    RateLimited,
    Remark,
    Remarks,
    Status,
    TokenExpired,
)

MAX_ANSWER = 1024 * 1024  # bytes
USUAL_WAIT_S, LONGEST_WAIT_S = 60.0, 3600.0
TOKEN = "rehearsal"  # noqa: S105  opens nothing but a fake
Answer = dict[str, Any]
Got = TypeVar("Got")


class RehearsalConnector:
    """`api`: http://127.0.0.1:port; `call_s`: how long a call may take at most."""

    pace = Pace(seeking_s=1.5, steady_s=3.0)

    def __init__(self, api: str, token: str = TOKEN, call_s: float = CALL_S) -> None:
        self._api, self._headers, self._call_s = api, {"Authorization": f"Bearer {token}"}, call_s

    async def create(self, title: str) -> Live:
        """Public by itself once it receives."""
        told = await self._ask("POST", "/live_videos", {"title": title})
        return _read(lambda: Live(told["id"], told["ingest"], told["key"], told["public_url"]))

    async def start(self, live_id: str) -> None:
        """Make it public."""
        await self._ask("POST", f"{_live(live_id)}/start")

    async def end(self, live_id: str) -> None:
        """Over."""
        await self._ask("POST", f"{_live(live_id)}/end")

    async def status(self, live_id: str) -> Status:
        """Some seconds late, as at the platforms."""
        told = await self._ask("GET", _live(live_id))
        return _read(lambda: Status(Phase(told["status"]), told["public_url"]))

    async def viewers(self, live_id: str) -> int | None:
        """People watching now."""
        told = await self._ask("GET", f"{_live(live_id)}/viewers")
        return _read(lambda: None if told["viewers"] is None else int(told["viewers"]))

    async def comments(self, live_id: str, after: str = "", limit: int = MOST_REMARKS) -> Remarks:
        """Those behind a cursor."""
        query = f"after={quote(after, safe='')}&limit={limit}"
        told = await self._ask("GET", f"{_live(live_id)}/comments?{query}")
        return _read(lambda: Remarks(tuple(map(_remark, told["data"])), told["cursor"], bool(told["more"])))

    async def hide(self, comment_id: str) -> None:
        """From the public."""
        await self._ask("POST", f"/comments/{quote(comment_id, safe='')}/hide")

    async def reply(self, comment_id: str, text: str) -> str:
        """As the page."""
        told = await self._ask("POST", f"/comments/{quote(comment_id, safe='')}/replies", {"message": text})
        return _read(lambda: str(told["id"]))

    async def _ask(self, method: str, path: str, body: Answer | None = None) -> Answer:
        try:
            async with asyncio.timeout(self._call_s), httpx.AsyncClient(trust_env=False) as client:
                url = f"{self._api}{path}"
                async with client.stream(method, url, json=body or {}, headers=self._headers) as answer:
                    return _judge(answer, await _body(answer))
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL):
            raise NoAnswer from None


def _live(live_id: str) -> str:
    return f"/live_videos/{quote(live_id, safe='')}"


async def _body(answer: httpx.Response) -> bytes:
    found = b""
    async for piece in answer.aiter_bytes():
        found += piece
        if len(found) > MAX_ANSWER:
            raise NoAnswer
    return found


def _judge(answer: httpx.Response, body: bytes) -> Answer:
    if answer.status_code == 401:
        raise TokenExpired
    if answer.status_code == 404:
        raise NotThere
    if answer.status_code == 410:
        raise Gone
    if answer.status_code == 429:
        raise RateLimited(_seconds(answer.headers.get("retry-after", "")))
    if not answer.is_success:
        raise NoAnswer
    return _read(lambda: dict(json.loads(body)))


def _seconds(text: str) -> float:
    return min(LONGEST_WAIT_S, float(text)) if text.isdecimal() else USUAL_WAIT_S


def _remark(told: Answer) -> Remark:
    at = datetime.fromisoformat(told["at"])
    return Remark(told["id"], told["author"], told["text"], at, bool(told["hidden"]))


def _read(make: Callable[[], Got]) -> Got:
    """What the answer holds; NoAnswer where it is none of ours."""
    try:
        return make()
    except (ValueError, TypeError, KeyError):
        raise NoAnswer from None
