"""Things that are pulled from: an RTSP camera with a password, an SRT sender."""

from __future__ import annotations

import asyncio
import base64
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from streaming.ffmpeg import executable
from tests.desk import free_port
from tests.waiting import eventually

LOGIN = "admin:mat-khau-may-quay"


def endless(video: Path, *words: str) -> subprocess.Popen[bytes]:
    """The film for ever, at its own pace, to somewhere."""
    argv = [
        executable(),
        "-v",
        "error",
        "-nostdin",
        "-re",
        "-stream_loop",
        "-1",
        "-i",
        str(video),
        "-c",
        "copy",
    ]
    return subprocess.Popen([*argv, *words])


class Camera(asyncio.DatagramProtocol):
    """As much of RTSP over TCP (RFC 2326) as a camera speaks: one picture, one login, one viewer."""

    def __init__(self, sdp: str) -> None:
        self.sdp, self.refused = sdp, 0
        self.viewer: asyncio.StreamWriter | None = None

    def datagram_received(self, data: bytes, addr: object) -> None:
        if self.viewer is not None:
            self.viewer.write(b"$\x00" + len(data).to_bytes(2, "big") + data)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                asked = asked[asked.index(next(filter(str.isupper, asked))) :] if asked else asked
                writer.write(self.answer(asked).encode())
                if asked.startswith("PLAY") and "Authorization" in asked:
                    self.viewer = writer
        except (asyncio.IncompleteReadError, OSError, ValueError, StopIteration):
            self.viewer = None
        writer.close()

    def answer(self, asked: str) -> str:
        number = asked.partition("CSeq:")[2].split()[0]
        basic = base64.b64encode(LOGIN.encode()).decode()
        if not asked.startswith("OPTIONS") and f"Basic {basic}" not in asked:
            self.refused += 1
            challenge = 'WWW-Authenticate: Basic realm="camera"'
            return f"RTSP/1.0 401 Unauthorized\r\nCSeq: {number}\r\n{challenge}\r\n\r\n"
        more, body = "", ""
        if asked.startswith("DESCRIBE"):
            body = self.sdp
            more = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        elif asked.startswith("SETUP"):
            assert "RTP/AVP/TCP" in asked  # nothing comes over UDP
            more = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n"
        return f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\n{more}\r\n{body}"


@asynccontextmanager
async def camera(video: Path, folder: Path) -> AsyncIterator[tuple[str, Camera]]:
    """(address without login, the camera) of a picture without sound."""
    loop, rtp = asyncio.get_running_loop(), free_port()
    sdp = folder / "camera.sdp"
    more = ("-an", "-f", "rtp", "-sdp_file", str(sdp), f"rtp://127.0.0.1:{rtp}")
    sender = endless(video, *more)
    eventually(lambda: sdp.exists() and "fmtp" in sdp.read_text(), within_s=10)
    lines = [line for line in sdp.read_text().splitlines() if line and not line.startswith("SDP:")]
    made = Camera("\r\n".join([*lines, "a=control:track0", ""]))
    transport, _ = await loop.create_datagram_endpoint(lambda: made, local_addr=("127.0.0.1", rtp))
    server = await asyncio.start_server(made.talk, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}/ch1", made
    finally:
        server.close()
        transport.close()
        sender.kill()
        sender.wait()
