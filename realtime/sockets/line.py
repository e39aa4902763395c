"""One websocket from its handshake to its end: who may open it, what it says, how it is closed."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from enum import IntEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.cookie import SimpleCookie
from django.utils.translation.trans_real import parse_accept_lang_header

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
MAX_SEQ = 2**63 - 1
FRAMES, FRAMES_SECONDS = 30, 10.0  # inbound, a socket
FLOOD = 3 * FRAMES  # more than this in the same time ends the socket
DEFAULT_PORTS = {"http": 80, "https": 443}


class Line:
    """What ASGI gives for one socket, read once."""

    __slots__ = ("_began", "_count", "_headers", "_receive", "_send", "scope")

    def __init__(self, scope: Scope, receive: Receive, send: Any) -> None:
        self.scope = scope
        self._receive, self._send = receive, send
        self._headers: dict[bytes, bytes] = dict(scope.get("headers", ()))
        self._began, self._count = 0.0, 0

    def header(self, name: bytes) -> str:
        """One header, "" where it is missing."""
        return self._headers.get(name, b"").decode("latin-1")

    @property
    def slug(self) -> str:
        """The ceremony that the address names."""
        return str(self.scope["url_route"]["kwargs"]["slug"])

    @property
    def after(self) -> int | None:
        """The number that the client holds; None for none, or for one that no room can have."""
        text = parse_qs(self.scope.get("query_string", b"").decode("latin-1")).get("after", [""])[0]
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    @property
    def address(self) -> str | None:
        """The peer's address, as the trusted proxies tell it."""
        client = self.scope.get("client")
        return str(client[0]) if client else None

    def cookie(self, name: str) -> str | None:
        """One cookie's value."""
        cookies = self.scope.get("cookies")
        if cookies is None:
            morsel = SimpleCookie(self.header(b"cookie")).get(name)
            return morsel.value if morsel else None
        value = cookies.get(name)
        return str(value) if value is not None else None

    @property
    def language(self) -> str:
        """ "vi", or "en" where the caller prefers it.

        Our own screens name no header here: they speak Vietnamese unless their reader chose, by a cookie.
        """
        chosen = self.cookie(settings.LANGUAGE_COOKIE_NAME)
        header = "" if self.has_origin else self.header(b"accept-language")
        accepted = [chosen] if chosen else [tag for tag, _ in parse_accept_lang_header(header)]
        known = [tag[:2] for tag in accepted if tag[:2] in ("vi", "en")]
        return known[0] if known else "vi"

    @property
    def has_origin(self) -> bool:
        """Every browser names its page's origin; programs do not."""
        return b"origin" in self._headers

    def origin_is_ours(self) -> bool:
        """Whether the page that opens this socket came from this server; without an origin, no page does."""
        if not self.has_origin:
            return True
        try:
            origin = urlsplit(self.header(b"origin").lower())
            if not origin.scheme or not origin.hostname:
                return False
            ours = (f"//{self.header(b'host').lower()}", settings.ENV.public_url.lower())
            return any(_same_place(origin.scheme, origin.netloc, urlsplit(place)) for place in ours)
        except ValueError:  # "http://[": an address that is none
            return False

    async def opened(self, headers: list[tuple[bytes, bytes]] = []) -> bool:  # noqa: B006  never changed
        """Take the handshake; False where it was refused (HTTP 403) or the peer left."""
        if (await self._receive())["type"] != "websocket.connect":
            return False
        if not self.origin_is_ours():
            await self._send({"type": "websocket.close"})
            return False
        await self._send({"type": "websocket.accept", "headers": headers})
        return True

    async def close(self, code: IntEnum) -> None:
        """End a socket that is no member of a room."""
        await self._send({"type": "websocket.close", "code": int(code)})

    async def frames(self) -> AsyncIterator[str | None]:
        """What the client says until it leaves; None for a binary frame."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return
            yield message.get("text")

    async def next(self) -> str | bytes | None:
        """The next frame, text or binary; None when the client has left."""
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return None
        text: str | None = message.get("text")
        return text if text is not None else bytes(message.get("bytes") or b"")

    async def send(self, text: str) -> None:
        """One frame, in its turn."""
        await self._send({"type": "websocket.send", "text": text})

    def too_fast(self) -> bool:
        """Count one inbound frame; whether it is over the bound."""
        now = time.monotonic()
        if now - self._began >= FRAMES_SECONDS:
            self._began, self._count = now, 0
        self._count += 1
        return self._count > FRAMES

    @property
    def floods(self) -> bool:
        """Whether it is so far over the bound that it is no longer listened to."""
        return self._count > FLOOD


def _same_place(scheme: str, netloc: str, place: Any) -> bool:
    if place.scheme and place.scheme != scheme:
        return False
    default = DEFAULT_PORTS.get(scheme)
    try:
        ours, theirs = urlsplit(f"//{place.netloc}"), urlsplit(f"//{netloc}")
        return bool(ours.hostname) and (ours.hostname, ours.port or default) == (
            theirs.hostname,
            theirs.port or default,
        )
    except ValueError:  # a port that is no number
        return False
