"""From a key that is to be started to the order for its host."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from streaming.argv.capped import capped_argv, capped_name
from streaming.argv.relay import rehearsal_outlet, relay_argv, sink_argv
from streaming.folder import PROGRAM, LiveFolder, is_private, sink_report
from streaming.worker.memory import Memory
from streaming.worker.mixing import SPEC, Mixing
from streaming.worker.order import Order
from streaming.worker.plan import Key, What
from streaming.worker.relay_wish import RelayWish, sink_spec
from streaming.worker.scene import Scene
from streaming.worker.wanting import free_port
from streaming.worker.wishes import ProgramWish, program_key


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
            return _program(wishes.mixers[key], self.memory, self.live_dir, self.now)
        program = wishes.programs[program_key(key.broadcast)]
        folder = self.live_dir / program.slug
        if key.what is What.SINK:
            behaviour = wishes.relays[Key(What.RELAY, key.id, key.broadcast)].behaviour
            report = sink_report(folder, key.id) if is_private(folder) else None
            return _sink(key, run, self.memory, behaviour, report)
        if key.what is What.CAP:
            goes_on = LiveFolder(folder).reopen_capped(capped_name(key.id))
            return Order(key, run, capped_argv(folder, key.id, program.shape, run, goes_on), {"spec": "cap"})
        wish = wishes.relays[key].using(self.memory.unit(key).on_backup)
        playlist = PROGRAM if wish.cap is None else capped_name(wish.cap)
        return _relay(wish, run, self.memory, self._read_from(folder / playlist))

    def _read_from(self, playlist: Path) -> Path | str:
        """On the disk where this machine has it, else from the machine that makes it."""
        if self.scene.wishes.maker or not settings.ENV.stream_url:
            return playlist
        return f"{settings.ENV.stream_url}/live/{playlist.parent.name}/{playlist.name}"


def _sink(key: Key, run: int, memory: Memory, behaviour: str, report: Path | None) -> Order:
    port, door = memory.ports[key], memory.doors.get(key) or free_port()
    memory.doors[key] = door
    meta = {"spec": sink_spec(behaviour), "port": port, "door": door}
    return Order(key, run, sink_argv(port, behaviour, door, report), meta)


def _program(wish: ProgramWish, memory: Memory, live_dir: Path, now: float) -> Order:
    """Remembers where this mixer begins; what it shows is told to it once it listens."""
    folder = live_dir / wish.slug
    resumed = LiveFolder(folder).prepare()
    mixing = memory.mixings[wish.key.broadcast] = Mixing(
        begin_s=memory.timeline(wish.key.broadcast).next_offset(now),
        first_run=LiveFolder(folder).next_run(),
        resumed=resumed,
    )
    mixing.noted = mixing.first_run - 1
    return Order(wish.key, 0, [], {"spec": SPEC})


def _relay(wish: RelayWish, run: int, memory: Memory, playlist: Path | str) -> Order:
    if wish.outlet is None:
        port = memory.ports[wish.sink]
        spec, outlet = wish.rehearsed(port), rehearsal_outlet(port)
        return Order(wish.key, run, relay_argv(playlist, outlet), {"spec": spec})
    return Order(wish.key, run, relay_argv(playlist, wish.outlet), {"spec": wish.spec}, wish.outlet.secrets)
