"""The pre-flight greets whoever answers at a page's address, and asks for its application."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from streaming.greeting import BLOCK, NoGreeting, greet
from streaming.ingest import amf0, messages
from streaming.ingest.chunks import DEFAULT_CHUNK, Message, chunked
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


def answers(peer: socket.socket, *words: Message) -> None:
    """The greeting, then these to whatever it is asked."""
    speaks(peer)
    peer.sendall(b"".join(chunked(word, 3, DEFAULT_CHUNK) for word in words))
    CEASE.wait(20.0)


def said(name: str, *more: amf0.Value) -> Message:
    return Message(messages.COMMAND, 0, 0, amf0.encode(name, 1.0, *more))


def takes_us(peer: socket.socket) -> None:
    window = Message(messages.WINDOW, 0, 0, (2_500_000).to_bytes(4, "big"))
    size = Message(messages.SET_CHUNK_SIZE, 0, 0, (4096).to_bytes(4, "big"))
    speaks(peer)
    peer.sendall(chunked(window, 2, DEFAULT_CHUNK) + chunked(size, 2, DEFAULT_CHUNK))
    peer.sendall(chunked(said("onBWDone"), 3, 4096) + chunked(said("_result", {"code": "x" * 3000}), 3, 4096))
    CEASE.wait(20.0)


def refuses_the_application(peer: socket.socket) -> None:
    answers(peer, said("_error", None, {"code": "NetConnection.Connect.Rejected"}))


def babbles(peer: socket.socket) -> None:
    speaks(peer)
    while not CEASE.is_set():
        peer.sendall(chunked(said("onBWDone", "x" * 1000), 3, DEFAULT_CHUNK))


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
    "takes us": takes_us,
    "greets and leaves": speaks,
    "greets and is silent": answers,
    "refuses the application": refuses_the_application,
    "babbles": babbles,
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
        ("takes us", "page_ok"),
        ("greets and leaves", "page_connect_refused"),
        ("greets and is silent", "page_silent"),
        ("refuses the application", "page_connect_refused"),
        ("babbles", "page_connect_refused"),
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
    wrong = make_page("2", address=nginx_rtmp.address.replace("/live", "/khong-co"), stream_key="khoa")
    assert check_page(wrong).code == "page_connect_refused"


def test_a_greeting_reads_no_more_than_its_two_blocks() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"\x03" + bytes(BLOCK) + b"more")
        assert greet(ours, time.monotonic() + 5) == bytes(BLOCK)
        assert ours.recv(100) == b"more"


def test_a_greeting_whose_time_is_over_says_so() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(NoGreeting) as refused:
        greet(ours, time.monotonic() - 1)
    assert refused.value.code == "page_silent"
