"""The stream's own time, which goes on through restarts of the encoder."""

from __future__ import annotations

from dataclasses import dataclass

from streaming.worker.unit import Unit

ONE_FRAME_S = 1 / 30


@dataclass
class Timeline:
    """`end_s` is where the stream stood at `mono` (CLOCK_MONOTONIC, which every process of a boot shares)."""

    end_s: float = 0.0
    mono: float = 0.0

    def follow(self, unit: Unit, now: float) -> None:
        """Take the running mixer's clock."""
        clock = unit.meta.get("clock_s")
        if clock:
            self.end_s, self.mono = float(clock), now

    def next_offset(self, now: float) -> float:
        """Where a new encoder begins: the end of the last one and the gap since, never less than a frame."""
        if self.end_s <= 0:
            return 0.0
        return self.end_s + max(ONE_FRAME_S, now - self.mono)


def restored(end_s: float, mono: float, gone_wall_s: float | None, now: float) -> Timeline:
    """From the database, after a worker's restart; after a reboot the monotonic clock began anew."""
    if mono <= now:
        return Timeline(end_s, mono)
    return Timeline(end_s, now - max(0.0, gone_wall_s or 0.0))
