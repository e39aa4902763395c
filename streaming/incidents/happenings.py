"""What is worth a line: a trouble that begins, one whose reason changes, one that is over. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from streaming.enums import Happening, RelayPhase, SourcePhase, WaitsFor

TROUBLE = (Happening.LOST, Happening.GAVE_UP, Happening.WAITS)


@dataclass(frozen=True)
class Last:
    """The last line about this page or source; `happening` "" where there is none."""

    happening: str = ""
    cause: str = ""

    @property
    def open(self) -> bool:
        """Whether it is in trouble still."""
        return self.happening in TROUBLE


def of_relay(last: Last, state: str, cause: str, waits_for: str = "") -> Happening | None:
    """What the worker sees of a relay now; None: nothing new."""
    new: Happening | None = None
    if state == RelayPhase.FAILED:
        new = Happening.GAVE_UP
    elif state == RelayPhase.BACKOFF:
        new = Happening.LOST
    elif waits_for == WaitsFor.UPLINK:
        new, cause = Happening.WAITS, ""
    elif last.open and state == RelayPhase.RUNNING:
        return Happening.BACK
    elif last.open and state == RelayPhase.OFF:
        return Happening.OFF
    return None if (new, cause) == (last.happening, last.cause) else new


def of_source(last: Last, before: str, state: str, cause: str) -> Happening | None:
    """A source that was live is missed; one that never came is not on air yet."""
    if state == SourcePhase.LIVE:
        return Happening.BACK if last.open else None
    gone = state in (SourcePhase.SILENT, SourcePhase.FAILED)
    if not gone or (not last.open and before != SourcePhase.LIVE):
        return None
    return None if (Happening.LOST, cause) == (last.happening, last.cause) else Happening.LOST
