"""How long to wait after how many failures in a row, in seconds. Pure."""

from __future__ import annotations

from streaming.policies import policy_of
from streaming.worker.plan import What

STEADY_S = 30.0
PROGRAM = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 10.0)
SINK_S = 0.2


def delay(what: What, failures: int, chance: float, code: str = "") -> float:
    """`failures` from 1; `chance` in [0, 1) spreads the relays; `code`: what went wrong with a page."""
    if what in (What.PROGRAM, What.CAP):
        return PROGRAM[min(failures, len(PROGRAM)) - 1]
    if what is What.SINK:
        return SINK_S * min(failures, 10)
    return policy_of(code).wait_s(failures, chance)
