"""`manage.py live`: everything on one machine, started by one command and ended by one Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console

from config import box, demo, orphans
from config.env import read_env
from config.processes import Child, manage
from config.tls import certificate_for
from streaming.addresses import lan_address

READY_WITHIN_S = 30.0
CHILDREN_END_WITHIN_S = 2.5
HOSTS_END_WITHIN_S = 1.5
LOOK_EVERY_S = 0.2


class Command(BaseCommand):
    """Migrates, seeds the demo on an empty folder, runs web and worker, ends with a clear box."""

    help = "Chạy toàn bộ Nhịp Cầu trên một máy."
    requires_system_checks: list[str] = []
    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        """--demo and --no-demo; --lan."""
        parser.add_argument("--demo", action="store_true", default=None, help="seed the demo ceremony")
        parser.add_argument("--no-demo", action="store_false", dest="demo", help="start empty")
        parser.add_argument("--lan", action="store_true", help="serve phones on the local network over TLS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGINT or SIGTERM."""
        console = Console()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        os.umask(0o077)
        settings.ENV.run_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _only_one(settings.ENV.run_dir / "live.lock"):
            orphans.end_recorded(settings.ENV.run_dir)
            if options["lan"]:
                _serve_the_lan()
            _check_port()
            logins = self._prepare(console, options["demo"])
            self._run(console, logins)

    def _prepare(self, console: Console, wanted: bool | None) -> dict[str, str]:
        with console.status("Chuẩn bị cơ sở dữ liệu…"):
            call_command("migrate", interactive=False, verbosity=0)
        with console.status("Chuẩn bị dữ liệu dùng thử…"):
            return demo.seed_if_wanted(wanted)

    def _run(self, console: Console, logins: dict[str, str]) -> None:
        children = [Child("web", manage("web")), Child("worker", manage("worker"))]
        try:
            for child in children:
                child.start()
            orphans.record(settings.ENV.run_dir, children)
            with console.status("Khởi động web và tiến trình phát…"):
                self._wait_until_ready(children)
            if not self.stopping:
                box.show(console, logins)
            self._tend(console, children)
        finally:
            self._end(console, children)

    def _tend(self, console: Console, children: list[Child]) -> None:
        while not self.stopping:
            for child in children:
                code = child.tend(time.monotonic())
                if code is not None:
                    console.print(f"[red]{child.name}[/] dừng với mã {code}; đang khởi động lại.")
                elif child.process is not None and child.process.pid not in orphans.recorded_pids:
                    orphans.record(settings.ENV.run_dir, children)
            time.sleep(LOOK_EVERY_S)

    def _wait_until_ready(self, children: list[Child]) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while not self.stopping and not _answers():
            if time.monotonic() > deadline:
                raise SystemExit("nhipcau: máy chủ web không trả lời sau 30 giây; xem dòng lỗi phía trên.")
            if any(child.process and child.process.poll() is not None for child in children):
                raise SystemExit("nhipcau: một tiến trình dừng ngay khi khởi động; xem dòng lỗi phía trên.")
            time.sleep(0.05)

    def _end(self, console: Console, children: list[Child]) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for child in children:
            child.ask_to_end()
        deadline = time.monotonic() + CHILDREN_END_WITHIN_S
        for child in reversed(children):
            child.make_end(deadline)
        orphans.end_hosts(settings.ENV.run_dir, HOSTS_END_WITHIN_S)
        orphans.forget(settings.ENV.run_dir)
        console.print("Đã dừng. Hẹn gặp lại.")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


class _only_one:  # noqa: N801  reads as a phrase
    """Two launchers on one data folder would fight over the same relays."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a")

    def __enter__(self) -> None:
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit(
                f"nhipcau: Nhịp Cầu đang chạy với thư mục dữ liệu {settings.ENV.data}. "
                "Dừng phiên đó trước, hoặc chọn thư mục khác bằng NHIPCAU_DATA."
            ) from None

    def __exit__(self, *exc: object) -> None:
        self.file.close()


def _check_port() -> None:
    env = settings.ENV
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((env.host, env.port))
        except OSError as error:
            raise SystemExit(
                f"nhipcau: không mở được cổng {env.port} trên {env.host} ({error.strerror}). "
                "Chọn cổng khác bằng NHIPCAU_PORT."
            ) from None


def _answers() -> bool:
    host = "127.0.0.1" if settings.ENV.host in ("0.0.0.0", "::") else settings.ENV.host  # noqa: S104
    try:
        with socket.create_connection((host, settings.ENV.port), timeout=0.5):
            return True
    except OSError:
        return False


def _serve_the_lan() -> None:
    """All children read the environment anew; this process keeps what it has read, and is told."""
    address = lan_address()
    cert, key = certificate_for(settings.ENV.data / "tls", address)
    given = {
        "NHIPCAU_HOST": "0.0.0.0",  # noqa: S104  asked for by --lan
        "NHIPCAU_TLS_CERT": str(cert),
        "NHIPCAU_TLS_KEY": str(key),
    }
    os.environ.update(given)
    settings.ENV = read_env()
