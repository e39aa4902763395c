"""The sockets: the senders' ports, the worker's control, one for each source's readers; and the tick."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from streaming.host import record
from streaming.ingest.control import MAX_LINE, Control
from streaming.ingest.house import House
from streaming.ingest.reader import Reader
from streaming.ingest.sender import Sender
from streaming.ingest.source import Source
from streaming.ingest.tls import Certificate, Door

log = logging.getLogger("streaming.ingest")
LOOK_EVERY_S = 0.25
BACKLOG = 64
ONCE = "-once"  # in the name of the socket for who copies


@dataclass(frozen=True)
class Settings:
    """The command line."""

    control: Path
    out: Path
    host: str
    port: int
    tls_port: int | None
    cert: Path | None
    key: Path | None
    lease_s: float


@dataclass(frozen=True)
class Record(record.Record):
    """What the hosts' record says, and where to talk and send to."""

    control: str
    out: str
    host: str
    port: int
    tls_port: int | None


class Server:
    """Everything that listens. `run` lives until somebody or the lease ends it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.house = House(self._open_readers)
        self.control = Control(self.house, settings.lease_s, self._open_doors)
        self.certificate = (
            Certificate(settings.cert, settings.key) if settings.cert and settings.key else None
        )
        self._servers: list[asyncio.Server] = []

    async def run(self) -> None:
        """Bind, tell who and where, listen to senders once a worker has said what is wanted."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.control.over.set)
        ports = [await self._bind(self.settings.port, lambda: Sender(self.house))]
        if self.certificate is not None and self.settings.tls_port is not None:
            ports.append(await self._bind(self.settings.tls_port, self._door))
        ear = await self._listen(self.settings.control)
        self._write(ports)
        try:
            await self._live()
        finally:
            ear.close()
            await self.control.close()
            self._end()

    def _door(self) -> Door:
        assert self.certificate is not None  # noqa: S101  bound only with one
        return Door(self.house, self.certificate.context)

    async def _bind(self, port: int, made: Callable[[], asyncio.BaseProtocol]) -> int:
        """Taken, but refusing: a sender that came before the keys would be told that its key is wrong."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            made, self.settings.host, port, backlog=BACKLOG, start_serving=False
        )
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _open_doors(self) -> None:
        """The first state has come."""
        for server in self._servers:
            if not server.is_serving():
                await server.start_serving()

    async def _listen(self, path: Path) -> asyncio.Server:
        with record.short_path(path.parent, path.name) as short:
            server = await asyncio.start_unix_server(self.control.talk, short, limit=MAX_LINE)
        path.chmod(0o600)  # noqa: ASYNC240  one call, before anybody is served
        return server

    async def _open_readers(self, source: Source) -> Callable[[], None]:
        """Two doors: to one reader the source is endless, to the other it ends with its sender."""
        number = source.number
        doors = [
            await self._readers(f"{number}.sock", lambda: Reader(source)),
            await self._readers(f"{number}{ONCE}.sock", lambda: Reader(source, once=True)),
        ]

        def close() -> None:
            for end in doors:
                end()

        return close

    async def _readers(self, name: str, made: Callable[[], Reader]) -> Callable[[], None]:
        path = self.settings.out / name
        with record.short_path(path.parent, path.name) as short:
            server = await asyncio.get_running_loop().create_unix_server(made, short)
        path.chmod(0o600)

        def close() -> None:
            server.close()
            path.unlink(missing_ok=True)

        return close

    def _write(self, ports: list[int]) -> None:
        given = self.settings
        log.info("listening host=%s ports=%s", given.host, ports)
        record.write(
            given.control.parent,
            Record(
                name=given.control.name,
                pid=os.getpid(),
                began=record.start_time(os.getpid()) or "",
                lease_s=given.lease_s,
                control=str(given.control),
                out=str(given.out),
                host=given.host,
                port=ports[0],
                tls_port=ports[1] if len(ports) > 1 else None,
            ),
        )

    async def _live(self) -> None:
        self._tick()
        await self.control.over.wait()

    def _tick(self) -> None:
        asyncio.get_running_loop().call_later(LOOK_EVERY_S, self._tick)
        self.look(time.monotonic())

    def look(self, now: float) -> None:
        """One look around."""
        self.control.look(now)
        self.house.look(now)
        if self.certificate is not None and self.certificate.renew():
            log.info("certificate renewed")

    def _end(self) -> None:
        for server in self._servers:
            server.close()
        self.house.close()
        for suffix in ("", ".json"):
            self.settings.control.with_name(self.settings.control.name + suffix).unlink(missing_ok=True)
