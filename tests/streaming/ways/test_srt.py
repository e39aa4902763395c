"""SRT, end to end: a real sender with its passphrase, the listener in the mixer's care."""

from __future__ import annotations

import asyncio
import os
import signal
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from events.keyring import open_sealed
from streaming.api.senders import made
from streaming.enums import SourceKind
from streaming.models import Run, Source
from tests.figures import Figure
from tests.streaming.stage import Stage, db, picture_times
from tests.streaming.ways.senders import TS, Senders, pushed, seen, shown, srt_address

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
HANDSHAKE, CONCLUSION, HSRSP = 0x8000_0000, 0xFFFF_FFFF, 2
Address = tuple[str, int]


async def listens(stage: Stage, **more: object) -> Source:
    """On air, and nobody sends yet."""
    source = await db(pushed, stage, SourceKind.SRT, "Máy gửi SRT", **more)
    await stage.start(source)
    await stage.until(lambda: stage.program().showing == "slate")
    await stage.until(lambda: stage.report()["sources"][str(source.pk)]["pid"] is not None)
    return source


def everywhere(stage: Stage) -> str:
    """All that is written about it: logs, records, runs, what the worker was told."""
    files = [path.read_bytes().decode("latin-1") for path in stage.folder.rglob("*.log")]
    files += [path.read_text() for path in stage.folder.rglob("*.json")]
    return "\n".join([*files, str(stage.report()), str(list(Run.objects.values()))])


def command_lines() -> str:
    """Of all processes, as any user can read them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return "\n".join(found)


async def test_a_sender_with_the_passphrase_is_shown_and_shown_again_when_it_comes_back(
    stage: Stage, senders: Senders, figure: Figure
) -> None:
    source = await listens(stage)
    phrase = await db(open_sealed, source.key_sealed)
    assert await db(seen, source) == ("off", "")
    assert "-f concat" in command_lines()
    assert phrase not in command_lines()  # before there is a sender, whose own command line shows it
    sender = senders.ffmpeg(await db(srt_address, source), TS)
    await stage.until(lambda: stage.program().showing_source == source.pk)
    await stage.until(lambda: seen(source) == ("live", ""))
    await stage.steps(1.5)
    assert shown(stage).std() > 30
    sender.kill()
    await stage.until(lambda: stage.program().showing == "slate", within_s=6)
    await stage.until(lambda: seen(source) == ("silent", ""))

    def back() -> bool:
        if senders.processes[-1].poll() is not None:  # until the listener has let go of the first
            senders.ffmpeg(srt_address(source), TS)
        return stage.program().showing == "source"

    await stage.until(back)
    assert "DISCONTINUITY" not in (stage.live.path / "program.m3u8").read_text()
    times = picture_times(stage.live)
    assert max(after - before for before, after in pairwise(times)) < 0.05
    assert phrase not in await db(everywhere, stage)


async def test_whoever_has_another_passphrase_or_none_is_refused_and_the_technician_is_told(
    stage: Stage, senders: Senders
) -> None:
    source = await listens(stage)
    senders.ffmpeg(await db(srt_address, source, "sai-mat-khau-khac"), TS)
    await stage.until(lambda: seen(source) == ("off", "srt_bad_passphrase"))
    senders.ffmpeg((await db(srt_address, source)).partition("&passphrase")[0], TS)
    await stage.until(lambda: seen(source) == ("off", "srt_no_passphrase"))
    assert (await db(stage.program)).showing == "slate"
    senders.ffmpeg(await db(srt_address, source), TS)
    await stage.until(lambda: seen(source) == ("live", ""))
    assert "sai-mat-khau" not in await db(everywhere, stage)


class Wire(asyncio.DatagramProtocol):
    """Between a sender and the listener; reads the latency out of the handshake's answer."""

    def __init__(self, listener: Address) -> None:
        self.listener, self.sender = listener, listener
        self.latencies: set[int] = set()
        self.transport: asyncio.DatagramTransport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)  # 3.11 has no such base class

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if addr == self.listener:
            self._read(data)
            self.transport.sendto(data, self.sender)
        else:
            self.sender = addr
            self.transport.sendto(data, self.listener)

    def _read(self, data: bytes) -> None:
        if len(data) < 80 or data[:4] != struct.pack(">I", HANDSHAKE):
            return
        at = 64  # behind the packet's header and the handshake's own fields come the extensions
        while at + 4 <= len(data):
            kind, words = struct.unpack_from(">HH", data, at)
            if kind == HSRSP and words >= 3:
                self.latencies.add(struct.unpack_from(">H", data, at + 12)[0])
            at += 4 + words * 4


@asynccontextmanager
async def wire_to(port: int) -> AsyncIterator[tuple[Wire, int]]:
    """(the wire, where to send)."""
    made = Wire(("127.0.0.1", port))
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: made, local_addr=("127.0.0.1", 0))
    try:
        yield made, transport.get_extra_info("sockname")[1]
    finally:
        transport.close()


async def test_the_address_as_it_is_shown_sends_with_the_latency_that_was_chosen(
    stage: Stage, senders: Senders
) -> None:
    source = await listens(stage, latency_ms=640)
    address: str = (await db(made, source))["link"]
    assert "latency" not in address, "its unit is another for every sender"
    async with wire_to(source.port or 0) as (wire, port):
        senders.ffmpeg(address.replace(f":{source.port}?", f":{port}?"), TS)
        await stage.until(lambda: stage.program().showing_source == source.pk)
    assert wire.latencies == {640}


@pytest.mark.long
async def test_a_sender_that_freezes_is_let_go_so_that_another_may_come(
    stage: Stage, senders: Senders, figure: Figure
) -> None:
    source = await listens(stage)
    address = await db(srt_address, source)
    senders.ffmpeg(address, TS)
    await stage.until(lambda: stage.program().showing_source == source.pk)
    os.kill(senders.processes[0].pid, signal.SIGSTOP)
    await stage.until(lambda: stage.program().showing == "slate", within_s=6)
    frozen = stage.report()["encoder"]["clock_s"]

    def back() -> bool:
        if senders.processes[-1].poll() is not None or len(senders.processes) == 1:
            senders.ffmpeg(address, TS)
        return stage.program().showing == "source"

    await stage.until(back)
    figure(
        "SRT, slate for a frozen sender → another shown", stage.report()["encoder"]["clock_s"] - frozen, "s"
    )
