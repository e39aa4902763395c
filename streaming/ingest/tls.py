"""RTMPS: the certificate, and a door that counts a connection before its TLS handshake."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

from streaming.ingest.sender import HANDSHAKE_S, House, Sender


class Certificate:
    """A context for new connections, whose files may be renewed while senders are live."""

    def __init__(self, cert: Path, key: Path) -> None:
        self._files = cert, key
        self._stamp = self._stamps()
        self.context = self._load()

    def renew(self) -> bool:
        """Load files that changed; True where that happened. A pair that does not fit leaves the old one."""
        try:
            stamp = self._stamps()
            if stamp == self._stamp:
                return False
            self.context = self._load()
        except OSError:  # halfway through being replaced: the next look tries again
            return False
        self._stamp = stamp
        return True

    def _load(self) -> ssl.SSLContext:
        # A new one each time: OpenSSL forgets the old key when it is given a certificate that does not fit.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(*self._files)
        return context

    def _stamps(self) -> tuple[int, ...]:
        return tuple(path.stat().st_mtime_ns for path in self._files)


class Door(asyncio.Protocol):
    """Stands until TLS does; asyncio's own TLS servers take any number of unfinished handshakes."""

    def __init__(self, house: House, context: ssl.SSLContext) -> None:
        self._house, self._context = house, context
        self._task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask, then shake hands."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  a stream socket has no other
        sender = Sender(self._house)
        if sender.meet(transport):
            transport.pause_reading()
            self._task = asyncio.get_running_loop().create_task(self._secure(transport, sender))

    async def _secure(self, transport: asyncio.Transport, sender: Sender) -> None:
        loop = asyncio.get_running_loop()
        try:
            secured = await loop.start_tls(
                transport, sender, self._context, server_side=True, ssl_handshake_timeout=HANDSHAKE_S
            )
        except OSError:  # every failure of TLS is one
            transport.abort()
            sender.lost()
            return
        if secured is not None:
            sender.secured(secured)
