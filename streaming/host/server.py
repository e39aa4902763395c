"""The host's ears: line JSON over a Unix socket, and the lease that ends its children without a worker."""

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

from streaming.host import outflow, record
from streaming.host.child import Child, Spec
from streaming.host.guard import Guard, Policy

PROXY = "{proxy}"  # stands in a command line for the guard's address
MAX_MESSAGE = 16 * 1024 * 1024  # a hundred children that ended in one moment, each with its last lines
LOOK_EVERY_S = 0.25
END_WITHIN_S = 2.0
Answer = dict[str, Any]


class Refused(Exception):
    """A command that cannot be carried out; its text is the answer's `error`."""


class Host:
    """Owns the children. Any command of a worker renews the lease; `until` ends it whatever is commanded."""

    def __init__(self, name: str, lease_s: float) -> None:
        self.name, self.lease_s = name, lease_s
        self.children: dict[str, Child] = {}
        self.writers: set[asyncio.StreamWriter] = set()
        self.renewed = self._looked = time.monotonic()
        self.until: float | None = None
        self.guard: Guard | None = None
        self.over, self.exited = asyncio.Event(), asyncio.Event()
        self.commands: dict[str, Callable[[Answer], Answer]] = {
            "start": self._start,
            "stop": self._stop,
            "forget": self._forget,
            "status": self._status,
            "heartbeat": self._heartbeat,
            "shutdown": self._shutdown,
        }

    def answer(self, line: bytes) -> Answer:
        """Carry out one command; an unknown or malformed one is refused, never fatal."""
        number: Any = None
        try:
            given = json.loads(line)
            number = given.get("id")
            command = self.commands[given["do"]]
            self.renewed = time.monotonic()
            return {"id": number, "ok": True, **command(given)}
        except Refused as refused:
            return {"id": number, "ok": False, "error": str(refused)}
        except (ValueError, KeyError, TypeError, AttributeError):
            return {"id": number, "ok": False, "error": "malformed"}

    def _heartbeat(self, given: Answer) -> Answer:
        self._take_until(given)
        return {}

    def _take_until(self, given: Answer) -> None:
        """`until`: on this machine's monotonic clock; null: no such end; without it all stays as it was."""
        if "until" in given:
            self.until = None if given["until"] is None else float(given["until"])

    def _start(self, given: Answer) -> Answer:
        self._take_until(given)
        if self.leaseless:  # of a worker that slept through its lease: another may send by now
            raise Refused("no lease")
        try:
            argv = self._guarded([str(word) for word in given["argv"]], given.get("guard"))
        except OSError as error:  # no port or no descriptor left for the guard
            raise Refused(f"start failed: {error.strerror}") from None
        spec = Spec(
            key=str(given["key"]),
            run=int(given["run"]),
            argv=argv,
            meta=dict(given.get("meta") or {}),
            mask=(*(str(word) for word in given.get("mask") or ()), self.guard.secret if self.guard else ""),
            term_deadline_s=float(given.get("term_deadline_s", 5.0)),
            flow=bool(given.get("flow")),
        )
        known = self.children.get(spec.key)
        if known is not None:  # so one key can never have two processes, and no exit is lost
            raise Refused("running" if known.exit is None else "not forgotten")
        try:
            child = self.children[spec.key] = Child(spec, self._ended)
        except OSError as error:
            raise Refused(f"start failed: {error.strerror}") from None
        return {"pid": child.pid}

    def _guarded(self, argv: list[str], policy: Answer | None) -> list[str]:
        """The same with the guard's address, where pulled addresses have to pass it."""
        if policy is None:
            return argv
        wanted = Policy(bool(policy["allow_lan"]), tuple(str(name) for name in policy["allowed"]))
        if self.guard is None or self.guard.policy != wanted:
            if self.guard is not None:
                self.guard.close()
                self.guard = None
            self.guard = Guard(wanted)
        return [self.guard.address if word == PROXY else word for word in argv]

    def _stop(self, given: Answer) -> Answer:
        child = self.children.get(str(given["key"]))
        if child is None:
            raise Refused("unknown key")
        child.stop(str(given.get("why") or "worker"), kill=bool(given.get("kill")))
        return {}

    def _forget(self, given: Answer) -> Answer:
        child = self.children.get(str(given["key"]))
        if child is None or child.spec.run != int(given["run"]) or child.exit is None:
            raise Refused("nothing to forget")
        del self.children[child.spec.key]
        return {}

    def _look_at_flows(self) -> None:
        now = time.monotonic()
        if now - self._looked < outflow.LOOK_EVERY_S:
            return
        self._looked = now
        flows = {it.pid: (it.outflow, it.progress.total or 0) for it in self.running if it.outflow}
        outflow.look_at(flows, now)

    def _status(self, given: Answer) -> Answer:
        self._look_at_flows()
        return {"name": self.name, "children": [child.state() for child in self.children.values()]}

    def _shutdown(self, given: Answer) -> Answer:
        self.over.set()
        return {}

    def _ended(self, child: Child) -> None:
        self.exited.set()
        for writer in self.writers:
            _send(writer, {"event": "exit", "key": child.spec.key})

    @property
    def running(self) -> list[Child]:
        """Those that have not ended."""
        return [child for child in self.children.values() if child.exit is None]

    @property
    def leaseless(self) -> bool:
        """No worker for too long, or one that lost what it held."""
        now = time.monotonic()
        return now - self.renewed >= self.lease_s or (self.until is not None and now >= self.until)

    def watch_lease(self) -> None:
        """One look: without a worker for too long, everything ends; without a connection, the host too."""
        if not self.leaseless:
            return
        for child in self.running:
            child.stop("lease", kill=True)
        if not self.writers:
            self.over.set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until its end."""
        self.writers.add(writer)
        try:
            with contextlib.suppress(ConnectionError, ValueError, asyncio.IncompleteReadError):
                while line := await reader.readline():
                    _send(writer, self.answer(line))
                    await writer.drain()
        finally:  # whatever happened: a host that counts a writer never ends by its lease
            self.writers.discard(writer)
            writer.close()

    async def end(self) -> None:
        """End all children in order, then by force."""
        for child in self.running:
            child.stop("host")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._all_ended(), END_WITHIN_S)
        for child in self.running:
            child.stop("host", kill=True)
        await self._all_ended()

    async def _all_ended(self) -> None:
        while self.running:
            self.exited.clear()
            await self.exited.wait()


def _send(writer: asyncio.StreamWriter, answer: Answer) -> None:
    if not writer.is_closing() and writer.transport.get_write_buffer_size() < MAX_MESSAGE:
        writer.write(json.dumps(answer).encode() + b"\n")


async def serve(folder: Path, name: str, lease_s: float) -> None:
    """Live until the lease or somebody ends it."""
    host = Host(name, lease_s)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, host.over.set)
    (folder / f"{name}.sock").unlink(missing_ok=True)
    with record.short_path(folder, f"{name}.sock") as path:
        server = await asyncio.start_unix_server(host.talk, path, limit=MAX_MESSAGE)
    (folder / f"{name}.sock").chmod(0o600)
    began = record.start_time(os.getpid()) or ""
    record.write(folder, record.Record(name, os.getpid(), began, lease_s))
    try:
        while not host.over.is_set():
            host.watch_lease()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(host.over.wait(), LOOK_EVERY_S)
    finally:
        server.close()
        await host.end()
        record.forget(folder, name)
