"""A page behind TLS: its certificate is believed or it gets nothing."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from config.tls import certificate_for
from streaming.models import Source
from streaming.services.pagecheck import check_page
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, ssl.SSLError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@pytest.fixture
async def secure_port(tmp_path: Path, nginx_rtmp: NginxRtmp) -> AsyncIterator[int]:
    """TLS in front of the page's server, with a certificate that nobody has signed."""
    certificate, key = certificate_for(tmp_path / "tls", "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", nginx_rtmp.port)
        await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.mark.parametrize("trusted", [True, False])
async def test_a_secure_page_is_sent_to_only_where_its_certificate_is_believed(
    *,
    trusted: bool,
    stage: Stage,
    test_card: Source,
    make_page: MakePage,
    secure_port: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "tls" / "lan.crt"))
    address = f"rtmps://127.0.0.1:{secure_port}/live"
    page = await db(make_page, "Trang kín", address=address, stream_key="khoa")
    assert (await asyncio.to_thread(check_page, page)).code == ("page_ok" if trusted else "page_tls_failed")
    await stage.add(page)
    await stage.start(test_card)
    if trusted:
        await stage.running(page)
    else:
        await stage.until(lambda: stage.relay(page).error_code == "page_tls_failed")
