"""One step of the worker: look, plan, apply, write. Tests call this; the loop only repeats it."""

from __future__ import annotations

import contextlib
import logging
import os
import random
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from streaming import hosts
from streaming.argv.shapes import LADDER
from streaming.cards.slate import slate_path
from streaming.cards.testcard import test_card_path
from streaming.enums import SourceKind
from streaming.folder import LiveFolder
from streaming.host.child import State
from streaming.services import clock
from streaming.targets import guard_policy
from streaming.worker import copying, runs, steering
from streaming.worker import memory as memories
from streaming.worker.desired import Around, preview_folder
from streaming.worker.despite import each, still
from streaming.worker.ends import Moment, fold
from streaming.worker.fleet import Fleet
from streaming.worker.gate import Gate, Prober
from streaming.worker.ingesting import IngestLink, door_of
from streaming.worker.leases import MAKER, Leases
from streaming.worker.link import HostRefused, HostSilent
from streaming.worker.memory import Memory
from streaming.worker.node import folder_word, node_name
from streaming.worker.observer import Observer
from streaming.worker.orders import Desk
from streaming.worker.picture import picture_of
from streaming.worker.plan import Action, Cut, Key, Start, What, plan
from streaming.worker.scene import Scene, read_scene
from streaming.worker.threads import in_thread, on_disk
from streaming.worker.unit import is_process
from streaming.worker.wanting import Wanting
from streaming.worker.wishes import ProgramWish

SWEEP_EVERY_S = 10.0
TIDY_RUNS_EVERY_S = 60.0
log = logging.getLogger(__name__)


class Worker:
    """Give it `wake`, and it is called when something ended and the next step should not wait."""

    def __init__(self, run_dir: Path, live_dir: Path, wake: Callable[[], None] = lambda: None) -> None:
        self.live_dir, self.previews, self.cards = live_dir, run_dir / "previews", run_dir / "cards"
        self.leases = Leases(node_name(run_dir), folder_word(run_dir))
        self.fleet = Fleet(run_dir, wake, self.leases.until)
        self.ingest = IngestLink(run_dir, door_of(settings.ENV))
        self.observer = Observer(self.leases.node, os.getpid())
        self.memory: Memory | None = None
        self._gate, self._prober = Gate(), Prober()
        self._swept_at = self._tidied_at = 0.0
        self._unfinished: set[Path] = set()
        self._sink_runs = 0
        self._ended: list[runs.RunEnd] = []  # not written down yet
        self._taken: set[str] = set()  # leases whose earlier holder's rows are not read yet
        self._unanswered: set[Key] = set()  # starts: it may run all the same

    async def step(self) -> list[Action]:
        """Everything once; returns what was done."""
        memory = await self._memory()
        await in_thread(self.leases.renew)  # who is cut off from the database goes no further
        views = await self.fleet.look()
        scene = await in_thread(lambda: self._look_at_wishes(memory))
        now = Moment(time.monotonic(), timezone.now(), random.random())  # noqa: S311  jitter
        self._ended += fold(memory, views, now)
        self._unanswered -= views.keys()
        wanted = Wanting(memory, self._gate, self._prober).of(scene, now)
        actions = plan(wanted, {key: unit.seen() for key, unit in memory.units.items()}, now.mono)
        made = picture_of(scene, memory, self._ended)
        made.sources |= self.ingest.phases(scene.wishes.senders, made.sources)
        if scene.wishes.maker:
            # Before anybody is told that it is on air: who comes then finds something to play.
            await on_disk(lambda: self._publish(scene, memory))
            copying.judge(scene, memory, self.ingest.told.get("sources") or {}, made)
        if not self.leases.fresh:  # frozen on the way: others may have what this step takes for its own
            return []
        await in_thread(lambda: self.observer.write(made))
        self._ended = []
        await self._forget(views)
        for action in actions:
            await self._apply(action, scene, memory)
        await self._steer(scene, memory)
        if scene.wishes.maker:
            await self.ingest.tend(scene.wishes.senders)
            await self._tidy(scene, memory)
        await self.fleet.release({hosts.program_host(key.broadcast) for key in scene.wishes.mixers})
        return actions

    async def leave(self) -> None:
        """At a clean end. What runs goes on for the next worker of this name; else any may come."""
        units = self.memory.units.values() if self.memory is not None else ()
        if self.memory is not None and not self._unanswered and not any(unit.alive for unit in units):
            with contextlib.suppress(DatabaseError):
                await in_thread(self.leases.let_go)
        await self.fleet.close()

    def _look_at_wishes(self, memory: Memory) -> Scene:
        """What is wanted, and what of it is this worker's."""
        if self.leases.maker:
            clock.due(timezone.now())
        wanted = read_scene(self.live_dir)
        self.leases.claim(wanted.leases, wanted.at_maker)
        self._taken = (self._taken | self.leases.taken) & self.leases.held
        scene = wanted.only(self.leases.held, self.leases.maker)
        if self._taken:
            memories.take_over(memory, self.leases.node, scene.relays_of(self._taken), MAKER in self._taken)
            self._taken = set()
        return scene

    async def _memory(self) -> Memory:
        if self.memory is None:
            self.memory = await in_thread(memories.restore)
        return self.memory

    async def _apply(self, action: Action, scene: Scene, memory: Memory) -> None:
        if isinstance(action, Start):
            await self._start(action.key, scene, memory)
            return
        await (self.fleet.cut if isinstance(action, Cut) else self.fleet.stop)(action.key)
        view = memory.unit(action.key).view
        if view is not None:
            view["stopping"] = True

    async def _start(self, key: Key, scene: Scene, memory: Memory) -> None:
        run = await self._run_for(key) if self.leases.fresh else None
        if run is None:
            return
        now = time.monotonic()
        try:
            order = await in_thread(lambda: Desk(scene, memory, self.live_dir, now).order(key, run))
            view = await self.fleet.start(order)
        except (OSError, HostSilent, HostRefused) as error:
            if isinstance(error, HostSilent):
                self._unanswered.add(key)
            memory.unit(key).failed("start_failed", now, timezone.now(), 0.5)
            why = str(error) or type(error).__name__
            if is_process(key):
                await in_thread(lambda: runs.never_started(run, why))
            return
        memory.unit(key).started(view)
        if is_process(key):
            await in_thread(lambda: runs.started(run, view["pid"]))

    async def _steer(self, scene: Scene, memory: Memory) -> None:
        """Tell every mixer what is wanted, where that is news to it."""
        for key, wish in scene.wishes.mixers.items():
            unit = memory.unit(key)
            if unit.alive and not unit.stopping:
                mixing = memory.mixing(key.broadcast)
                around = await on_disk(partial(self._around, wish))
                wanted = steering.wanted_of(wish, unit, mixing, self.live_dir / wish.slug, around)
                if wanted is not None and await self.fleet.steer(key, wanted):
                    steering.sent(mixing, wanted)

    def _around(self, wish: ProgramWish) -> Around:
        """Makes the folders of its previews, too."""
        for source in wish.sources:
            if source.preview:
                preview_folder(self.previews, source.id).mkdir(parents=True, exist_ok=True)
        size, cards = wish.shape.size, self.cards
        slate = still(lambda: slate_path(cards, wish.card, size, wish.slate_picture))
        tests = any(source.feed.kind == SourceKind.TEST_CARD for source in wish.sources)
        card = still(lambda: test_card_path(cards, size)) if tests else None
        sent = self.memory.sent if self.memory else {}
        film = still(lambda: copying.film(cards, wish, sent)) if wish.passing and wish.public else None
        return Around(
            guard_policy(), self.ingest.out, self.previews, slate, card or "", settings.ENV.ladder, film or ""
        )

    async def _run_for(self, key: Key) -> int | None:
        if is_process(key):
            return await in_thread(lambda: runs.open_run(key, self.leases.node))
        if key.what is What.PROGRAM:
            return 0
        self._sink_runs += 1
        return int(time.time() * 1000) * 100 + self._sink_runs % 100

    async def _forget(self, views: dict[Key, State]) -> None:
        """Only after the end is written: a worker killed in between sees it again."""
        for key, view in views.items():
            if view["exit"] is not None:
                await self.fleet.forget(key, view["run"])

    async def _tidy(self, scene: Scene, memory: Memory) -> None:
        """Delete old segments, say the end of what is over, let its host go, forget old runs."""
        on_air = {wish.slug for wish in scene.wishes.programs.values()}
        now = time.monotonic()
        if now - self._swept_at > SWEEP_EVERY_S:  # first, since it makes room
            self._swept_at = now
            await on_disk(lambda: self._sweep(on_air, _looked_at(scene)))
        over = {path for key, path in scene.closing.items() if not memory.unit(key).alive}
        over |= {path for path in self._unfinished if path.name not in on_air}
        self._unfinished = await on_disk(lambda: each(over, LiveFolder.finish)) if over else set()
        if now - self._tidied_at > TIDY_RUNS_EVERY_S:
            self._tidied_at = now
            await in_thread(runs.tidy)

    def _publish(self, scene: Scene, memory: Memory) -> None:
        rungs = LADDER if settings.ENV.ladder else ()
        for key, known in scene.playlists.items():
            wish = scene.wishes.programs[key]
            if not known.segments:
                continue
            if wish.passing:
                publish = partial(copying.offer, known=known, seen=memory.mixing(key.broadcast).passed)
            else:
                publish = partial(LiveFolder.publish, shape=wish.shape, rungs=rungs)
            each([self.live_dir / wish.slug], publish)

    def _sweep(self, on_air: set[str], looked_at: set[str]) -> None:
        for folder in self.previews.glob("*"):
            if folder.name not in looked_at:
                shutil.rmtree(folder, ignore_errors=True)
        folders = [path for path in self.live_dir.glob("*") if path.is_dir()]
        each(folders, lambda folder: folder.sweep(live=folder.path.name in on_air))


def _looked_at(scene: Scene) -> set[str]:
    """Folders of the previews that are wanted."""
    return {str(it.id) for wish in scene.wishes.mixers.values() for it in wish.sources if it.preview}
