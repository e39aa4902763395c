"""From a unit to the one word that people see. Pure."""

from __future__ import annotations

from streaming.enums import ProgramPhase, RelayPhase
from streaming.host.progress import RATE_OVER_S
from streaming.worker.unit import Unit

STILL_S = 2.5  # longer than the pauses between two segments
FLOWING_AFTER_S = 1.0  # a page that refuses the key takes the first packets too


def program_phase(unit: Unit | None, wanted: bool, has_segment: bool, been_on_air: bool) -> ProgramPhase:
    """`has_segment`: one of the process that runs now; `been_on_air`: people had started it before."""
    alive = unit is not None and unit.alive
    if not wanted:
        if alive:
            return ProgramPhase.STOPPING
        return ProgramPhase.STOPPED if been_on_air else ProgramPhase.IDLE
    if unit is None:
        return ProgramPhase.STARTING
    if alive:
        return ProgramPhase.RUNNING if has_segment else ProgramPhase.STARTING
    if unit.given_up is not None:
        return ProgramPhase.ENDED if unit.error_code == "source_ended" else ProgramPhase.FAILED
    return ProgramPhase.BACKOFF if unit.failures else ProgramPhase.STARTING


def relay_phase(unit: Unit | None, wanted: bool, program_runs: bool) -> RelayPhase:
    """`wanted`: switched on, lent, and the broadcast is on air."""
    alive = unit is not None and unit.alive
    if not wanted:
        return RelayPhase.STOPPING if alive else RelayPhase.OFF
    if unit is not None and alive:
        return _sending(unit)
    if unit is not None and unit.given_up is not None:
        return RelayPhase.FAILED
    if not program_runs:
        return RelayPhase.WAITING
    return RelayPhase.BACKOFF if unit is not None and unit.failures else RelayPhase.STARTING


def _sending(unit: Unit) -> RelayPhase:
    """By what left lately, whatever the process says: without a program its bytes stop by themselves.

    The seconds over which they are counted are the patience that a program's quick restart needs.
    """
    view = unit.view
    report = view["progress"] if view else None
    if view is None or report is None or not report["bytes"] or view["age_s"] < FLOWING_AFTER_S:
        return RelayPhase.STARTING
    # No rate is known in the first half second of looks; a rate is over the last RATE_OVER_S.
    moved = report["age_s"] <= RATE_OVER_S and kbps(unit) != 0
    return RelayPhase.RUNNING if moved else RelayPhase.WAITING


def kbps(unit: Unit) -> float | None:
    """What left lately: of its socket where that can be seen, else what the process says that it wrote."""
    if unit.flow is not None:
        return unit.flow["kbps"]
    report = unit.view["progress"] if unit.view else None
    return report["kbps"] if report else None


def flowing(unit: Unit | None, state: RelayPhase) -> bool | None:
    """Whether bytes leave: what the console may call so. None where nothing is sent."""
    if unit is None or state is not RelayPhase.RUNNING:
        return None
    return bool(kbps(unit)) and (unit.flow is None or unit.flow["still_s"] < STILL_S)
