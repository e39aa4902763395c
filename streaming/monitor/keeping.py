"""A process that is kept running: what it says is heard; silent for too long, it is killed and begun anew."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Sequence

from streaming.host.tied import tied

READ = 64 * 1024
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 5.0


class Kept:
    """Runs in a task of its own until `end`. `stop_at`: exit codes after which it is not tried again."""

    def __init__(
        self,
        argv: Sequence[str],
        heard: Callable[[bytes], None],
        *,
        silent_s: float,
        stop_at: frozenset[int] = frozenset(),
    ) -> None:
        self.argv, self._heard, self._silent_s, self._stop_at = list(argv), heard, silent_s, stop_at
        self.restarts = 0
        self.code: int | None = None
        self.pid: int | None = None
        self.gave_up = False
        self._task = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        wait = FIRST_WAIT_S
        while True:
            said = await self._once()
            if self.code in self._stop_at:
                self.gave_up = True
                return
            self.restarts += 1
            wait = FIRST_WAIT_S if said else min(LONGEST_WAIT_S, wait * 2)
            await asyncio.sleep(wait)

    async def _once(self) -> bool:
        """One life; whether it said anything."""
        said = False
        try:
            process = await asyncio.create_subprocess_exec(
                *self.argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=tied(),
            )
        except OSError:
            return False
        self.pid = process.pid
        out = process.stdout
        assert out is not None  # noqa: S101  asked for above
        try:
            with contextlib.suppress(TimeoutError):
                while data := await asyncio.wait_for(out.read(READ), self._silent_s):
                    said = True
                    self._heard(data)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            self.code = await process.wait()
            self.pid = None
        return said

    async def end(self) -> None:
        """At once."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
