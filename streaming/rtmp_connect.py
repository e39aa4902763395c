"""RTMP's `connect`, the client's side: whether the application takes us. Nothing is published.

Source: Adobe, "RTMP" (2012), sections 5.2.4 (C2 echoes S1), 5.4.1 (the chunk size) and 7.2.1.1 (connect).
"""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from streaming.argv.relay import Outlet
from streaming.greeting import BLOCK, NoGreeting, left
from streaming.ingest import amf0
from streaming.ingest.chunks import DEFAULT_CHUNK, ChunkReader, Message, chunked
from streaming.ingest.errors import Malformed
from streaming.ingest.messages import COMMAND, SET_CHUNK_SIZE, number

MOST_BYTES = 64 * 1024  # servers say some hundred bytes here
CHUNKS = 3  # the chunk stream that commands use
LIKE = "FMLE/3.0 (compatible; NhipCau)"  # platforms ask for an encoder's name
REFUSED = "page_connect_refused"


def connect(peer: socket.socket, block: bytes, address: str, until: float) -> None:
    """After `greet()`, whose block is `block`: raises NoGreeting where the application is not taken.

    `address` is the page's, without its key; `until` is monotonic.
    """
    try:
        peer.settimeout(left(until))
        peer.sendall(block + chunked(Message(COMMAND, 0, 0, _command(address)), CHUNKS, DEFAULT_CHUNK))
        _skip(peer, BLOCK, until)
        _hear(peer, until)
    except TimeoutError:
        raise NoGreeting("page_silent") from None
    except (OSError, Malformed):  # hung up on us, or said what is no RTMP
        raise NoGreeting(REFUSED) from None


def _command(address: str) -> bytes:
    parts, app = urlsplit(address), Outlet(address, "").app
    about: dict[str, amf0.Value] = {"app": app, "type": "nonprivate", "flashVer": LIKE}
    return amf0.encode("connect", 1.0, {**about, "tcUrl": f"{parts.scheme}://{parts.netloc}/{app}"})


def _skip(peer: socket.socket, count: int, until: float) -> None:
    while count:
        count -= len(_read(peer, count, until))


def _hear(peer: socket.socket, until: float) -> None:
    reader, heard = ChunkReader(), 0
    while heard < MOST_BYTES:
        data = _read(peer, 4096, until)
        heard += len(data)
        for message in reader.feed(data):
            if message.kind == SET_CHUNK_SIZE:
                reader.size = max(1, number(message.payload, 4) & 0x7FFFFFFF)
            if message.kind == COMMAND and _settled(amf0.decode(message.payload)):
                return
    raise NoGreeting(REFUSED)


def _settled(said: list[amf0.Value]) -> bool:
    """True: taken; other words of the server's are passed over. Raises NoGreeting where it refused."""
    if said[:1] in (["_error"], ["close"]):
        raise NoGreeting(REFUSED)
    return said[:2] == ["_result", 1.0]


def _read(peer: socket.socket, most: int, until: float) -> bytes:
    peer.settimeout(left(until))
    data = peer.recv(most)
    if not data:
        raise NoGreeting(REFUSED)
    return data
