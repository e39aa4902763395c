"""The way out of one socket: no task and no queue for a reader that keeps up.

Where the server is ours, one encoding is written to all connections that take it at once (see `wire`).
Else a send is started by hand. Nearly always it finishes at once, and that was all. Where it has to wait
(the peer's window and our buffer are full), a task goes on from there and later frames wait in a
bounded queue; beyond the bound the reader is dropped with 4408 and resumes by its number.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import Any

from realtime.frames import CloseCode
from realtime.hub.wire import Wire, aborting, innermost, wire_of

log = logging.getLogger(__name__)
Send = Callable[[dict[str, Any]], Coroutine[Any, Any, None]]
MAX_QUEUED_FRAMES, MAX_QUEUED_BYTES = 64, 256 * 1024
MAX_STALL_S = 10.0
# How long a dropped reader may take to receive the close code before the connection is cut.
CLOSE_GRACE_S = 5.0


class _Continued(Awaitable[None]):
    """Goes on with a coroutine that was started by hand and yielded `first`."""

    def __init__(self, started: Coroutine[Any, Any, None], first: Any) -> None:
        self._started, self._first = started, first

    def __await__(self) -> Generator[Any, Any, None]:
        # The future that it waits for is yielded again, now to the task that runs us.
        yielded = self._first
        while True:
            try:
                value = yield yielded
            except BaseException as error:
                go_on: Callable[[], Any] = partial(self._started.throw, error)
            else:
                go_on = partial(self._started.send, value)
            try:
                yielded = go_on()
            except StopIteration:
                return


class Outlet:
    """Frames out of one socket, in their order. Used on the event loop's thread alone."""

    __slots__ = ("_abort", "_queue", "_queued_bytes", "_send", "_task", "_wire", "closed")

    def __init__(self, send: Send, abort: Callable[[], None], wire: Wire | None = None) -> None:
        self._send = send
        self._abort = abort
        self._wire = wire
        self._queue: deque[tuple[str, int]] | None = None
        self._queued_bytes = 0
        self._task: asyncio.Task[None] | None = None
        self.closed = False

    @property
    def slow(self) -> bool:
        """Whether a frame is waiting for the reader."""
        return self._task is not None

    def offer(self, text: str) -> None:
        """Send one frame, now or when its reader is ready; never waits, never raises."""
        if self.closed:
            return
        if self._task is not None:
            self._wait_in_line(text)
            return
        if self._wire is not None and self._wire.write(text):
            return
        sending = self._send({"type": "websocket.send", "text": text})
        try:
            first = sending.send(None)
        except StopIteration:
            return
        except Exception as error:  # gone, or a frame that no wire takes: its peer must not wait for ever
            self._cut(error)
            return
        self._task = asyncio.get_running_loop().create_task(self._catch_up(_Continued(sending, first)))

    def close(self, code: CloseCode) -> None:
        """End the connection with a code; what waits is thrown away."""
        if self.closed:
            return
        self.closed = True
        self._queue = None
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.get_running_loop().create_task(self._close(code))

    def gone(self) -> None:
        """The connection ended: nothing is sent any more."""
        closing, self.closed, self._queue = self.closed, True, None
        if self._task is not None and not closing:
            self._task.cancel()

    def _cut(self, error: Exception) -> None:
        level = logging.DEBUG if isinstance(error, OSError) else logging.ERROR  # who left is no news
        log.log(level, "a socket is cut: %s", type(error).__name__)
        self.closed, self._queue = True, None
        self._abort()

    def _wait_in_line(self, text: str) -> None:
        size = len(text.encode(errors="replace"))
        self._queue = self._queue if self._queue is not None else deque()
        if len(self._queue) >= MAX_QUEUED_FRAMES or self._queued_bytes + size > MAX_QUEUED_BYTES:
            self.close(CloseCode.TOO_SLOW)
            return
        self._queue.append((text, size))
        self._queued_bytes += size

    async def _catch_up(self, sending: Awaitable[None]) -> None:
        try:
            await self._within(MAX_STALL_S, sending)
            while self._queue:
                text, size = self._queue.popleft()
                self._queued_bytes -= size
                await self._within(MAX_STALL_S, self._send({"type": "websocket.send", "text": text}))
        except TimeoutError:
            self._task = None
            self.close(CloseCode.TOO_SLOW)
        except Exception as error:
            self._task = None
            self._cut(error)
        else:
            self._task = self._queue = None

    async def _close(self, code: CloseCode) -> None:
        try:
            await self._within(CLOSE_GRACE_S, self._send({"type": "websocket.close", "code": int(code)}))
        except TimeoutError:
            self._abort()
        except Exception as error:
            log.debug("gone before it was closed: %s", type(error).__name__)

    @staticmethod
    async def _within(seconds: float, sending: Awaitable[None]) -> None:
        async with asyncio.timeout(seconds):
            await sending


def outlet_to(send: Any) -> Outlet:
    """The outlet of one ASGI socket."""
    own = innermost(send)
    return Outlet(own, aborting(own), wire_of(own))
