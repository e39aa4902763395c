"""What the uplink has to carry: every relay that wants to send, and the viewers of the own page."""

from __future__ import annotations

from streaming.rates import page_kbps
from streaming.worker.holding import IN_USE
from streaming.worker.memory import Memory
from streaming.worker.phases import kbps
from streaming.worker.plan import Key
from streaming.worker.relay_wish import RelayWish
from streaming.worker.scene import Scene
from streaming.worker.unit import Unit
from streaming.worker.uplink import Line
from streaming.worker.wishes import program_key

HOPELESS = 3  # failures in a row: what cannot send needs no room
BACKLOG_S = 2.0  # more than so much waits in the send queue
SLOW = 0.9  # of what it should be


def lines_of(scene: Scene, memory: Memory) -> list[Line]:
    """Rehearsal pages are on this machine, and need none of it."""
    real = {key: wish for key, wish in scene.wishes.relays.items() if not wish.rehearsal}
    return [_line(scene, memory, wish) for key, wish in real.items() if not _hopeless(memory.units.get(key))]


def viewers_kbps(scene: Scene) -> float:
    """All who watch on the own page, as if each took the best quality."""
    here = {key.broadcast: _program_kbps(scene, key) for key in scene.wishes.programs}
    return sum(here.get(pk, 0.0) * count for pk, count in scene.viewers.items())


def _program_kbps(scene: Scene, key: Key) -> float:
    """As its segments say; before there are any, as its profile is meant to be."""
    return scene.kbps.get(key) or float(scene.wishes.programs[key].shape.kbps)


def _hopeless(unit: Unit | None) -> bool:
    if unit is None or unit.alive:
        return False
    return unit.given_up is not None or unit.failures >= HOPELESS or unit.error_code == IN_USE


def _line(scene: Scene, memory: Memory, wish: RelayWish) -> Line:
    unit = memory.units.get(wish.key)
    program = _program_kbps(scene, program_key(wish.key.broadcast))
    needs = float(round(page_kbps(program, wish.cap)))
    flows = (kbps(unit) or 0.0) if unit is not None and unit.alive else 0.0
    to = wish.outlet.address if wish.outlet else ""
    return Line(wish.key, wish.priority, needs, flows, _short(unit, needs, flows), to)


def _short(unit: Unit | None, needs: float, flows: float) -> bool:
    """More and more waits for a socket that does drain; one that does not is a stalled page."""
    flow = unit.flow if unit is not None and unit.alive else None
    if flow is None or flow["kbps"] is None or not needs:
        return False
    return flow["queued"] * 8 / 1000 > BACKLOG_S * needs and 0 < flows < SLOW * needs


def waits(memory: Memory, key: Key) -> bool:
    """Whether this relay waits for the uplink."""
    return key in memory.uplink.waiting
