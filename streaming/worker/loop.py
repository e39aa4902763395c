"""The loop: a step twice a second, sooner when somebody knocks, and a heartbeat beside it."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import socket
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from events.announce import bind_loop
from events.bus import short
from streaming import wake
from streaming.readiness import lookout
from streaming.recording.keeper import Keeper
from streaming.worker.meters import Meters
from streaming.worker.monitoring import Monitors
from streaming.worker.step import Worker

log = logging.getLogger(__name__)
STEP_EVERY_S = 0.5
HEARTBEAT_EVERY_S = 1.0
AFTER_ERROR_S = 1.0
KEEPER_WITHIN_S = 3.0


async def run(run_dir: Path, live_dir: Path, over: asyncio.Event) -> None:
    """Until `over`; then what runs is left to the next worker."""
    loop, knocked = asyncio.get_running_loop(), asyncio.Event()
    if settings.ENV.redis_url:  # else announcements leave as datagrams
        bind_loop(loop)
    worker = Worker(run_dir, live_dir, knocked.set)
    ears = _listen(wake.socket_path())
    loop.add_reader(ears.fileno(), _hear, ears, knocked)
    beating = asyncio.create_task(_beat(worker))
    metering = asyncio.create_task(Meters(worker.fleet).run())
    monitoring = asyncio.create_task(Monitors(run_dir, live_dir).run())
    keeping = asyncio.create_task(Keeper(settings.ENV.data, run_dir, live_dir).run())
    looking = asyncio.create_task(lookout.run())
    ending = asyncio.create_task(over.wait())
    try:
        while not over.is_set():
            knocked.clear()
            wait = STEP_EVERY_S if await _step(worker) else AFTER_ERROR_S
            knocking = asyncio.create_task(knocked.wait())
            await asyncio.wait((knocking, ending), timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            knocking.cancel()
    finally:
        beating.cancel()
        metering.cancel()
        monitoring.cancel()
        looking.cancel()
        ending.cancel()
        loop.remove_reader(ears.fileno())
        ears.close()
        keeping.cancel()
        await asyncio.wait((keeping,), timeout=KEEPER_WITHIN_S)
        await worker.fleet.close()


async def _step(worker: Worker) -> bool:
    try:
        await worker.step()
    except Exception:  # a database that is away must not end what runs: say it, try again
        log.exception("a step failed")
        return False
    return True


async def _beat(worker: Worker) -> None:
    while True:
        await worker.fleet.heartbeat()
        await asyncio.sleep(HEARTBEAT_EVERY_S)


def _listen(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    ears = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    ears.bind(short(path))
    path.chmod(0o600)
    return ears


def _hear(ears: socket.socket, knocked: asyncio.Event) -> None:
    with contextlib.suppress(BlockingIOError):
        while ears.recv(16):
            knocked.set()


@contextlib.contextmanager
def only_worker(run_dir: Path) -> Iterator[None]:
    """Two workers on one data folder would fight over its hosts; SystemExit for the second."""
    run_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (run_dir / "worker.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit("nhipcau: một worker khác đang chạy với thư mục dữ liệu này.") from None
        yield
