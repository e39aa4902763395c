"""A real uvicorn in the test's own loop, and clients that read frames."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from realtime.frames import MAX_FRAME_BYTES
from realtime.hub.hub import Hub
from realtime.lifespan import running
from realtime.routing import websocket_urlpatterns
from tests.realtime.loop import until
from tests.realtime.wire import is_known

Frame = dict[str, Any]
PATIENCE_S = 10.0


@dataclass
class Web:
    """A served web process; `hub` is its broadcaster."""

    port: int
    hub: Hub

    def address(self, path: str) -> str:
        return f"ws://127.0.0.1:{self.port}{path}"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def open(self, path: str, stalls: bool = False, **headers: str) -> AsyncIterator[Socket]:
        """A client's socket; the keywords are headers. One that `stalls` reads only what it is asked for."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        how: dict[str, Any] = {"additional_headers": named, "compression": None}
        if stalls:
            how |= {"max_queue": 1, "ping_interval": None, "close_timeout": 0.1}
        async with connect(self.address(path), **how) as line:
            yield Socket(line)


class Socket:
    """One client: sends objects, reads objects."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.passed: deque[Frame] = deque()  # what came before an answer that was waited for

    async def say(self, frame: Any) -> None:
        await self.line.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    async def hear(self, kind: str | None = None) -> Frame:
        """The next frame, or the next of one type."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                frame = self.passed.popleft() if self.passed else await self._next()
                if kind is None or frame["type"] == kind:
                    return frame

    async def hear_anything(self) -> Frame:
        """The next frame of a socket that has a protocol of its own."""
        async with asyncio.timeout(PATIENCE_S):
            frame: Frame = json.loads(await self.line.recv())
            return frame

    async def _next(self) -> Frame:
        frame: Frame = json.loads(await self.line.recv())
        assert frame["type"] == "filling" or is_known(frame), frame
        return frame

    async def post(self, ref: str, body: str = "Chào cả nhà", name: str = "Lan") -> Frame:
        """Post one comment; its ack or its error. A batch that overtakes it is heard afterwards."""
        await self.say({"type": "comment.post", "ref": ref, "body": body, "name": name})
        async with asyncio.timeout(PATIENCE_S):
            while (frame := await self._next())["type"] not in ("ack", "error"):
                self.passed.append(frame)
        return frame

    async def end(self) -> int:
        """Read until the server closes; its code."""
        async with asyncio.timeout(PATIENCE_S):
            try:
                while True:
                    await self.line.recv()
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006

    @property
    def cookie(self) -> str:
        """What the server set at the handshake, ready to be sent back."""
        assert self.line.response is not None
        return self.line.response.headers.get("Set-Cookie", "").partition(";")[0]


@asynccontextmanager
async def serving() -> AsyncIterator[Web]:
    """The sockets behind uvicorn, set as `manage.py web` sets it, on a free port."""
    hubs: list[Hub] = []

    async def lifespan(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        async with running() as hub:
            hubs.append(hub)
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    sockets = AuthMiddlewareStack(URLRouter(websocket_urlpatterns))
    config = uvicorn.Config(
        ProtocolTypeRouter({"websocket": sockets, "lifespan": lifespan}),
        lifespan="on",
        log_config=None,
        ws="websockets-sansio",
        ws_max_size=MAX_FRAME_BYTES,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=2,
    )
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve([listener]))  # serve() would take the test's signals
    try:
        await until(lambda: server.started)
        yield Web(listener.getsockname()[1], hubs[0])
    finally:
        server.should_exit = True
        await task
