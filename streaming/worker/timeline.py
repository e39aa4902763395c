"""The stream's own time, which goes on through restarts of the encoder; and the place in a film."""

from __future__ import annotations

from dataclasses import dataclass

from streaming.worker.unit import Unit, out_s

ONE_FRAME_S = 1 / 30
NEAR_THE_END_S = 0.5


@dataclass
class Timeline:
    """`end_s` is where the stream stood at `mono` (CLOCK_MONOTONIC, which every process of a boot shares).

    `film_s` is the place in the file; it counts from the file's beginning, loops included.
    """

    end_s: float = 0.0
    mono: float = 0.0
    film_s: float = 0.0
    film: str = ""  # the spec of the program that `film_s` is about

    def follow(self, unit: Unit, now: float) -> None:
        """Take the running encoder's report."""
        report = unit.view["progress"] if unit.view else None
        if report is None:
            return
        done = out_s(unit.view)
        self.end_s = float(unit.meta.get("offset_s", 0.0)) + done
        self.film_s, self.film = float(unit.meta.get("start_at_s", 0.0)) + done, str(unit.meta.get("spec"))
        self.mono = now - report["age_s"]

    def next_offset(self, now: float) -> float:
        """Where a new encoder begins: the end of the last one and the gap since, never less than a frame."""
        if self.end_s <= 0:
            return 0.0
        return self.end_s + max(ONE_FRAME_S, now - self.mono)

    def start_at(self, film: str, duration_s: float | None, loop: bool) -> float:
        """Where to go on in this film; from its beginning where it has nothing left or no known length."""
        if not duration_s or film != self.film or self.film_s <= 0:
            return 0.0
        if loop:
            return self.film_s % duration_s
        return self.film_s if self.film_s < duration_s - NEAR_THE_END_S else 0.0

    def rewind(self) -> None:
        """The film begins again."""
        self.film_s, self.film = 0.0, ""


def restored(end_s: float, mono: float, gone_wall_s: float | None, now: float) -> Timeline:
    """From the database, after a worker's restart; after a reboot the monotonic clock began anew."""
    if mono <= now:
        return Timeline(end_s, mono)
    return Timeline(end_s, now - max(0.0, gone_wall_s or 0.0))
