"""The mixer's ears: line JSON over a Unix socket, and the lease that ends it without a worker."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streaming.host import record
from streaming.mixer.fields import Malformed
from streaming.mixer.mixer import Mixer
from streaming.mixer.report import mixer_report
from streaming.mixer.told import Event, Refused
from streaming.mixer.wire import parse_state

MAX_MESSAGE = 1024 * 1024
LOOK_EVERY_S, END_LOOK_S = 0.25, 0.02
END_WITHIN_S = 2.8
Answer = dict[str, Any]


class Control:
    """Any well-formed command renews the lease."""

    def __init__(self, lease_s: float) -> None:
        self.lease_s, self.renewed = lease_s, time.monotonic()
        self.over = asyncio.Event()
        self.mixer = Mixer(self._tell)
        self._talks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._watchers: set[asyncio.StreamWriter] = set()
        self._commands: dict[str, Callable[[Answer], Answer]] = {
            "state": self._state,
            "heartbeat": lambda given: {},
            "status": self._status,
            "watch": lambda given: {},
            "shutdown": self._shutdown,
        }

    def answer(self, line: bytes) -> Answer:
        """Carry out one command; an unknown or malformed one is refused, never fatal."""
        number: Any = None
        try:
            given = json.loads(line)
            number = given.get("id")
            command = self._commands[given["op"]]
            self.renewed = time.monotonic()
            return {"id": number, "ok": True, **command(given)}
        except Refused as refused:
            return {"id": number, "ok": False, "error": str(refused)}
        except Malformed as fault:
            return {"id": number, "ok": False, "error": "malformed", "where": str(fault)}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {"id": number, "ok": False, "error": "malformed"}

    def _state(self, given: Answer) -> Answer:
        wanted = parse_state(given)
        changed = self.mixer.apply(wanted)
        return {"generation": wanted.generation, "changed": changed}

    def _status(self, given: Answer) -> Answer:
        after = given.get("after", 0)
        return mixer_report(self.mixer, after if isinstance(after, int) else 0)

    def _shutdown(self, given: Answer) -> Answer:
        self.over.set()
        return {}

    def _tell(self, event: Event) -> None:
        for writer in self._watchers:
            send(writer, {"event": event})

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until its end."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101  a coroutine runs in one
        self._talks[task] = writer
        with contextlib.suppress(ConnectionError, ValueError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                answer = self.answer(line)
                if answer["ok"] and json.loads(line)["op"] == "watch":
                    self._watchers.add(writer)
                send(writer, answer)
                await writer.drain()
        self._watchers.discard(writer)
        del self._talks[task]
        writer.close()

    @property
    def abandoned(self) -> bool:
        """Whether no worker has been heard for the lease's time."""
        return time.monotonic() - self.renewed > self.lease_s

    async def end(self) -> None:
        """End all children, within 3 s."""
        self.mixer.end()
        talks = dict(self._talks)
        for writer in talks.values():
            writer.close()
        if talks:
            await asyncio.wait(talks, timeout=END_LOOK_S * 5)
        deadline = time.monotonic() + END_WITHIN_S
        while self.mixer.left and time.monotonic() < deadline:  # noqa: ASYNC110  a look at pids, bounded
            await asyncio.sleep(END_LOOK_S)
        for pid in self.mixer.left:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def send(writer: asyncio.StreamWriter, answer: Answer) -> None:
    """Never waits: what a reader does not take is not kept for it."""
    if not writer.is_closing() and writer.transport.get_write_buffer_size() < MAX_MESSAGE:
        writer.write(json.dumps(answer).encode() + b"\n")


async def serve(control: Path, record_path: Path, lease_s: float) -> None:
    """Live until the lease or somebody ends it."""
    ears = Control(lease_s)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ears.over.set)
    with record.short_path(control.parent, control.name) as path:
        server = await asyncio.start_unix_server(ears.talk, path, limit=MAX_MESSAGE)
    _announce(control, record_path, lease_s)
    try:
        while not ears.over.is_set() and not ears.abandoned:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ears.over.wait(), LOOK_EVERY_S)
    finally:
        server.close()
        await ears.end()
        _forget(control, record_path)


def _announce(control: Path, record_path: Path, lease_s: float) -> None:
    """The record is the last: whoever finds it can connect."""
    control.chmod(0o600)
    began = record.start_time(os.getpid()) or ""
    record.write(record_path.parent, record.Record(record_path.stem, os.getpid(), began, lease_s))


def _forget(control: Path, record_path: Path) -> None:
    for path in (record_path, control):
        path.unlink(missing_ok=True)
