"""Talking to one host: requests with answers, and its word when a child has ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streaming.host.record import Record, short_path
from streaming.host.server import MAX_MESSAGE

ANSWER_WITHIN_S = 2.0
Answer = dict[str, Any]


class HostSilent(Exception):
    """The host does not answer now; what it runs goes on."""


class HostRefused(Exception):
    """The host will not do it; the text says why."""


class HostLink:
    """One connection; `news` is called when a child ended."""

    def __init__(self, record: Record, news: Callable[[], None]) -> None:
        self.record, self._news = record, news
        self.answered = time.monotonic()
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._number = 0
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None

    async def connect(self, folder: Path) -> None:
        """Raises HostSilent where nobody listens."""
        try:
            with short_path(folder, f"{self.record.name}.sock") as path:
                opening = asyncio.open_unix_connection(path, limit=MAX_MESSAGE)
                reader, self._writer = await asyncio.wait_for(opening, ANSWER_WITHIN_S)
        except (OSError, TimeoutError):
            raise HostSilent from None
        self._reading = asyncio.create_task(self._read(reader))

    async def ask(self, do: str, **given: Any) -> Answer:
        """One command and its answer. Raises HostSilent, HostRefused."""
        if self._writer is None or self._reading is None or self._reading.done():
            raise HostSilent
        self._number += 1
        number = self._number
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            self._writer.write(json.dumps({"id": number, "do": do, "op": do, **given}).encode() + b"\n")
            answer: Answer = await asyncio.wait_for(waiting, ANSWER_WITHIN_S)
        except (TimeoutError, OSError):
            raise HostSilent from None
        finally:
            self._waiting.pop(number, None)
        self.answered = time.monotonic()
        if not answer.get("ok"):
            raise HostRefused(str(answer.get("error")))
        return answer

    @property
    def open(self) -> bool:
        """Whether the connection stands."""
        return self._reading is not None and not self._reading.done()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(OSError, ValueError):
            while line := await reader.readline():
                self._take(json.loads(line))
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(HostSilent())
        self._news()

    def _take(self, answer: Answer) -> None:
        if answer.get("event"):
            self._news()
            return
        waiting = self._waiting.get(answer.get("id") or 0)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    async def close(self) -> None:
        """Let go; the host lives on."""
        if self._writer is not None:
            self._writer.close()
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
