"""One phone's connection from its first frame to its end."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, NoReturn, Protocol

from streaming.camera.bounds import Flow, Seat, Seats, Throttle
from streaming.camera.converter import Converter, started
from streaming.camera.errors import (
    BadFrame,
    CameraError,
    CeremonyOver,
    ConverterEnded,
    IngestAway,
    NotRecorded,
    Revoked,
    Stalled,
)
from streaming.camera.flv import Tags
from streaming.camera.frames import MAX_PIECE, Begin, ServerFrame, parse_begin
from streaming.camera.publisher import NotTaken, Publisher
from streaming.camera.selectors import Camera, ingest_at

log = logging.getLogger(__name__)
SILENT_S = 10.0  # a phone that says nothing for so long is let go
UNREADABLE_S = 12.0  # no picture made of what came for so long: it is none
LOOK_EVERY_S, ALLOWED_EVERY_S = 1.0, 2.0
TELL_EVERY_S = 0.1
seats = Seats()
Still = Callable[[], Awaitable[bool]]


class Peer(Protocol):
    """The socket, as far as it is needed here."""

    async def hear(self) -> str | bytes | None:
        """The next frame; None when the phone has gone."""

    async def say(self, frame: ServerFrame) -> None:
        """One frame out."""


async def serve(camera: Camera, peer: Peer, still: Still, run_dir: Path) -> None:
    """Until the phone goes. Raises CameraError where we end it; `still`: whether it may go on."""
    if camera.over:
        raise CeremonyOver
    begin = parse_begin(await _within(SILENT_S, peer.hear()) or "")
    where = ingest_at(run_dir)
    if where is None or not camera.key:
        raise IngestAway
    async with seats.seat(run_dir / "cameras", camera.source_id) as seat:
        publisher = Publisher(*where)
        converter: Converter | None = None
        try:
            await publisher.open(camera.key)
            converter = await _started(begin, camera)
            await Line(camera, peer, seat, converter, publisher).live(still)
        except NotTaken as error:
            log.info("camera %s: the ingest took no more: %s", camera.source_id, error)
            raise (IngestAway if converter is None else ConverterEnded) from None
        finally:
            publisher.close()
            if converter is not None:
                await asyncio.shield(converter.end())


async def _started(begin: Begin, camera: Camera) -> Converter:
    try:
        return await started(begin)
    except OSError as error:
        log.warning("camera %s: no ffmpeg: %s", camera.source_id, error.strerror)
        raise ConverterEnded from None


class Line:
    """What goes on at once while a phone sends."""

    def __init__(
        self, camera: Camera, peer: Peer, seat: Seat, converter: Converter, publisher: Publisher
    ) -> None:
        self.camera, self.peer, self.seat = camera, peer, seat
        self.converter, self.publisher = converter, publisher
        self.flow, self.taken, self._told = Flow(), 0, 0

    async def live(self, still: Still) -> None:
        """Until the phone goes (then it returns), or one of them finds a reason to end."""
        await self.peer.say({"type": "ready", "piece": MAX_PIECE})
        works = [self._take(), self._hand_on(), self.publisher.listen(), self._look(still), self._given_up()]
        log.info("camera %s: sends, ffmpeg %s", self.camera.source_id, self.converter.pid)
        try:
            await _first_of(works)
        finally:
            if self.converter.code:
                log.info("camera %s: %s", self.camera.source_id, " | ".join(self.converter.tail.lines)[-600:])

    async def _take(self) -> None:
        throttle = Throttle(time.monotonic())
        while (said := await _within(SILENT_S, self.peer.hear())) is not None:
            if isinstance(said, str) or len(said) > MAX_PIECE:
                raise BadFrame
            try:
                await self.converter.write(said)
            except ConverterEnded:
                await self._ended()
            self.taken += len(said)
            if wait := throttle.wait_after(len(said), time.monotonic()):
                await asyncio.sleep(wait)

    async def _hand_on(self) -> None:
        tags = Tags()
        while data := await self.converter.read():
            for message in tags.feed(data):
                await self.publisher.send(message)
                self.flow.count(len(message.payload))
        await self._ended()

    async def _ended(self) -> NoReturn:
        """ffmpeg went by itself: killed, or it could make nothing of what came."""
        await self.converter.over()
        killed = (self.converter.code or 0) < 0
        raise ConverterEnded if killed or self.flow.tags else NotRecorded

    async def _look(self, still: Still) -> None:
        """Tell the phone what arrives; see whether all is still as it should be."""
        began = told = asked = time.monotonic()
        while True:
            await asyncio.sleep(TELL_EVERY_S)
            if self.taken != self._told:
                self._told = self.taken
                await self.peer.say({"type": "taken", "bytes": self._told})
            now = time.monotonic()
            if now - asked >= ALLOWED_EVERY_S:
                asked = now
                if not await still():
                    raise Revoked
            if now - told >= LOOK_EVERY_S:
                told = now
                await self._tell(now, began)

    async def _tell(self, now: float, began: float) -> None:
        self.seat.check()
        if not self.flow.tags and self.taken and now - began > UNREADABLE_S:
            raise NotRecorded
        sending, kbps = self.flow.sending(now), self.flow.kbps(now)
        await self.peer.say({"type": "status", "sending": sending, "kbps": kbps})

    async def _given_up(self) -> None:
        await self.seat.given_up.wait()
        self.seat.check()


async def _within(seconds: float, hearing: Awaitable[str | bytes | None]) -> str | bytes | None:
    try:
        async with asyncio.timeout(seconds):
            return await hearing
    except TimeoutError:
        raise Stalled from None


async def _first_of(works: list[Coroutine[Any, Any, None]]) -> None:
    """Run all until the first returns or raises, which is then what happened; the others are cancelled."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    errors = [error for task in done if (error := task.exception()) is not None]
    # What a person did explains more than what followed from it.
    for error in sorted(errors, key=lambda it: not isinstance(it, CameraError)):
        raise error
