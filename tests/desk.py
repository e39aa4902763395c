"""The whole product as a person starts it: `manage.py live` in a throw-away folder, on free ports."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from tests.waiting import eventually

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "mat-khau-dung-thu-9"


BELOW_EPHEMERAL = range(12_000, 32_000)


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port of loopback that nobody has at this moment.

    Not one of the system's own choice: it might give the same one to an outgoing connection right afterwards.
    """
    while True:
        port = secrets.choice(BELOW_EPHEMERAL)
        with socket.socket(type=kind) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


@dataclass
class Desk:
    """A running product: its address, its data folder, its launcher."""

    data: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def call(self, login: str | None, method: str, path: str, **body: Any) -> httpx.Response:
        """One REST call as somebody; `path` is under /api/v1/."""
        headers = {"Authorization": f"Token {self.token(login)}"} if login else {}
        url = f"{self.base}/api/v1/{path}"
        kind: dict[str, Any] = {"json": body} if method in ("POST", "PUT", "PATCH") else {"params": body}
        return httpx.request(method, url, headers=headers, timeout=20, **kind)

    def ok(self, login: str | None, method: str, path: str, **body: Any) -> Any:
        """The same, insisting on success; the decoded answer."""
        answer = self.call(login, method, path, **body)
        assert answer.is_success, (path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    def token(self, login: str) -> str:
        if login not in self.tokens:
            given = {"username": login, "password": PASSWORD}
            answer = httpx.post(f"{self.base}/api/v1/token/", json=given, timeout=20)
            self.tokens[login] = answer.raise_for_status().json()["token"]
        return self.tokens[login]

    def pids(self, *words: str) -> dict[int, str]:
        """Processes of this desk whose command line holds all the words; pid → command line."""
        return {pid: line for pid, line in processes().items() if self._mine(pid) and _holds(line, words)}

    def _mine(self, pid: int) -> bool:
        try:
            return f"NHIPCAU_DATA={self.data}".encode() in Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            return False

    def end(self, number: int = signal.SIGTERM) -> float:
        """End the launcher; returns how many seconds it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(15)
        return time.monotonic() - began


def _holds(line: str, words: tuple[str, ...]) -> bool:
    return all(word in line for word in words)


def processes() -> dict[int, str]:
    """pid → command line of everything on this machine that is not a zombie."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if line:
                found[int(folder.name)] = line
    return found


def start(data: Path, port: int, *words: str, **env: str) -> Desk:
    """Start `manage.py live` and wait until it is ready (worker included)."""
    given = {
        **os.environ,
        "NHIPCAU_DATA": str(data),
        "NHIPCAU_PORT": str(port),
        "NHIPCAU_RTMP_PORT": str(free_port()),
        "NHIPCAU_DEMO_PASSWORD": PASSWORD,
        "NHIPCAU_ALLOWED_TARGETS": "127.0.0.1,localhost",
        **env,
    }
    log = data / "live.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "live", *words], cwd=ROOT, env=given, stdout=out, stderr=out
        )
    desk = Desk(data, port, process, log)
    try:
        eventually(lambda: _ready(desk), within_s=40, told=lambda: log.read_text()[-3000:])
    except BaseException:  # nobody else knows of it yet, so nobody else would end it
        process.terminate()
        process.wait(15)
        raise
    return desk


def _ready(desk: Desk) -> bool:
    assert desk.process.poll() is None, desk.log.read_text()[-3000:]
    try:
        return httpx.get(f"{desk.base}/readyz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


@cache
def _migrated() -> Path:
    """An empty database with its tables, made once: that takes seconds, and each desk needs one."""
    folder = Path(tempfile.mkdtemp(prefix="nhipcau-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    env = {**os.environ, "NHIPCAU_DATA": str(folder)}
    argv = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(argv, cwd=ROOT, env=env, check=True, timeout=120)
    return folder / "nhipcau.sqlite3"


def furnish(folder: Path) -> None:
    """With an empty database, which spares a first start the seconds that its tables take."""
    shutil.copy(_migrated(), folder)


@contextmanager
def running(*words: str, **env: str) -> Iterator[Desk]:
    """A desk for as long as the block runs; ended and its folder removed after."""
    with tempfile.TemporaryDirectory(prefix="nhipcau-desk-") as folder:
        if "DATABASE_URL" not in env:
            furnish(Path(folder))
        desk = start(Path(folder), free_port(), *words, **env)
        try:
            yield desk
        finally:
            if desk.process.poll() is None:
                desk.end()
