"""From the scene to what the plan is asked for: is each thing ready to start, or why not."""

from __future__ import annotations

import socket
from dataclasses import dataclass

from django.conf import settings

from streaming.argv.capped import segment_prefix
from streaming.faults import PROBED
from streaming.inputs import SourceWish
from streaming.targets import Use
from streaming.worker.ends import Moment
from streaming.worker.gate import Gate, Prober
from streaming.worker.holding import IN_USE, holders
from streaming.worker.lines import lines_of, viewers_kbps, waits
from streaming.worker.memory import Memory
from streaming.worker.mixing import SPEC, WAITS
from streaming.worker.passed import refused
from streaming.worker.plan import Key, Wanted, What
from streaming.worker.relay_wish import RelayWish, sink_spec
from streaming.worker.scene import Scene
from streaming.worker.unit import Unit
from streaming.worker.wishes import ProgramWish, program_key

KNOCK_S = 0.1


@dataclass
class Wanting:
    """Asks the network through gate and prober, which never wait."""

    memory: Memory
    gate: Gate
    prober: Prober

    def of(self, scene: Scene, now: Moment) -> dict[Key, Wanted]:
        """Everything that should run, by key."""
        wanted = {key: self._program(wish, now) for key, wish in scene.wishes.mixers.items()}
        for key in scene.wishes.caps:
            runs = program_runs(scene, self.memory, key.broadcast)
            self.memory.unit(key).watch(runs, now.mono)
            wanted[key] = Wanted("cap", ready=runs)
        self.memory.uplink.known = float(settings.ENV.uplink_kbps)
        self.memory.uplink.judge(lines_of(scene, self.memory), viewers_kbps(scene), now.mono)
        self.memory.holders = holders(scene.wishes.relays, self.memory.units, self.memory.holders)
        for key, wish in scene.wishes.relays.items():
            if waits(self.memory, key) or self._doubles(wish):
                continue
            flows = not waits_for_cap(scene, self.memory, wish)
            flows = flows and program_runs(scene, self.memory, key.broadcast)
            wanted[key] = self._relay(wish, flows, now)
            if wish.rehearsal:
                wanted[wish.sink] = Wanted(sink_spec(wish.behaviour))
        return wanted

    def _program(self, wish: ProgramWish, now: Moment) -> Wanted:
        unit = self.memory.unit(wish.key)
        if self.memory.airings.get(wish.key.broadcast) != wish.airing:
            self._new_airing(wish)
        unit.wish(wish.marker)
        mixing = self.memory.mixing(wish.key.broadcast)
        mixing.faults = {it.id: self._source_fault(wish.key.broadcast, it, now) for it in wish.sources}
        if wish.passing:  # what the public could not play never reaches it
            sent = {number: refused(self.memory.sent.get(number)) for number in mixing.faults}
            mixing.faults = {number: code or sent[number] for number, code in mixing.faults.items()}
        fault = next((code for code in mixing.faults.values() if code not in ("", WAITS)), "")
        if fault and (unit.error_code, unit.marker) != (fault, mixing.blamed):
            mixing.blamed = unit.marker
            unit.error_code, unit.error_at = fault, now.wall
        ready = not unit.alive and now.mono >= unit.not_before
        return Wanted(SPEC, wish.marker, ready)

    def _source_fault(self, broadcast: int, wish: SourceWish, now: Moment) -> str:
        """Why the source may not be connected now; asked again and again, since a name can move."""
        if not wish.pulled or wish.fault:
            return wish.fault
        verdicts, key = self.memory.mixing(broadcast).verdicts, Key(What.SOURCE, wish.id, broadcast)
        verdict = self.gate.ask(key, wish.feed.location, Use.PULL, now.mono)
        if verdict is not None:
            verdicts[wish.id] = (wish.spec, verdict.fault)
        known_for, fault = verdicts.get(wish.id, ("", WAITS))
        return fault if known_for == wish.spec else WAITS

    def _new_airing(self, wish: ProgramWish) -> None:
        self.memory.airings[wish.key.broadcast] = wish.airing
        for key, unit in self.memory.units.items():
            if key.broadcast == wish.key.broadcast:
                unit.new_airing()

    def _relay(self, wish: RelayWish, flows: bool, now: Moment) -> Wanted:
        unit = self.memory.unit(wish.key)
        unit.wish(wish.marker)
        unit.limit_s = wish.limit_s
        if wish.rehearsal:
            port = self.port_of(wish.sink)
            ready = flows and not unit.alive and self._listens(wish.sink, port)
            return Wanted(wish.rehearsed(port), wish.marker, ready)
        if wish.backup:
            unit.turn(now.mono)
        else:
            unit.on_backup = False
        wish = wish.using(unit.on_backup)
        address = wish.outlet.address if wish.outlet else ""
        waits = not unit.alive and now.mono < unit.not_before
        if waits and unit.error_code in PROBED and self.prober.knock(wish.key, address, now.mono):
            unit.try_now(now.mono)
        fault = wish.fault if self._holds(wish) else IN_USE
        ready = flows and self._may_start(unit, fault, address, Use.PAGE, now)
        return Wanted(wish.spec, wish.marker, ready)

    def _holds(self, wish: RelayWish) -> bool:
        return wish.rehearsal or self.memory.holders[wish.page] == wish.key

    def _doubles(self, wish: RelayWish) -> bool:
        """Sends to a page that another relay sends to."""
        return self.memory.unit(wish.key).alive and not self._holds(wish)

    def _may_start(self, unit: Unit, fault: str, url: str, use: Use, now: Moment) -> bool:
        """Asked only when its time has come; a refusal is a failure like any other."""
        if unit.alive or now.mono < unit.not_before or unit.given_up == unit.marker:
            return False
        if not fault and url:
            verdict = self.gate.ask(unit.key, url, use, now.mono)
            if verdict is None:
                return False
            fault = verdict.fault
        if fault:
            unit.failed(fault, now.mono, now.wall, now.chance)
        return not fault

    def port_of(self, sink: Key) -> int:
        """A rehearsal page keeps its port for as long as it can."""
        if sink not in self.memory.ports:
            self.memory.ports[sink] = free_port()
        return self.memory.ports[sink]

    def _listens(self, sink: Key, port: int) -> bool:
        """Ours, on loopback: the answer is there at once."""
        unit = self.memory.units.get(sink)
        if unit is None or not unit.alive:
            return False
        with socket.socket() as knocking:
            knocking.settimeout(KNOCK_S)
            return knocking.connect_ex(("127.0.0.1", port)) == 0


def program_runs(scene: Scene, memory: Memory, broadcast: int) -> bool:
    """Whether the process that runs now has written a segment; one that is ending is of the past."""
    key = program_key(broadcast)
    if not scene.wishes.maker:
        return broadcast in scene.runs_elsewhere
    unit, known = memory.units.get(key), scene.playlists.get(key)
    if unit is None or not unit.alive or unit.stopping or unit.view is None or known is None:
        return False
    return known.has_run(unit.view["run"])


def waits_for_cap(scene: Scene, memory: Memory, wish: RelayWish) -> bool:
    """Whether the smaller copy that it reads is not being written now."""
    if wish.source is None or not scene.wishes.maker:
        return False
    unit, known = memory.units.get(wish.source), scene.copies.get(wish.source)
    if unit is None or not unit.alive or unit.stopping or unit.view is None or known is None:
        return True
    mine = segment_prefix(wish.source.id, unit.view["run"])
    return not any(segment.name.startswith(mine) for segment in known.segments)


def free_port() -> int:
    """One of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
