"""When a mixer is told anew, and what it is told."""

from __future__ import annotations

import time
from pathlib import Path

from streaming.worker.desired import Around, State, copier_spec, desired, encoder_spec
from streaming.worker.mixing import Mixing
from streaming.worker.unit import Unit
from streaming.worker.wishes import ProgramWish

CUT_WITHIN_S = 15.0  # so long an earlier source stays for one that does not come


def wanted_of(wish: ProgramWish, unit: Unit, mixing: Mixing, folder: Path, around: Around) -> State | None:
    """The whole state with a new generation; None where the mixer has it already."""
    if wish.passing:
        encoder = copier_spec(folder, around.ladder, mixing)
    else:
        encoder = encoder_spec(wish.shape, folder, around.ladder, mixing)
    state = desired(wish, encoder, around, _kept(wish, unit, mixing), mixing.faults)
    known = unit.meta.get("report", {}).get("generation")
    if mixing.sent == state and known == mixing.generation:
        return None
    return state | {"generation": max(mixing.generation + 1, int(time.time() * 1000))}


def sent(mixing: Mixing, state: State) -> None:
    """It was taken."""
    mixing.sent = {key: value for key, value in state.items() if key != "generation"}
    mixing.generation = state["generation"]


def _kept(wish: ProgramWish, unit: Unit, mixing: Mixing) -> State:
    """What was on air before, until the wanted one plays: so that viewers see a cut and no slate."""
    if not wish.public or wish.first is None:
        return {}
    name, wanted = str(wish.first), {str(it.id) for it in wish.sources}
    before: State = mixing.sent.get("sources", {})
    gone = {key: spec for key, spec in before.items() if key not in wanted and key in mixing.sent["order"]}
    if gone and mixing.changing != name:
        mixing.changing, mixing.changed_at = name, time.monotonic()
    sources = unit.meta.get("report", {}).get("sources", {})
    there = name in before and sources.get(name, {}).get("state") == "playing"
    late = time.monotonic() - mixing.changed_at > CUT_WITHIN_S
    return {} if there or late else gone
