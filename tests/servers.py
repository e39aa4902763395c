"""What nobody here wrote, to test against: a real nginx-rtmp as the pages, and a real video file."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from streaming.ffmpeg import executable
from tests.desk import free_port
from tests.waiting import eventually

MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so"
VIDEO_S = 6
CONF = """
load_module {module};
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
rtmp {{
  access_log off;
  server {{
    listen 127.0.0.1:{port}; chunk_size 4096;
    application live {{ live on; {record} }}
    application closed {{ live on; deny publish all; }}
  }}
}}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{http_port}; location /stat {{ rtmp_stat all; }} root {folder}/www; }}
}}
"""


@dataclass(frozen=True)
class Stream:
    """What the server's own stat page says of one stream."""

    bytes_in: int
    publishing: bool


class NginxRtmp:
    """One server on ports that it keeps when it is started again; also serves `www` over http."""

    def __init__(self, folder: Path, record: str = "") -> None:
        self.folder, self.port, self.http_port = folder, free_port(), free_port()
        (folder / "www").mkdir(exist_ok=True)
        names = {"module": MODULE, "folder": folder, "record": record}
        conf = CONF.format(port=self.port, http_port=self.http_port, **names)
        (folder / "nginx.conf").write_text(conf)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """For a page; its stream key is the name on the stat page."""
        return f"rtmp://127.0.0.1:{self.port}/live"

    @property
    def closed(self) -> str:
        """An application that refuses everybody."""
        return f"rtmp://127.0.0.1:{self.port}/closed"

    @property
    def web(self) -> str:
        """Where `www` is served."""
        return f"http://127.0.0.1:{self.http_port}"

    def start(self) -> None:
        """Start and wait until it answers."""
        argv = ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        with (self.folder / "stderr.log").open("ab") as log:
            self.process = subprocess.Popen(argv, stdout=log, stderr=log)
        eventually(self._answers, within_s=10, told=(self.folder / "stderr.log").read_text)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.web}/stat", timeout=2).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        """kill -9; there is one process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(5)
            self.process = None

    def streams(self) -> dict[str, Stream]:
        """By name, of all applications."""
        page = ET.fromstring(httpx.get(f"{self.web}/stat", timeout=5).content)
        return {found.findtext("name", ""): _stream(found) for found in page.iter("stream")}

    def accepted(self) -> int:
        """How many connections anybody ever made to it."""
        page = ET.fromstring(httpx.get(f"{self.web}/stat", timeout=5).content)
        return int(page.findtext("naccepted", "0"))

    def bytes_in(self, name: str) -> int:
        """What has come in on one stream; 0 where there is none, or no server."""
        try:
            found = self.streams().get(name)
        except httpx.TransportError:
            return 0
        return found.bytes_in if found else 0


def _stream(found: ET.Element) -> Stream:
    return Stream(int(found.findtext("bytes_in", "0")), found.find("publishing") is not None)


@contextmanager
def nginx_in(folder: Path, record: str = "") -> Iterator[NginxRtmp]:
    """A server for as long as the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    server = NginxRtmp(folder, record)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def nginx_rtmp(tmp_path: Path) -> Iterator[NginxRtmp]:
    """A page's server."""
    with nginx_in(tmp_path / "nginx") as server:
        yield server


@pytest.fixture
def other_nginx_rtmp(tmp_path: Path) -> Iterator[NginxRtmp]:
    """Another page's server."""
    with nginx_in(tmp_path / "other-nginx") as server:
        yield server


def make_video(path: Path, *more: str, seconds: float = VIDEO_S) -> Path:
    """A real H.264/AAC file with a moving picture and a tone; `more` goes before the output."""
    argv = [executable(), "-v", "error", "-nostdin", "-y"]
    argv += ["-f", "lavfi", "-i", f"testsrc2=size=640x360:rate=30:duration={seconds}"]
    argv += ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=44100:duration={seconds}"]
    argv += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", *more]
    subprocess.run([*argv, str(path)], check=True, timeout=60)
    return path


@pytest.fixture(scope="session")
def video_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of H.264/AAC."""
    return make_video(tmp_path_factory.mktemp("video") / "phim.mp4")
