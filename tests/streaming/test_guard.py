"""The guarding proxy: a real ffmpeg behind it, and servers that redirect where they should not."""

from __future__ import annotations

import asyncio
import http.server
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from streaming.faults import Ending, program_fault
from streaming.ffmpeg import executable
from streaming.host.guard import Guard, Policy, Refused, parse
from tests.desk import free_port

HERE = Policy(allow_lan=True, allowed=("127.0.0.1",))


class Redirects(http.server.SimpleHTTPRequestHandler):
    """Serves a folder; /to?<address> redirects there."""

    def do_GET(self) -> None:
        if not self.path.startswith("/to?"):
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", self.path[4:])
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path, video_file: Path) -> Iterator[str]:
    argv = [
        executable(),
        "-v",
        "error",
        "-i",
        str(video_file),
        "-c",
        "copy",
        "-f",
        "hls",
        "-hls_list_size",
        "0",
    ]
    subprocess.run([*argv, str(tmp_path / "phim.m3u8")], check=True, timeout=30)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Redirects, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


async def read_through(guard: Guard, url: str) -> tuple[int, list[str]]:
    """(exit code, last lines) of an ffmpeg that reads an address through the guard."""
    words = ["-v", "warning", "-nostdin", "-rw_timeout", "5000000", "-http_proxy", guard.address, "-i", url]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        executable(), *words, "-t", "1", "-f", "null", "-", stdout=pipe, stderr=pipe
    )
    _, told = await process.communicate()
    return process.returncode or 0, told.decode().splitlines()


async def test_a_playlist_and_its_segments_come_through_a_redirect_too(web: str) -> None:
    guard = Guard(HERE)
    assert await read_through(guard, f"{web}/phim.m3u8") == (0, [])
    assert (await read_through(guard, f"{web}/to?{web}/phim.m3u8"))[0] == 0
    guard.close()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/to?http://169.254.169.254/latest/meta-data", "source_address_refused"),
        ("/to?http://127.0.0.2/x", "source_address_refused"),
        ("/to?https://127.0.0.2/x", "source_address_refused"),
        ("/to?http://[::1]/x", "source_address_refused"),
        ("/to?http://khong-co.invalid/x", "source_name_not_found"),
        ("/to?http://127.0.0.1:NOBODY/x", "source_unreachable"),
        ("/khong-co.m3u8", "source_refused"),
    ],
)
async def test_a_redirect_to_where_traffic_may_not_go_is_named(path: str, code: str, web: str) -> None:
    guard = Guard(HERE)
    exit_code, tail = await read_through(guard, web + path.replace("NOBODY", str(free_port())))
    guard.close()
    assert exit_code != 0
    assert program_fault(Ending(exit_code, "", 1.0, tuple(tail)), endless=True, pulled=True) == code, tail


async def test_the_connection_goes_to_the_address_that_was_judged(web: str) -> None:
    """The name points to a good address first and to loopback ever after: nobody asks a second time."""
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["203.0.114.9"] if len(asked) == 1 else ["127.0.0.1"]

    guard = Guard(Policy(allow_lan=True), rebinding)
    assert await guard._judged("rebound.vn", 80) == ["203.0.114.9"]
    with pytest.raises(Refused, match="guard"):
        await guard._judged("rebound.vn", 80)
    assert asked == ["rebound.vn", "rebound.vn"]
    guard.close()


async def test_without_its_token_the_guard_serves_nobody(web: str) -> None:
    guard = Guard(HERE)
    port = int(guard.address.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {web}/phim.m3u8 HTTP/1.1\r\n\r\n".encode())
    assert (await reader.read(12)) == b"HTTP/1.1 407"
    writer.close()
    guard.close()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "GET",
        "GET /x HTTP/1.1",
        "GET ftp://a.vn/ HTTP/1.1",
        "POST http://a.vn/ HTTP/1.1",
        "CONNECT :1 HTTP/1.1",
    ],
)
def test_what_is_no_request_of_ours_is_refused(line: str) -> None:
    with pytest.raises(Refused):
        parse(f"{line}\r\n\r\n".encode())


def test_what_goes_on_is_for_the_server_alone() -> None:
    raw = b"GET http://a.vn:81/x?y=1 HTTP/1.1\r\nHost: a.vn\r\nProxy-Authorization: Basic Zzpz\r\n\r\n"
    request = parse(raw)
    assert (request.host, request.port, request.token) == ("a.vn", 81, "s")
    assert request.head == b"GET /x?y=1 HTTP/1.1\r\nHost: a.vn\r\nConnection: close\r\n\r\n"
