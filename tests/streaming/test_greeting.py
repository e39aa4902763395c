"""The pre-flight greets whoever answers at a page's address: only RTMP is RTMP."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from streaming.greeting import BLOCK, NoGreeting, greet
from streaming.ingest.errors import Malformed
from streaming.ingest.handshake import Handshake
from streaming.services import pagecheck
from streaming.services.pagecheck import check_page
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage

CEASE = threading.Event()


def says_nothing(peer: socket.socket) -> None:
    peer.recv(1)
    CEASE.wait(20.0)


def speaks(peer: socket.socket) -> None:
    server = Handshake()
    while not server.done and (data := peer.recv(4096)):
        peer.sendall(server.feed(data))


def answers_as_the_web_does(peer: socket.socket) -> None:
    peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")


def trickles(peer: socket.socket) -> None:
    peer.sendall(b"\x03")
    for _ in range(BLOCK):
        peer.sendall(b"0")
        if CEASE.wait(0.02):
            return


def leaves_half_way(peer: socket.socket) -> None:
    peer.sendall(b"\x03" + bytes(100))


BEHAVIOURS: dict[str, Callable[[socket.socket], None]] = {
    "speaks": speaks,
    "says nothing": says_nothing,
    "is a web server": answers_as_the_web_does,
    "trickles": trickles,
    "leaves at once": lambda peer: None,
    "leaves half way": leaves_half_way,
}


@contextmanager
def answering(how: str) -> Iterator[int]:
    """A server that treats every caller in one way; its port."""

    def serve() -> None:
        with suppress(OSError):
            while True:
                peer = server.accept()[0]
                threading.Thread(target=talk, args=(peer,), daemon=True).start()

    def talk(peer: socket.socket) -> None:
        with suppress(OSError, Malformed), peer:
            BEHAVIOURS[how](peer)

    CEASE.clear()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        CEASE.set()
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("speaks", "page_ok"),
        ("says nothing", "page_silent"),
        ("trickles", "page_silent"),
        ("is a web server", "page_not_rtmp"),
        ("leaves at once", "page_not_rtmp"),
        ("leaves half way", "page_not_rtmp"),
    ],
)
@pytest.mark.django_db
def test_the_step_that_failed_is_named_in_time(
    how: str, code: str, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagecheck, "WITHIN_S", 0.5)
    with answering(how) as port:
        page = make_page("1", address=f"rtmp://127.0.0.1:{port}/live", stream_key="khoa")
        began = time.monotonic()
        assert check_page(page).code == code
        assert time.monotonic() - began < 2


@pytest.mark.django_db
@pytest.mark.servers
def test_a_real_server_is_greeted_and_sent_nothing(make_page: MakePage, nginx_rtmp: NginxRtmp) -> None:
    page = make_page("1", address=nginx_rtmp.address, stream_key="khoa")
    assert check_page(page).code == "page_ok"
    assert nginx_rtmp.streams() == {}


def test_a_greeting_reads_no_more_than_its_two_blocks() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\x03" + bytes(BLOCK) + b"more")
        greet(ours, time.monotonic() + 5)
        assert ours.recv(100) == b"more"


def test_a_greeting_whose_time_is_over_says_so() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(NoGreeting) as refused:
        greet(ours, time.monotonic() - 1)
    assert refused.value.code == "page_silent"
