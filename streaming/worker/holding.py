"""A page that two broadcasts want at once is sent to by one of them: two would cut each other off. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from streaming.worker.plan import Key
from streaming.worker.relay_wish import RelayWish
from streaming.worker.unit import Unit

IN_USE = "page_in_use"


def holders(
    relays: Mapping[Key, RelayWish], units: Mapping[Key, Unit], before: Mapping[int, Key]
) -> dict[int, Key]:
    """Page → the relay that may send: who might before, else who sends, else who did so when another worker
    wrote it down, else the older one.

    Whoever has it keeps it through its own trouble. Rehearsal pages are no place that two could want.
    """
    wanted = [(wish.page, key) for key, wish in relays.items() if not wish.rehearsal]
    found = {page: key for page, key in before.items() if (page, key) in wanted}
    for page, key in sorted(wanted, key=lambda it: (*_rank(units.get(it[1])), it[1].id)):
        found.setdefault(page, key)
    return found


def _rank(unit: Unit | None) -> tuple[bool, bool]:
    return (True, True) if unit is None else (not unit.alive, not unit.lives)
