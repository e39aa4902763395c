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
from streaming.drill.conductor import Conductor
from streaming.readiness import lookout
from streaming.recording.keeper import Keeper
from streaming.worker.confirming import Confirmations
from streaming.worker.leases import NameTaken
from streaming.worker.loading import Load, host_pids
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
    confirming = asyncio.create_task(Confirmations(lambda: worker.memory).run())
    load = Load(worker.leases.node, lambda: worker.memory, lambda: host_pids(run_dir))
    loading = asyncio.create_task(load.run())
    making = Making(worker, run_dir, live_dir)
    ending = asyncio.create_task(over.wait())
    try:
        while not over.is_set():
            knocked.clear()
            wait = STEP_EVERY_S if await _step(worker) else AFTER_ERROR_S
            making.follow()
            knocking = asyncio.create_task(knocked.wait())
            await asyncio.wait((knocking, ending), timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            knocking.cancel()
    finally:
        for beside in (beating, confirming, loading, ending):
            beside.cancel()
        loop.remove_reader(ears.fileno())
        ears.close()
        await making.end()
        await worker.leave()


class Making:
    """What only the worker that makes the programs does, beside its steps."""

    def __init__(self, worker: Worker, run_dir: Path, live_dir: Path) -> None:
        self._worker, self._run_dir, self._live_dir = worker, run_dir, live_dir
        self._tasks: list[asyncio.Task[None]] = []

    def follow(self) -> None:
        """Begin or end it, as the lease says."""
        if self._worker.leases.maker and not self._tasks:
            keeper = Keeper(settings.ENV.data, self._run_dir, self._live_dir)
            beside = (Monitors(self._run_dir, self._live_dir), Conductor(self._live_dir))
            work = (keeper, Meters(self._worker.fleet), *beside, lookout)
            self._tasks = [asyncio.create_task(one.run()) for one in work]
        elif self._tasks and not self._worker.leases.maker:
            for task in self._tasks:
                task.cancel()
            self._tasks = []

    async def end(self) -> None:
        """Whoever keeps the recording may finish a line."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=KEEPER_WITHIN_S)


async def _step(worker: Worker) -> bool:
    try:
        await worker.step()
    except NameTaken:
        log.error(
            "another worker is called %s, too: give each an NHIPCAU_NODE of its own", worker.leases.node
        )
        return False
    except Exception:  # a database that is away must not end what runs: say it, try again
        log.exception("a step failed")
        return False
    return True


async def _beat(worker: Worker) -> None:
    while True:
        await worker.fleet.heartbeat(worker.leases.stale)
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
