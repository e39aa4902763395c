"""Real Redis and PostgreSQL on free loopback ports, and web processes of ours beside them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.desk import free_port
from tests.waiting import eventually

Process = subprocess.Popen[bytes]
ROOT = Path(__file__).resolve().parents[2]
POSTGRES = Path("/usr/lib/postgresql")
SEED = """
import json
from datetime import timedelta
from django.utils import timezone
from rest_framework.authtoken.models import Token
from events.models import Membership, Unit, User
from events.services import ceremonies, lifecycle
unit = Unit.objects.create(name="Xã Hy Cương", slug="hy-cuong")
staff = User.objects.create(username="staff")
for role in ("organizer", "technician", "moderator"):
    Membership.objects.create(user=staff, unit=unit, role=role)
start = timezone.now()
ceremony = ceremonies.create(
    staff, unit=unit, title="Lễ", starts_at=start, ends_at=start + timedelta(hours=1)
)
lifecycle.publish(staff, ceremony)
print(json.dumps({"slug": ceremony.slug, "token": Token.objects.create(user=staff).key}))
"""


@contextmanager
def ended(process: Process) -> Iterator[Process]:
    """Ends it with the block."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def answers(port: int) -> bool:
    """Whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Redis:
    """One redis-server that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process = self.start()

    def start(self) -> Process:
        """Start it, or start it again."""
        program = shutil.which("redis-server")
        assert program, "apt-get install redis-server"
        words = [program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        self.process = subprocess.Popen(words, cwd=self.folder, stdout=subprocess.DEVNULL)
        eventually(lambda: answers(self.port), 10)
        return self.process

    def kill(self) -> None:
        """As a crash would."""
        self.process.kill()
        self.process.wait(5)

    def freeze(self) -> None:
        """It takes connections and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self.process.send_signal(signal.SIGCONT)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"


def postgres_bin() -> Path:
    """The newest installed PostgreSQL's programs."""
    found = sorted(POSTGRES.glob("*/bin/initdb"))
    assert found, "apt-get install postgresql"
    return found[-1].parent


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A throw-away cluster; the address of its database. As root it runs as its own user, since it must."""
    data, port, programs = folder / "cluster", free_port(), str(postgres_bin())
    data.mkdir()
    how: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.geteuid() == 0:
        how["user"] = "postgres"
        for path in (folder, data):
            shutil.chown(path, "postgres")
    auth = ["-U", "nhipcau", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([f"{programs}/initdb", "-D", str(data), *auth], check=True, **how)
    words = ["-D", str(data), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1", "-F"]
    process: Process = subprocess.Popen([f"{programs}/postgres", *words], **how)
    with ended(process):
        eventually(lambda: answers(port), 20)
        yield f"postgresql://nhipcau@127.0.0.1:{port}/postgres"


@dataclass(frozen=True)
class Site:
    """Two web processes on one database and one Redis, and one published ceremony."""

    ports: tuple[int, int]
    redis: Redis
    database: str
    slug: str
    token: str

    def call(self, port: int, method: str, path: str, **body: Any) -> Any:
        """One REST call of the staff at one of the processes; its answer."""
        headers = {"Authorization": f"Token {self.token}"}
        sent: dict[str, Any] = {"headers": headers, "timeout": 20}
        sent |= {"json": body} if method != "GET" else {}
        answer = httpx.request(method, f"http://127.0.0.1:{port}/api/v1/{path}", **sent)
        assert answer.status_code < 300, answer.text
        return answer.json()


@contextmanager
def site(folder: Path) -> Iterator[Site]:
    """Everything, from nothing; the folder must be reachable by PostgreSQL's user."""
    with ExitStack() as running:
        database = running.enter_context(postgres(folder))
        redis = Redis(folder)
        running.callback(redis.kill)
        env = {**os.environ, "DATABASE_URL": database, "REDIS_URL": redis.url}
        env |= {"NHIPCAU_DATA": str(folder / "data"), "SECRET_KEY": "the same for both processes" * 2}
        manage(env, "migrate", "--verbosity", "0")
        seeded = json.loads(manage(env, "shell", "--no-imports", "-c", SEED).splitlines()[-1])
        ports = (free_port(), free_port())
        for port in ports:
            running.enter_context(web(folder, env, port))
        yield Site(ports, redis, database, seeded["slug"], seeded["token"])


@contextmanager
def web(folder: Path, env: dict[str, str], port: int) -> Iterator[None]:
    """One `manage.py web`."""
    log = folder / f"web-{port}.log"
    words = [sys.executable, "manage.py", "web"]
    with log.open("ab") as out:
        given = {**env, "NHIPCAU_PORT": str(port)}
        process: Process = subprocess.Popen(words, cwd=ROOT, env=given, stdout=out, stderr=out)
        with ended(process):
            eventually(lambda: answers(port), 30, lambda: log.read_text()[-3000:])
            yield


def manage(env: dict[str, str], *words: str) -> str:
    """One of our commands; what it printed."""
    run = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()[-3000:]
    return run.stdout.decode()
