"""What really goes to an SRT page's port, read from the datagrams between ffmpeg and a real listener."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from streaming.argv.relay import Outlet
from tests.desk import free_port
from tests.streaming.relays.senders import sent
from tests.streaming.relays.test_srt_pages import PHRASE, listener


@contextmanager
def tapped(port: int) -> Iterator[tuple[int, list[bytes]]]:
    """(a port in front of that one, what came in at it)."""
    heard: list[bytes] = []
    over = threading.Event()
    with socket.socket(type=socket.SOCK_DGRAM) as near, socket.socket(type=socket.SOCK_DGRAM) as far:
        near.bind(("127.0.0.1", 0))
        carrying = threading.Thread(target=_carry, args=(near, far, port, heard, over))
        carrying.start()
        yield near.getsockname()[1], heard
        over.set()
        carrying.join()


def _carry(
    near: socket.socket, far: socket.socket, port: int, heard: list[bytes], over: threading.Event
) -> None:
    sender: tuple[str, int] | None = None
    while not over.is_set():
        for end in select.select([near, far], [], [], 0.1)[0]:
            data, address = end.recvfrom(2048)
            if end is near:
                sender = address
                heard.append(data)
                far.sendto(data, ("127.0.0.1", port))
            elif sender:
                near.sendto(data, sender)


def in_handshake(word: str) -> bytes:
    """SRT writes a stream id in groups of four bytes, each from its end."""
    padded = word.encode() + bytes(-len(word.encode()) % 4)
    return b"".join(padded[at : at + 4][::-1] for at in range(0, len(padded), 4))


@pytest.mark.parametrize("stream", ["publish:xa-mot", "#!::r=live/xa-mot,m=publish"])
def test_the_stream_id_reaches_the_page_and_the_passphrase_does_not(
    stream: str, tmp_path: Path, video_file: Path
) -> None:
    port, file = free_port(socket.SOCK_DGRAM), tmp_path / "out.ts"
    with listener(port, file), tapped(port) as (near, heard):
        key = f"streamid={quote(stream)}&passphrase={PHRASE}"
        ending = sent(Outlet(f"srt://127.0.0.1:{near}", key), video_file, within_s=2)
    assert any(in_handshake(stream) in data for data in heard), ending.tail
    assert not any(PHRASE.encode() in data or in_handshake(PHRASE) in data for data in heard)
    assert len(heard) > 20  # it sends: the listener has let it in
