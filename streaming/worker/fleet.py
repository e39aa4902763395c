"""All hosts of this machine: found, adopted, started, asked. The worker's only hand on processes."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.host.child import State
from streaming.host.record import Record, read
from streaming.worker import mixing
from streaming.worker.link import Answer, HostLink, HostRefused, HostSilent
from streaming.worker.order import Order, appeared, fresh
from streaming.worker.plan import Key, What

log = logging.getLogger(__name__)
SILENT_FOR_S = 10.0
Until = Mapping[str, float | None]
TERM_DEADLINE_S = {What.PROGRAM: 5.0, What.RELAY: 3.0, What.CAP: 2.0, What.SINK: 1.0}


def host_of(key: Key) -> str:
    """Programs outlive a worker longer than relays do, so each broadcast's has a host of its own."""
    return hosts.program_host(key.broadcast) if key.what is What.PROGRAM else hosts.RELAYS


def _has_children(name: str) -> bool:
    """Ingest and monitors are asked by others."""
    return name != hosts.INGEST and not hosts.is_monitor(name)


class Fleet:
    """`news` is called whenever something ended. `until`: see Leases.until; told with every start, too, so
    that no host ever runs a relay without knowing when it has to end.
    """

    def __init__(self, run_dir: Path, news: Callable[[], None], until: Callable[[], Until] = dict) -> None:
        self.until = until
        self.run_dir, self._news = run_dir, news
        self.links: dict[str, HostLink] = {}
        self._last: dict[str, list[State]] = {}
        self._began: dict[str, float] = {}
        self._ending: set[str] = set()
        self._stale = False
        self._spawned: dict[str, subprocess.Popen[bytes]] = {}

    async def look(self) -> dict[Key, State]:
        """Every child of every host; of one that is silent for a moment, what it said last."""
        records = {it.name: it for it in hosts.found(self.run_dir) if _has_children(it.name)}
        self._reap()
        gone: list[State] = []
        for name in [name for name in self.links if self.links[name].record != records.get(name)]:
            gone += [mixing.gone(state) for state in self._last.get(name, []) if hosts.is_program(name)]
            await self._drop(name)
        await asyncio.gather(*(self._look_at(record) for record in records.values()))
        states = [state for name in self.links for state in self._last.get(name, [])]
        return {Key.parse(state["key"]): state for state in (*gone, *states)}

    async def _look_at(self, record: Record) -> None:
        link = self.links.get(record.name)
        try:
            if link is None or not link.open:
                link = await self._connect(record, link)
            self._last[record.name] = self._children(record.name, await link.ask("status"))
        except HostSilent:
            self._grow_old(record.name)
            self._end_if_hung(record)
        except HostRefused as refused:
            log.warning("host %s: %s", record.name, refused)

    def _children(self, name: str, told: Answer) -> list[State]:
        """A host tells of its children; a mixer is one thing, with its encoder."""
        if not hosts.is_program(name):
            children: list[State] = told["children"]
            return children
        began = self._began.setdefault(name, time.time())
        state = mixing.state_of(name, told, began)
        state["stopping"] = name in self._ending
        return [state]

    async def _connect(self, record: Record, old: HostLink | None) -> HostLink:
        link = self.links[record.name] = HostLink(record, self._news)
        if old is not None:  # how long it has been silent goes on counting
            link.answered = old.answered
            await old.close()
        await link.connect(hosts.folder_of(self.run_dir))
        if hosts.is_program(record.name):
            await link.ask("watch")
        return link

    def _grow_old(self, name: str) -> None:
        """What it said last is as old as its silence: nobody may take it for the present."""
        silent_s = time.monotonic() - self.links[name].answered
        for state in self._last.get(name, []):
            if state["progress"] is not None:
                state["progress"]["age_s"] = max(state["progress"]["age_s"], silent_s)

    def _end_if_hung(self, record: Record) -> None:
        if time.monotonic() - self.links[record.name].answered > SILENT_FOR_S:
            log.error("host %s does not answer: ended", record.name)
            hosts.kill(record)

    async def heartbeat(self, stale: bool = False) -> None:
        """Renew every lease; silence is the next look's business. `stale`: no program is kept alive."""
        self._stale = stale
        asked = (
            link.ask("heartbeat", **(self.until() if name == hosts.RELAYS else {}))
            for name, link in list(self.links.items())
            if not (stale and hosts.is_program(name))
        )
        await asyncio.gather(*asked, return_exceptions=True)

    async def start(self, order: Order) -> State:
        """Start one process. Raises HostSilent, HostRefused."""
        link = await self._host(host_of(order.key))
        if order.key.what is What.PROGRAM:
            return fresh(order, link.record.pid)
        answer = await link.ask(
            "start",
            key=str(order.key),
            run=order.run,
            argv=order.argv,
            meta=order.meta,
            mask=order.mask,
            flow=order.key.what is What.RELAY,
            **{"term_deadline_s": TERM_DEADLINE_S[order.key.what], **self.until(), **order.extra},
        )
        return fresh(order, int(answer["pid"]))

    async def stop(self, key: Key) -> None:
        """Ask it to end; done when a look says so."""
        if key.what is What.PROGRAM:
            self._ending.add(host_of(key))
            await self._tell(key, "shutdown")
        else:
            await self._tell(key, "stop")

    async def cut(self, key: Key) -> None:
        """Kill it: what it sends to takes nothing any more."""
        await self._tell(key, "stop", why="stalled", kill=True)

    async def steer(self, key: Key, state: dict[str, Any]) -> bool:
        """Send a mixer the whole desired state; whether it was taken."""
        link = self.links.get(host_of(key))
        try:
            if link is not None:
                await link.ask("state", **state)
                return True
        except HostSilent:
            pass
        except HostRefused as refused:
            log.error("%s: the mixer refused its state: %s", key, refused)
        return False

    def mixers(self) -> dict[int, int]:
        """Those that can be asked now: broadcast → pid. None while that would keep them alive wrongly."""
        if self._stale:
            return {}
        said = {name: link for name, link in self.links.items() if hosts.is_program(name) and link.open}
        return {mixing.broadcast_of(name): link.record.pid for name, link in said.items()}

    async def levels(self, broadcast: int, after: int) -> Answer:
        """What a mixer's meters show since that number; empty where it does not say."""
        link = self.links.get(hosts.program_host(broadcast))
        try:
            return await link.ask("levels", after=after) if link else {}
        except (HostSilent, HostRefused):
            return {}

    async def forget(self, key: Key, run: int) -> None:
        """Its exit is written down."""
        if key.what is not What.PROGRAM:
            await self._tell(key, "forget", run=run)

    async def _tell(self, key: Key, do: str, **given: Any) -> None:
        link = self.links.get(host_of(key))
        if link is None:
            return
        try:
            await link.ask(do, key=str(key), **given)
        except (HostSilent, HostRefused) as error:  # the next step sees how it stands
            log.info("%s %s: %s", do, key, str(error) or "silent")

    async def release(self, wanted: set[str]) -> None:
        """End the hosts of programs that nobody wants any more."""
        for name, link in list(self.links.items()):
            if hosts.is_program(name) and name not in wanted and not self._last.get(name):
                await asyncio.gather(link.ask("shutdown"), return_exceptions=True)

    async def _host(self, name: str) -> HostLink:
        link = self.links.get(name)
        if link is not None and link.open:
            return link
        path = hosts.folder_of(self.run_dir) / f"{name}.json"
        known = read(path)
        if known is None or not known.alive:
            self._spawned[name] = hosts.spawn(self.run_dir, name)
            known = await appeared(path)
        self._last.setdefault(name, [])
        return await self._connect(known, link)

    def _reap(self) -> None:
        for name in [name for name, process in self._spawned.items() if process.poll() is not None]:
            del self._spawned[name]

    async def _drop(self, name: str) -> None:
        for kept in (self._last, self._began):
            kept.pop(name, None)
        self._ending.discard(name)
        await self.links.pop(name).close()

    async def close(self) -> None:
        """Let go of all; what runs goes on and is adopted by the next worker."""
        for name in list(self.links):
            await self._drop(name)
