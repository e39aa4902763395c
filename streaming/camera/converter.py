"""One ffmpeg of one connection: a group of its own, dies with its parent, nothing of it grows."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import PIPE, Process

from streaming.camera.argv import converter
from streaming.camera.errors import ConverterEnded, Stalled
from streaming.camera.frames import Begin
from streaming.host.tail import Tail
from streaming.host.tied import tied
from streaming.mixer.process import KEPT_ENV

TAKES_WITHIN_S, ENDS_WITHIN_S = 10.0, 3.0
READ = 64 * 1024
NICE = 5  # viewers' pages come first


class Converter:
    """Bytes of a recording in, bytes of FLV out. Made by `started`; `end` in any case."""

    def __init__(self, process: Process) -> None:
        assert process.stdin and process.stdout and process.stderr  # noqa: S101  asked for below
        self._process = process
        self._in, self._out, self._words = process.stdin, process.stdout, process.stderr
        self.tail = Tail()
        self._listening = asyncio.create_task(self._listen())

    @property
    def pid(self) -> int:
        """For the log."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """None while it runs; negative: ended by that signal."""
        return self._process.returncode

    async def write(self, data: bytes) -> None:
        """Hand on, waiting while it is busy. Raises ConverterEnded, or Stalled after ten seconds."""
        try:
            self._in.write(data)
            async with asyncio.timeout(TAKES_WITHIN_S):
                await self._in.drain()
        except TimeoutError:
            raise Stalled from None
        except (OSError, RuntimeError):  # RuntimeError: uvloop's word for a pipe that is closed
            raise ConverterEnded from None

    async def read(self) -> bytes:
        """Some FLV; b"" at its end."""
        return await self._out.read(READ)

    async def _listen(self) -> None:
        while data := await self._words.read(READ):
            self.tail.feed(data)

    async def over(self) -> None:
        """Wait, not for ever, for its own end: then `code` says how."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ENDS_WITHIN_S):
                await self._process.wait()

    async def end(self) -> None:
        """Kill its whole group and take its exit code."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        await self.over()
        self._in.close()
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)


async def started(begin: Begin) -> Converter:
    """Raises OSError where it cannot start."""
    tie = tied()

    def die_with_web() -> None:
        tie()
        os.nice(NICE)

    process = await asyncio.create_subprocess_exec(
        *converter(begin),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        limit=READ,
        env={name: os.environ[name] for name in KEPT_ENV if name in os.environ},
        start_new_session=True,
        preexec_fn=die_with_web,
    )
    return Converter(process)
