"""Who may send when the uplink is short: a budget, priorities, and patience in both directions. Pure.

The uplink is what a person said that it is, else what was measured when it was short. Own viewers cannot be
sent away, so pages share what they leave. A page waits after a few seconds over the budget and is back after
a quarter of a minute well under it, so that nothing goes on and off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from streaming.rates import FULL, ROOMY
from streaming.worker.plan import Key

WAITS_AFTER_S, BACK_AFTER_S = 3.0, 15.0
SHORT_AFTER_S = 5.0  # before a measured shortage is believed
TRY_MORE_EVERY_S, TRY_MORE = 60.0, 1.1


@dataclass(frozen=True)
class Line:
    """One relay that wants to send, in kb/s. `flows`: leaves now; `short`: too much waits; `to`: where."""

    key: Key
    priority: int
    needs: float
    flows: float = 0.0
    short: bool = False
    to: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        """Who is served first."""
        return self.priority, self.key.broadcast, self.key.id


@dataclass
class Uplink:
    """`known` (kb/s, 0: nobody said); `measured`: what left when it was short last, None: never."""

    known: float = 0.0
    measured: float | None = None
    waiting: set[Key] = field(default_factory=set)
    needs: float = 0.0
    flows: float = 0.0
    viewers: float = 0.0
    _short_since: float | None = None
    _grown_at: float = 0.0
    _turning: dict[Key, float] = field(default_factory=dict)
    _seen: set[Key] = field(default_factory=set)

    @property
    def size(self) -> float | None:
        """kb/s; None where nothing is known, and nobody has to wait."""
        return self.known or self.measured

    @property
    def short(self) -> bool:
        """Whether somebody waits."""
        return bool(self.waiting)

    def judge(self, lines: Sequence[Line], viewers: float, now: float) -> None:
        """One look; `viewers`: kb/s to those of the own page; `now` is monotonic."""
        self.needs, self.flows = sum(it.needs for it in lines), sum(it.flows for it in lines)
        self.viewers = viewers
        if not self.known:
            self._measure(lines, now)
        keys = {it.key for it in lines}
        self.waiting &= keys
        if self.size is None:
            self.waiting.clear()
        else:
            full, roomy = (served(lines, part * self.size - viewers) for part in (FULL, ROOMY))
            for key in keys:
                self._turn(key, key in full, key in roomy, now)
        self._seen = keys
        self._turning = {key: at for key, at in self._turning.items() if key in keys}

    def _turn(self, key: Key, fits: bool, easily: bool, now: float) -> None:
        waits = key in self.waiting
        if key not in self._seen:  # one that has not begun need not begin
            if not fits:
                self.waiting.add(key)
            return
        if (waits and not easily) or (not waits and fits):
            self._turning.pop(key, None)
            return
        since = self._turning.setdefault(key, now)
        if now - since >= (BACK_AFTER_S if waits else WAITS_AFTER_S):
            self.waiting ^= {key}
            del self._turning[key]

    def _measure(self, lines: Sequence[Line], now: float) -> None:
        """Short is when half of those that send, to two places or more, cannot get rid of what they have."""
        sending = [it for it in lines if it.flows or it.short]
        short = [it for it in sending if it.short]
        if len({it.to for it in short}) < 2 or 2 * len(short) < len(sending):
            self._short_since = None
            self._try_more(now)
            return
        self._short_since = now if self._short_since is None else self._short_since
        if now - self._short_since >= SHORT_AFTER_S:
            self.measured, self._grown_at = self.flows + self.viewers, now
            self._short_since = None

    def _try_more(self, now: float) -> None:
        if self.measured is None or now - self._grown_at < TRY_MORE_EVERY_S:
            return
        self.measured, self._grown_at = self.measured * TRY_MORE, now
        if ROOMY * self.measured > self.needs + self.viewers:
            self.measured = None  # all of it fits again


def served(lines: Sequence[Line], budget: float) -> set[Key]:
    """Those that fit, the first of all by priority; the very first is never sent away."""
    kept: set[Key] = set()
    for line in sorted(lines, key=lambda it: it.order):
        if line.needs <= budget or not kept:
            kept.add(line.key)
            budget -= line.needs
    return kept
