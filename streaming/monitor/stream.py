"""One stream under watch: its ffmpeg, what that says, and what is wrong by it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.ffmpeg import executable
from streaming.host.server import PROXY
from streaming.monitor.argv import judging
from streaming.monitor.files import SEEN
from streaming.monitor.judge import Allowed, Watched, judge
from streaming.monitor.keeping import Kept
from streaming.monitor.reading import NOTHING_DB, Facts, Reading

OWN = "own"
SILENT_S = 8.0  # a segment of a platform may be six seconds long
SOUND_FRESH_S = 2.0
SIDES = (1, 2)


@dataclass(frozen=True)
class Spec:
    """What to watch; `policy`: by which a guard judges its address, None for our own server's."""

    key: str
    url: str
    policy: Mapping[str, Any] | None = None

    @property
    def own(self) -> bool:
        """Whether it is the broadcast's own stream."""
        return self.key == OWN

    def argv(self, folder: Path) -> list[str]:
        """Of its ffmpeg."""
        if self.policy is None:
            return judging(executable(), self.url, folder / SEEN if self.own else None)
        return hosts.guarded(self.policy, judging(executable(), self.url, proxy=PROXY))


class Stream:
    """Watches from the constructor on."""

    def __init__(self, spec: Spec, folder: Path) -> None:
        self.spec, self.began, self.life = spec, time.monotonic(), 0
        self._reading = Reading()
        self.kept = Kept(spec.argv(folder), self._hear, silent_s=SILENT_S)

    def _hear(self, data: bytes) -> None:
        if self.kept.restarts != self.life:  # what an earlier ffmpeg said last need not be so any more
            self.life, before = self.kept.restarts, self._reading.facts
            self._reading = Reading()
            self._reading.facts.picture_at, self._reading.facts.sound_at = before.picture_at, before.sound_at
        self._reading.feed(data, time.monotonic())

    @property
    def facts(self) -> Facts:
        """What is known of it."""
        return self._reading.facts

    def report(self, allowed: Allowed, played: bool, now: float) -> dict[str, Any]:
        """For the worker."""
        watched = Watched(self.began, self.spec.own, played)
        faults = judge(self.facts, watched, allowed, now)
        fresh = _fresh(self.facts.picture_at, now) or _fresh(self.facts.sound_at, now)
        state = "watching" if fresh else "starting" if self.facts.picture_at is None else "lost"
        return {
            "state": state,
            "restarts": self.kept.restarts,
            "faults": faults,
            "numbers": numbers(self.facts, now),
        }


def _fresh(at: float | None, now: float) -> bool:
    return at is not None and now - at < SILENT_S


def numbers(facts: Facts, now: float) -> dict[str, Any] | None:
    """How loud it is; None where nothing is heard."""
    if facts.sound_at is None or now - facts.sound_at > SOUND_FRESH_S:
        return None
    return {
        "lufs_m": _rounded(facts.lufs),
        "true_peak_db": _rounded(facts.highest_peak_db),
        "rms_db": [_rounded(facts.rms_db.get(side, NOTHING_DB)) for side in SIDES],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
