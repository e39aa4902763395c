"""A forward proxy on loopback for one host's pulled addresses.

ffmpeg resolves names and follows redirects by itself, so a check beforehand proves little. Through this
proxy every request, redirect and segment comes by here, is resolved here, judged, and connected to the
very address that was judged. One request a connection; a token keeps other local programs out.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hmac
import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from streaming.addresses import allow_listed, judge

MAX_HEAD = 32 * 1024
WITHIN_S = 10.0
READ = 64 * 1024
CHALLENGE = 'Proxy-Authenticate: Basic realm="guard"\r\n'
HOP = ("connection", "proxy-", "keep-alive", "te", "trailer", "upgrade")
Resolve = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True)
class Policy:
    """Where traffic may go; see streaming.addresses."""

    allow_lan: bool
    allowed: tuple[str, ...] = ()


class Refused(Exception):
    """Its text is the status line's."""


@dataclass(frozen=True)
class Request:
    """One request to the proxy; `head` is what goes on to the server, empty for CONNECT."""

    host: str
    port: int
    tunnel: bool
    head: bytes
    token: str


class Guard:
    """Listens at once; serves when the loop turns."""

    def __init__(self, policy: Policy, resolve: Resolve | None = None) -> None:
        self.policy, self._resolve = policy, resolve or _resolved
        self._token = secrets.token_urlsafe(18)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._serving = asyncio.create_task(self._serve())
        self._serving.add_done_callback(lambda done: self._socket.close())

    @property
    def address(self) -> str:
        """For ffmpeg's -http_proxy."""
        return f"http://guard:{self._token}@127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def secret(self) -> str:
        """To be masked."""
        return self._token

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._talk, sock=self._socket, limit=MAX_HEAD)
        async with server:
            await server.serve_forever()

    def close(self) -> None:
        """No more."""
        self._serving.cancel()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = parse(await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), WITHIN_S))
            if not hmac.compare_digest(request.token.encode(), self._token.encode()):
                raise Refused("407 Proxy Authentication Required")
            far_reader, far_writer = await self._connect(request)
            await _join(request, (reader, writer), (far_reader, far_writer))
        except Refused as refused:
            challenge = CHALLENGE if str(refused).startswith("407") else ""
            writer.write(f"HTTP/1.1 {refused}\r\n{challenge}Content-Length: 0\r\n\r\n".encode())
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            with contextlib.suppress(OSError):
                writer.close()

    async def _connect(self, request: Request) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for address in await self._judged(request.host, request.port):
            with contextlib.suppress(OSError, TimeoutError):
                opening = asyncio.open_connection(address, request.port, limit=READ)
                return await asyncio.wait_for(opening, WITHIN_S)
        raise Refused("504 Gateway Timeout")

    async def _judged(self, host: str, port: int) -> list[str]:
        """Only where every address of the name may be used."""
        found = await self._resolve(host, port)
        if not found:
            raise Refused("502 No Such Name")
        if allow_listed(host, port, self.policy.allowed):
            return found
        if any(judge(address, self.policy.allow_lan) for address in found):
            raise Refused("403 refused by the guard")
        return found


def parse(raw: bytes) -> Request:
    """CONNECT host:port, or an absolute http:// address. Raises Refused."""
    first, *lines = raw.decode("latin-1").split("\r\n")
    headers = [line for line in lines if line]
    given = next((h.partition(":")[2].strip() for h in headers if _named(h, "proxy-authorization")), "")
    try:
        method, target, version = first.split(" ")
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        port = parts.port or (443 if tunnel else 80)
    except ValueError:
        raise Refused("400 Bad Request") from None
    known = tunnel or (method in ("GET", "HEAD") and parts.scheme == "http")
    if not parts.hostname or not known:
        raise Refused("403 refused by the guard")
    kept = [header for header in headers if not _named(header, *HOP)]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    head = "\r\n".join([f"{method} {path} {version}", *kept, "Connection: close", "", ""])
    return Request(parts.hostname, port, tunnel, b"" if tunnel else head.encode("latin-1"), _token(given))


def _named(header: str, *names: str) -> bool:
    return header.lower().startswith(names)


def _token(given: str) -> str:
    scheme, _, value = given.partition(" ")
    try:
        return base64.b64decode(value).decode().partition(":")[2] if scheme == "Basic" else ""
    except ValueError:
        return ""


Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _join(request: Request, near: Ends, far: Ends) -> None:
    if request.tunnel:
        near[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    else:
        far[1].write(request.head)
    try:
        up = asyncio.create_task(_pump(near[0], far[1]))
        down = asyncio.create_task(_pump(far[0], near[1]))
        await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
        if up.done() and not request.tunnel:  # the asker has no more to say; the answer still comes
            await asyncio.wait((down,))
        up.cancel()
        down.cancel()
    finally:
        far[1].close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(READ):
            writer.write(data)
            await writer.drain()


async def _resolved(host: str, port: int) -> list[str]:
    try:
        loop = asyncio.get_running_loop()
        looking = loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = await asyncio.wait_for(looking, WITHIN_S)
    except (OSError, UnicodeError, TimeoutError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
