"""Hearts and waving flags: counted here, told to the other processes, shown as sums. Pure.

They are of the moment: no row holds them, and what is lost with a process or a layer is lost.
"""

from __future__ import annotations

import json
from collections import Counter

from realtime.enums import Reaction

EVERY_S = 1.0
MOST_SHOWN = 999  # of a kind in one sum: more is not seen as more


class Reactions:
    """What came since the last sum, here and elsewhere."""

    def __init__(self, process: str) -> None:
        self._process = process
        self._here: Counter[str] = Counter()
        self._elsewhere: Counter[str] = Counter()

    def add(self, kind: Reaction, count: int) -> None:
        """Sent by somebody here."""
        self._here[kind.value] += count

    def heard(self, data: str) -> None:
        """Another process's sum; what is none is ignored."""
        try:
            told = json.loads(data)
            if told["process"] == self._process:
                return
            found = {kind.value: int(told[kind.value]) for kind in Reaction}
        except (ValueError, TypeError, KeyError):
            return
        self._elsewhere.update({kind: min(max(count, 0), MOST_SHOWN) for kind, count in found.items()})

    def take(self) -> tuple[str, dict[str, int]]:
        """What the others should hear ("" for nothing), and what is shown here (empty for nothing)."""
        here, everywhere = self._here, self._here + self._elsewhere
        self._here, self._elsewhere = Counter(), Counter()
        told = json.dumps({"process": self._process, **_sums(here)}) if here else ""
        return told, _sums(everywhere) if everywhere else {}


def _sums(counted: Counter[str]) -> dict[str, int]:
    return {kind.value: min(counted[kind.value], MOST_SHOWN) for kind in Reaction}
