"""RTMPS: ffmpeg over TLS, a renewed certificate, and a slow-loris in the TLS handshake."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.tls import certificate_for
from tests.streaming.ingest.media import Sponge, clip, run
from tests.streaming.ingest.running import KEY, Ingest, hung_up, idle, key, running
from tests.waiting import eventually


@pytest.fixture
def secured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ingest]:
    cert, secret = certificate_for(tmp_path / "tls", "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))  # ffmpeg verifies
    with running(
        tmp_path, key(), words=["--tls-port", "0", "--cert", str(cert), "--key", str(secret)]
    ) as ingest:
        yield ingest


def connections(ingest: Ingest) -> int:
    return int(ingest.ask(op="status")["connections"])


def test_ffmpeg_sends_over_rtmps(secured: Ingest, tmp_path: Path) -> None:
    address = f"rtmps://127.0.0.1:{secured.record['tls_port']}/live"
    sponge = Sponge(secured.reader_path(), tmp_path / "got.flv")
    file = str(clip(tmp_path / "a.flv", 4))
    sent = run("-v", "warning", "-i", file, "-c", "copy", "-f", "flv", f"{address}/{KEY}")
    assert sent.returncode == 0, sent.stderr
    idle(secured)
    got = sponge.squeeze()
    assert (got.pictures, got.complaints) == (100, "")
    refused = run("-v", "error", "-i", file, "-c", "copy", "-f", "flv", f"{address}/wrong")
    assert "The stream key is not known" in refused.stderr
    assert "Traceback" not in secured.log()


def test_plain_rtmp_at_the_tls_port_and_tls_at_the_plain_port_are_hung_up_on(secured: Ingest) -> None:
    with socket.create_connection(("127.0.0.1", secured.record["tls_port"]), timeout=10) as plain:
        plain.sendall(b"\x03" + bytes(1536))
        assert hung_up(plain)
    there = socket.create_connection(("127.0.0.1", secured.port), timeout=10)
    with there, pytest.raises(OSError, match=r"."):
        ssl.create_default_context().wrap_socket(there, server_hostname="localhost")
    eventually(lambda: connections(secured) == 0, 10)
    assert "Traceback" not in secured.log()


def test_unfinished_tls_handshakes_are_counted_and_cut(secured: Ingest) -> None:
    port = secured.record["tls_port"]
    many = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(30)]
    eventually(lambda: "address_full" in secured.refused(), 5)
    assert connections(secured) == 16
    eventually(lambda: connections(secured) == 0, 8)
    assert all(hung_up(one) for one in many)
    assert "Traceback" not in secured.log()


def test_a_renewed_certificate_is_served_without_a_restart(secured: Ingest, tmp_path: Path) -> None:
    def served() -> bytes:
        pem = ssl.get_server_certificate(("127.0.0.1", secured.record["tls_port"]))
        return ssl.PEM_cert_to_DER_cert(pem)

    before = served()
    new_cert, new_secret = certificate_for(tmp_path / "renewed", "127.0.0.1")
    new_cert.replace(tmp_path / "tls" / new_cert.name)
    assert served() == before, "a certificate without its key changes nothing"
    new_secret.replace(tmp_path / "tls" / new_secret.name)
    eventually(lambda: served() != before, 5)
    assert secured.process.poll() is None
