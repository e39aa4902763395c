"""What bench.comments holds ours against: nchan in nginx, and the plain Channels consumer of its tutorial."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter

from tests.desk import free_port
from tests.waiting import eventually

NCHAN = "/usr/lib/nginx/modules/ngx_nchan_module.so"
CONF = """
load_module {module};
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 1000000; nchan_shared_memory_size 256M;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location /alive {{ return 204; }}
    location /pub {{ nchan_publisher; nchan_channel_id room; nchan_message_buffer_length 512; }}
    location /sub {{
      nchan_subscriber websocket; nchan_channel_id room; nchan_subscriber_first_message newest;
    }}
  }}
}}
"""


class Plain(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels is not typed
    """The chat of the Channels tutorial: one member of the layer's group a socket."""

    async def connect(self) -> None:
        """Join."""
        await self.channel_layer.group_add("chat", self.channel_name)
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Hand on."""
        await self.channel_layer.group_send("chat", {"type": "chat.message", "message": text_data})

    async def chat_message(self, event: dict[str, Any]) -> None:
        """One for this socket."""
        await self.send(text_data=event["message"])


application = ProtocolTypeRouter({"websocket": Plain.as_asgi()})


def processor_s(pid: int) -> float:
    """Seconds of the processor by a process and its children that live, user and system."""
    total = 0.0
    for one in [pid, *_children(pid)]:
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def memory_kb(pid: int) -> float:
    """Proportional share, with its children that live."""
    found = 0
    for one in [pid, *_children(pid)]:
        lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        found += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return float(found)


@contextmanager
def nchan(folder: Path) -> Iterator[tuple[int, int]]:
    """(port, pid of nginx's master)."""
    folder.mkdir()
    port = free_port()
    (folder / "nginx.conf").write_text(CONF.format(module=NCHAN, folder=folder, port=port))
    argv = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _running(argv, folder / "stderr.log") as pid:
        eventually(lambda: _answers(f"http://127.0.0.1:{port}/alive"), within_s=10)
        yield port, pid


@contextmanager
def channels(folder: Path) -> Iterator[tuple[int, int]]:
    """(port, pid) of uvicorn with the plain consumer, set as ours is."""
    folder.mkdir()
    port = free_port()
    argv = [sys.executable, "-m", "uvicorn", "bench.peers:application", "--port", str(port)]
    argv += ["--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--no-access-log"]
    with _running(argv, folder / "log", DJANGO_SETTINGS_MODULE="bench.plain_settings") as pid:
        eventually(lambda: _answers(f"http://127.0.0.1:{port}/"), within_s=20)
        yield port, pid


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code > 0
    except httpx.TransportError:
        return False


@contextmanager
def _running(argv: list[str], log: Path, **env: str) -> Iterator[int]:
    with log.open("ab") as out:
        process = subprocess.Popen(argv, stdout=out, stderr=out, env={**os.environ, **env})
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)
