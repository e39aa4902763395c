"""From a key that is to be started to the order for its host."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from streaming.argv.program import Place, program_argv
from streaming.argv.relay import rehearsal_outlet, relay_argv, sink_argv
from streaming.enums import SourceKind
from streaming.folder import PROGRAM, LiveFolder
from streaming.worker.fleet import Order
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from streaming.worker.scene import Scene
from streaming.worker.wishes import ProgramWish, RelayWish, program_key

DECLARING = ("rtsp:", "http:", "https:")  # say at once which streams there are


@dataclass(frozen=True)
class Desk:
    """All that an order is made from."""

    scene: Scene
    memory: Memory
    live_dir: Path
    now: float

    def order(self, key: Key, run: int) -> Order:
        """Touches the disk: a program's folder is made ready."""
        wishes = self.scene.wishes
        if key.what is What.PROGRAM:
            return _program(wishes.programs[key], run, self.memory, self.live_dir, self.now)
        if key.what is What.SINK:
            port = self.memory.ports[key]
            return Order(key, run, sink_argv(port), {"spec": "sink", "port": port})
        slug = wishes.programs[program_key(key.broadcast)].slug
        return _relay(wishes.relays[key], run, self.memory, self.live_dir / slug / PROGRAM)


def _program(wish: ProgramWish, run: int, memory: Memory, live_dir: Path, now: float) -> Order:
    folder, timeline = live_dir / wish.slug, memory.timeline(wish.key.broadcast)
    append = LiveFolder(folder).prepare()
    feed, offset = wish.feed, timeline.next_offset(now)
    if feed.kind == SourceKind.FILE:
        start_at = timeline.start_at(wish.spec, wish.duration_s, feed.loop)
        feed = dataclasses.replace(feed, start_at_s=start_at)
    meta: dict[str, Any] = {
        "spec": wish.spec,
        "offset_s": offset,
        "start_at_s": feed.start_at_s,
        "endless": feed.loop,
        "pulled": wish.pulled,
        "source": wish.source_id,
        "declares": feed.location.startswith(DECLARING),
    }
    argv = program_argv(feed, Place(folder, run, offset, append))
    return Order(wish.key, run, argv, meta, wish.mask, _guard() if wish.pulled else {})


def _guard() -> dict[str, Any]:
    """What the host's proxy lets pulled addresses reach."""
    env = settings.ENV
    return {"guard": {"allow_lan": env.allow_lan, "allowed": list(env.allowed_targets)}}


def _relay(wish: RelayWish, run: int, memory: Memory, playlist: Path) -> Order:
    if wish.outlet is None:
        port = memory.ports[wish.sink]
        spec, outlet = f"rehearsal:{port}", rehearsal_outlet(port)
        return Order(wish.key, run, relay_argv(playlist, outlet), {"spec": spec})
    mask = (wish.outlet.key,)
    return Order(wish.key, run, relay_argv(playlist, wish.outlet), {"spec": wish.spec}, mask)
