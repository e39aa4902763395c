"""How long to wait after how many failures in a row, in seconds. Pure."""

from __future__ import annotations

from streaming.worker.plan import What

STEADY_S = 30.0
PROGRAM = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 10.0)
RELAY_FIRST_S, RELAY_LAST_S = 1.0, 30.0
JITTER = 0.25
SINK_S = 0.2


def delay(what: What, failures: int, chance: float) -> float:
    """`failures` from 1; `chance` in [0, 1) spreads the relays, so that 17 do not knock in one moment."""
    if what is What.PROGRAM:
        return PROGRAM[min(failures, len(PROGRAM)) - 1]
    if what is What.SINK:
        return SINK_S * min(failures, 10)
    grown = RELAY_FIRST_S * 2.0 ** min(failures - 1, 10)
    spread = grown * (1 - JITTER + 2 * JITTER * chance)
    return min(RELAY_LAST_S, max(RELAY_FIRST_S, spread))
