"""From units to rows: what the observer writes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from streaming.enums import ProgramPhase, RelayPhase, Showing, SourcePhase, WaitsFor
from streaming.host.child import State
from streaming.worker.lines import waits
from streaming.worker.memory import Memory
from streaming.worker.mixing import WAITS, levels, lives, phases, showing
from streaming.worker.observer import Picture
from streaming.worker.phases import flowing, kbps, program_phase, relay_phase
from streaming.worker.plan import Key, What
from streaming.worker.relay_wish import RelayWish, is_backup
from streaming.worker.runs import RunEnd
from streaming.worker.scene import Scene
from streaming.worker.unit import Unit, is_process
from streaming.worker.uplink import Uplink
from streaming.worker.wanting import program_runs, waits_for_cap
from streaming.worker.wishes import ProgramWish


def picture_of(scene: Scene, memory: Memory, ended: list[RunEnd]) -> Picture:
    """Everything that this step saw."""
    maker = scene.wishes.maker
    made = Picture(ended=ended, uplink=_uplink(memory.uplink) if scene.wishes.programs else None, maker=maker)
    for key, wish in scene.wishes.programs.items() if maker else ():
        made.programs[key.id] = _program(scene, memory, wish)
        if made.programs[key.id]["state"] == ProgramPhase.RUNNING:
            made.first_segment.add(key.id)
    for key in scene.closing:
        state = program_phase(memory.units.get(key), wanted=False, has_segment=False, been_on_air=True)
        nothing = {"bitrate_kbps": None, "fps": None, "next_try_at": None}
        made.programs[key.id] = {"state": state, **nothing, **_seen(None, runs=False)}
    for key, wanted in scene.wishes.relays.items():
        made.relays[key.id] = _wanted_relay(scene, memory, wanted)
    for key in scene.closing_relays:
        unit = memory.units.get(key)
        made.relays[key.id] = _relay(unit, relay_phase(unit, wanted=False, program_runs=False))
    made.living = {unit.view["run"] for key, unit in memory.units.items() if _lives(key, unit) and unit.view}
    for key, unit in memory.units.items():
        if key.what is What.PROGRAM and unit.alive and unit.view:
            made.mixed.add(key.broadcast)
            made.sources |= phases(unit.view, scene.wishes.listening(key))
            made.lives += _fresh_lives(memory, key.broadcast, unit.view)
    for key in scene.wishes.mixers:
        made.sources |= _not_connected(memory, key.broadcast)
    return made


def _uplink(seen: Uplink) -> dict[str, Any]:
    rates = {"known": seen.known or None, "measured": seen.measured}
    rates |= {"needed": seen.needs, "flowing": seen.flows, "viewers": seen.viewers}
    told = {f"{name}_kbps": None if rate is None else round(rate) for name, rate in rates.items()}
    return {**told, "waiting": len(seen.waiting)}


def _not_connected(memory: Memory, broadcast: int) -> dict[int, tuple[str, str]]:
    """Sources that may not be connected now, or whose address is still being looked at."""
    faults = {number: code for number, code in memory.mixing(broadcast).faults.items() if code}
    waits, failed = (SourcePhase.CONNECTING.value, ""), SourcePhase.FAILED.value
    return {number: waits if code == WAITS else (failed, code) for number, code in faults.items()}


def _fresh_lives(memory: Memory, broadcast: int, view: State) -> list[tuple[int, dict[str, Any]]]:
    """The encoder's lives that began or ended since they were last written."""
    written = memory.mixing(broadcast).written
    fresh = [life for life in lives(view) if written.get(life["id"], "") != life["code"]]
    written.update({life["id"]: life["code"] for life in fresh})
    return [(broadcast, life) for life in fresh]


def _lives(key: Key, unit: Unit) -> bool:
    return is_process(key) and unit.alive


def _process(unit: Unit | None) -> dict[str, Any]:
    if unit is None:
        return {}
    return {
        "restarts": unit.restarts,
        "failures": unit.failures,
        "error_code": unit.error_code,
        "error_at": unit.error_at,
    }


def _program(scene: Scene, memory: Memory, wish: ProgramWish) -> dict[str, Any]:
    unit = memory.units.get(wish.key)
    runs = program_runs(scene, memory, wish.key.broadcast)
    state = program_phase(unit, wanted=True, has_segment=runs, been_on_air=True)
    report = unit.view["progress"] if unit and unit.view and runs else None
    timeline = memory.timeline(wish.key.broadcast)
    return {
        "state": state,
        "airing": wish.airing,
        "bitrate_kbps": scene.kbps.get(wish.key) if runs else None,
        "fps": report["fps"] if report else None,
        "next_try_at": _next_try(unit, state == ProgramPhase.BACKOFF),
        "timeline_s": round(timeline.end_s, 3),
        "timeline_mono": round(timeline.mono, 3),
        "timeline_at": timezone.now(),
        **_process(unit),
        **_seen(unit, runs),
    }


def _seen(unit: Unit | None, runs: bool) -> dict[str, Any]:
    """What goes out and how loud."""
    if unit is None or unit.view is None or not runs:
        return {"showing": Showing.NOTHING.value, "showing_source": None, "levels": None}
    what, source = showing(unit.view)
    return {"showing": what, "showing_source": source, "levels": levels(unit.view)}


def _wanted_relay(scene: Scene, memory: Memory, wish: RelayWish) -> dict[str, Any]:
    unit, runs = memory.units.get(wish.key), program_runs(scene, memory, wish.key.broadcast)
    why = _waits_for(scene, memory, wish) if runs else WaitsFor.NOTHING
    phase = relay_phase(unit, wanted=True, program_runs=runs and why is WaitsFor.NOTHING)
    return _relay(unit, phase) | {"waits_for": why.value if phase is RelayPhase.WAITING else ""}


def _waits_for(scene: Scene, memory: Memory, wish: RelayWish) -> WaitsFor:
    if waits(memory, wish.key):
        return WaitsFor.UPLINK
    return WaitsFor.CAP if waits_for_cap(scene, memory, wish) else WaitsFor.NOTHING


def _relay(unit: Unit | None, state: RelayPhase) -> dict[str, Any]:
    return {
        "state": state,
        "waits_for": "",
        "bitrate_kbps": kbps(unit) if unit and state == RelayPhase.RUNNING else None,
        "flowing": flowing(unit, state),
        "first_at": unit.first_at if unit else None,
        "process": unit is not None and unit.alive,
        "on_backup": unit is not None and (is_backup(unit.meta) if unit.alive else unit.on_backup),
        "next_try_at": _next_try(unit, state == RelayPhase.BACKOFF),
        **_process(unit),
    }


def _next_try(unit: Unit | None, waits: bool) -> datetime | None:
    return unit.next_try_at if unit and waits else None
