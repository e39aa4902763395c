"""One encoding for all sockets, in the bytes of RFC 6455; what is out of the ordinary goes the usual way."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from events.models import Ceremony
from realtime.hub.outlet import Outlet
from realtime.hub.wire import Wire, encoded, wire_of
from tests.realtime.loop import until
from tests.realtime.server import serving


@given(st.text())
@example("a" * 125)
@example("a" * 126)
@example("ư" * 32_767 + "a")  # 65,535 bytes
@example("a" * 65_536)
def test_the_bytes_are_those_of_a_library_that_others_wrote(text: str) -> None:
    theirs = Frame(Opcode.TEXT, text.encode(errors="surrogatepass"), fin=True).serialize(mask=False)
    try:
        assert encoded(text) == theirs
    except UnicodeEncodeError:
        assert any("\ud800" <= letter <= "\udfff" for letter in text)


class Server:
    """As far as a wire looks into uvicorn's protocol."""

    def __init__(self) -> None:
        self.writable = asyncio.Event()
        self.writable.set()
        self.handshake_complete, self.close_sent, self.disconnected = True, False, False
        self.written: list[bytes] = []
        self.sent: list[str] = []
        self.closing = False
        self.transport, self.conn = self, self
        self.extensions: list[object] = []

    def write(self, frame: bytes) -> None:
        self.written.append(frame)

    def is_closing(self) -> bool:
        return self.closing

    async def send(self, message: dict[str, Any]) -> None:
        await self.writable.wait()
        self.sent.append(message["text"])

    def outlet(self) -> Outlet:
        return Outlet(self.send, self.abort, wire_of(self.send))

    def abort(self) -> None:
        self.closing = True


async def test_a_text_for_many_is_encoded_once() -> None:
    servers = [Server() for _ in range(3)]
    for server in servers:
        server.outlet().offer("một")
    first, *others = [server.written[0] for server in servers]
    assert all(other is first for other in others) and first == encoded("một")


@pytest.mark.parametrize("name", ["close_sent", "disconnected", "closing"])
async def test_an_end_is_left_to_the_server(name: str) -> None:
    server = Server()
    setattr(server, name, True)
    assert not Wire(server).write("x")
    server.handshake_complete = False
    assert not Wire(server).write("x")
    assert server.written == []


async def test_a_full_buffer_is_waited_for_in_order() -> None:
    server = Server()
    outlet = server.outlet()
    server.writable.clear()
    outlet.offer("a")
    assert outlet.slow
    server.writable.set()
    outlet.offer("b")  # not past the one that waits
    await until(lambda: not outlet.slow)
    outlet.offer("c")
    assert (server.sent, server.written) == (["a", "b"], [encoded("c")])


async def test_half_a_surrogate_is_no_frame() -> None:
    server = Server()
    assert not Wire(server).write("\ud800")
    assert server.written == []


def test_another_server_or_one_that_compresses_has_none() -> None:
    server = Server()
    assert wire_of(print) is None and wire_of(lambda: None) is None
    assert isinstance(wire_of(server.send), Wire)
    server.extensions = [object()]
    assert wire_of(server.send) is None


@pytest.mark.django_db(transaction=True)
async def test_the_server_that_we_run_has_one(ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[bool] = []
    honest = Wire.write

    def counted(self: Wire, text: str) -> bool:
        taken.append(honest(self, text))
        return taken[-1]

    monkeypatch.setattr(Wire, "write", counted)
    async with serving() as web, web.open(f"/ws/ceremonies/{ceremony.slug}/") as viewer:
        await viewer.hear("snapshot")
        assert (await viewer.post("r1"))["type"] == "ack"
        assert (await viewer.hear("batch"))["to"] == 1
    assert taken and all(taken)
