"""The worker's ear and hand: line JSON over a Unix socket, a command a line, an answer a line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from streaming.ingest import status
from streaming.ingest.house import House

MAX_LINE = 1024 * 1024
MAX_WORKERS = 8
CLOSE_S = 1.0
Answer = dict[str, Any]


class Control:
    """Any command of a worker renews the lease."""

    def __init__(self, house: House, lease_s: float, open_doors: Callable[[], Awaitable[None]]) -> None:
        self.house, self.lease_s = house, lease_s
        self.renewed = time.monotonic()
        self.over = asyncio.Event()
        self._open_doors = open_doors
        self._talks: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    async def answer(self, line: bytes) -> Answer:
        """Carry out one command; an unknown or malformed one is refused, never fatal."""
        try:
            given = json.loads(line)
            op = given["op"]
            if op == "state" and self.house.keys.replace(int(given["generation"]), list(given["keys"])):
                await self.house.apply()
                await self._open_doors()
            elif op == "shutdown":
                self.over.set()
            elif op not in ("state", "heartbeat", "status"):
                return {"error": "unknown op"}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return {"error": "malformed"}
        except OSError as error:
            return {"error": f"a reader's socket cannot be opened: {error.strerror}"}
        self.renewed = time.monotonic()
        return {"generation": self.house.keys.generation} if op == "heartbeat" else status.whole(self.house)

    def look(self, now: float) -> None:
        """Without a worker for too long, everything ends."""
        if now - self.renewed > self.lease_s:
            self.over.set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until its end."""
        self._talks[writer] = asyncio.current_task()
        with contextlib.suppress(ConnectionError, ValueError, asyncio.IncompleteReadError):
            while len(self._talks) <= MAX_WORKERS and (line := await reader.readline()):
                writer.write(json.dumps(await self.answer(line)).encode() + b"\n")
                await writer.drain()
        del self._talks[writer]
        writer.close()

    async def close(self) -> None:
        """End every connection, with its last answer sent."""
        for writer in self._talks:
            writer.close()
        if tasks := [task for task in self._talks.values() if task is not None]:
            await asyncio.wait(tasks, timeout=CLOSE_S)
