"""Taking the hosts' word into the units: what lives, what ended and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from streaming.faults import program_fault, relay_fault
from streaming.host.child import State
from streaming.worker import mixing
from streaming.worker.memory import Memory
from streaming.worker.phases import kbps
from streaming.worker.plan import Key, What
from streaming.worker.runs import RunEnd
from streaming.worker.unit import Unit, ending, is_process

ASKED = "asked"
PROVEN_AFTER_S = 5.0
BY_THE_PAGE = ("page_closed", "page_refused_key", "page_refused")


@dataclass(frozen=True)
class Moment:
    """Now: monotonic, wall clock, and a chance in [0, 1) for the jitter."""

    mono: float
    wall: datetime
    chance: float = 0.5


def fold(memory: Memory, views: Mapping[Key, State], now: Moment) -> list[RunEnd]:
    """Every unit gets its view; the runs that ended since the last look come back."""
    ends = []
    for key, view in views.items():
        unit = memory.unit(key)
        unit.view = view
        if key.what is What.PROGRAM:
            _follow(memory, unit, view, now)
        if view["exit"] is not None and not _noted(unit, view):
            ends.append(_note(memory, unit, view, now))
        unit.steady()
        _prove(unit, now)
        if key.what is What.SINK and "port" in unit.meta:
            memory.ports[key] = int(unit.meta["port"])
            memory.doors[key] = int(unit.meta.get("door", 0))
    for key, unit in memory.units.items():
        if unit.alive and key not in views:
            unit.view = None
            unit.failed("host_lost", now.mono, now.wall, now.chance)
    return [end for end in ends if end is not None]


def _follow(memory: Memory, unit: Unit, view: State, now: Moment) -> None:
    """A program's clock, its encoder's ends, its source's trouble."""
    if view["exit"] is None:
        memory.timeline(unit.key.broadcast).follow(unit, now.mono)
        mixing.note(memory.mixing(unit.key.broadcast), unit, view, now.wall)
    else:
        memory.mixings.pop(unit.key.broadcast, None)


def _noted(unit: Unit, view: State) -> bool:
    return unit.noted == view["run"]


def _note(memory: Memory, unit: Unit, view: State, now: Moment) -> RunEnd | None:
    unit.noted = view["run"]
    code = _fault(unit, view, now)
    if code:
        unit.failed(code, now.mono, now.wall, now.chance)
    else:
        unit.ended_as_asked()
    _learn(memory, unit, view)
    exit_code, tail = ending(view).code, view["tail"]
    if unit.key.what is What.PROGRAM:
        return RunEnd(0, exit_code, code or ASKED, tail, unit.key.broadcast)
    return RunEnd(view["run"], exit_code, code or ASKED, tail) if is_process(unit.key) else None


def _learn(memory: Memory, unit: Unit, view: State) -> None:
    key = unit.key
    if key.what is What.SINK and ending(view).lived_s < 1.0 and unit.failures >= 3:
        memory.ports.pop(key, None)  # somebody else took the port
        memory.doors.pop(key, None)


def _fault(unit: Unit, view: State, now: Moment) -> str:
    """A code of streaming.messages; "" for an end that was asked for."""
    end = ending(view)
    if unit.key.what is What.PROGRAM:
        return program_fault(end, True, False)
    if unit.key.what is What.CAP:
        return "" if end.asked == "worker" else "cap_failed"
    code = relay_fault(end, proven=unit.first_at is not None)
    return "page_time_limit" if code in BY_THE_PAGE and unit.over_limit(now.wall) else code


def _prove(unit: Unit, now: Moment) -> None:
    """A page that refuses a key takes the first packets too, so a key is good after some seconds."""
    view, rate = unit.view, kbps(unit)
    if unit.key.what is What.RELAY and unit.alive and view and view["age_s"] >= PROVEN_AFTER_S and rate:
        unit.flowed(now.wall)
