"""What happens when in a rehearsal. Pure: seconds since its first segment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from streaming.enums_drill import PAGE_FAULTS, Fault

BEGINS, ENDS = 0.06, 0.94  # of the length: before, everything has to flow; after, everything has to be well
SETTLES_S = 5.0  # a page that hangs up in the first seconds of a relay's life looks like one that refuses
ROUND_S = 14.0  # shorter, a page's fault could not be found in its time
# Between two faults of one page it is sent to for so long that its next loss is not taken for a refusal,
# after which it would be left in peace for a quarter of a minute and the next fault be judged too late.
REST_S = SETTLES_S + 4.0
CUT_S, RED_S = 7.0, 4.0
DROP_EVERY_S = (5.0, 30.0)


@dataclass(frozen=True)
class Deed:
    """One fault. `relay`: the page's, None for the program's own; `until_s`: when it is made good."""

    what: str
    at_s: float
    until_s: float
    relay: int | None = None

    @property
    def behaviour(self) -> str:
        """What the page's sink is told."""
        if self.what != Fault.DROP:
            return self.what
        least, most = DROP_EVERY_S
        return f"{self.what}:{min(most, max(least, (self.until_s - self.at_s) / 2)):.0f}"


def script(length_s: float, faults: Collection[str], relays: Sequence[int]) -> list[Deed]:
    """`relays`: the most important first; that one is left alone where there is another."""
    return sorted(
        [*_on_pages(length_s, faults, relays), *_on_program(length_s, faults)], key=lambda it: it.at_s
    )


def cues(length_s: float, count: int) -> list[float]:
    """When each segment of the rundown begins, the ceremony's hours pressed into this length."""
    return [_first(length_s) + _room(length_s) * place / count for place in range(count)]


def _first(length_s: float) -> float:
    return max(SETTLES_S, length_s * BEGINS)


def _room(length_s: float) -> float:
    return max(0.0, length_s * ENDS - _first(length_s))


def _on_pages(length_s: float, faults: Collection[str], relays: Sequence[int]) -> list[Deed]:
    """In rounds, each on as many pages as there are: what finds no room is not tried."""
    free = list(relays[1:] or relays)[::-1]
    wanted = [str(fault) for fault in PAGE_FAULTS if fault in faults]
    if not free or not wanted:
        return []
    room = _room(length_s)
    rounds = max(1, min(-(-len(wanted) // len(free)), int(room // (ROUND_S + REST_S))))
    each, deeds = room / rounds, []
    lasts = each * 0.9 if rounds == 1 else each - REST_S
    for place, what in enumerate(wanted[: rounds * len(free)]):
        at = _first(length_s) + each * (place // len(free))
        deeds.append(Deed(what, at, at + lasts, free[place % len(free)]))
    return deeds


def _on_program(length_s: float, faults: Collection[str]) -> list[Deed]:
    wanted = [it for it in (Fault.SOURCE_CUT, Fault.RED_BUTTON, Fault.ENCODER) if it in faults]
    room = _room(length_s) / max(1, len(wanted))
    lasts = {Fault.SOURCE_CUT: CUT_S, Fault.RED_BUTTON: RED_S, Fault.ENCODER: 0.0}
    starts = [_first(length_s) + room * place for place in range(len(wanted))]
    return [Deed(str(what), at, at + min(lasts[what], room)) for what, at in zip(wanted, starts, strict=True)]
