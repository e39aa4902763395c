"""Who is on air: main, backup, slate. Pure: told once a tick how each source is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

STEADY_S = 3.0


@dataclass(frozen=True)
class Health:
    """`playing`: its buffer gives pictures or sound now. `lost`: nothing for so long that it is left."""

    playing: bool
    lost: bool


@dataclass
class Chooser:
    """Remembers who failed: back only after 3 s steady; a new one, or one taken by hand, at once."""

    on_air: str | None = None
    why: str = "start"
    _failed: set[str] = field(default_factory=set)
    _good_since: dict[str, float] = field(default_factory=dict)

    def forgive(self, key: str) -> None:
        """A person asked for this one: no waiting."""
        self._failed.discard(key)

    def step(
        self, now: float, order: Sequence[str], healths: Mapping[str, Health], slate: bool
    ) -> str | None:
        """The source on air from this tick on; None is the slate."""
        self._watch(now, healths)
        before, self.on_air = self.on_air, None
        if slate:
            return self._settled(before, None, "slate asked for")
        best = next((key for key in order if self._eligible(key, now, healths)), None)
        if before is not None and before in order and not healths[before].lost:
            best = min((best or before), before, key=order.index)
        return self._settled(before, best, self._reason(before, best, healths))

    def _watch(self, now: float, healths: Mapping[str, Health]) -> None:
        for key, health in healths.items():
            if health.playing:
                self._good_since.setdefault(key, now)
            else:
                self._good_since.pop(key, None)
            if health.lost:
                self._failed.add(key)
            elif key in self._failed and self._steady(key, now):
                self._failed.discard(key)
        self._failed &= healths.keys()
        self._good_since = {key: at for key, at in self._good_since.items() if key in healths}

    def _steady(self, key: str, now: float) -> bool:
        return now - self._good_since.get(key, now) >= STEADY_S

    def _eligible(self, key: str, now: float, healths: Mapping[str, Health]) -> bool:
        return healths[key].playing and key not in self._failed

    def _settled(self, before: str | None, now_on: str | None, why: str) -> str | None:
        self.on_air = now_on
        if before != now_on:
            self.why = why
        return now_on

    def _reason(self, before: str | None, best: str | None, healths: Mapping[str, Health]) -> str:
        if before is None:
            return "source there"
        if before not in healths:
            return "source removed"
        return "source lost" if healths[before].lost else "preferred source there"
