"""What the judging ffmpeg says, line by line, as facts about the stream. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from streaming.monitor.argv import PICTURE_MARK, SOUND_MARK

FREEZE_S, SILENCE_S = 2.0, 1.0  # what the filters wait before they say it; a picture comes once a second
LOUD_LUFS = -9.0  # 7 dB over what the program is brought to
CLIPPED_DB = -0.3
NOTHING_DB = -90.0
MAX_LINE = 4096
R128, STATS = "lavfi.r128.", "lavfi.astats."


@dataclass
class Facts:
    """Moments are monotonic, of when it was read; None: it is not so. Levels in dB, left and right."""

    picture_at: float | None = None
    sound_at: float | None = None
    black_since: float | None = None
    frozen_since: float | None = None
    loud_since: float | None = None
    silent: dict[int, float] = field(default_factory=dict)  # channel → since
    lufs: float | None = None
    highest_peak_db: float | None = None
    rms_db: dict[int, float] = field(default_factory=dict)
    peak_db: dict[int, float] = field(default_factory=dict)


class Reading:
    """Takes raw bytes as they come, cut anywhere."""

    def __init__(self) -> None:
        self.facts, self._rest = Facts(), b""

    def feed(self, data: bytes, now: float) -> None:
        """Some more; `now` is monotonic."""
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[-MAX_LINE:]
        for line in lines:
            name, _, value = line.decode("ascii", "replace").strip().partition("=")
            self._take(name, value, now)

    def _take(self, name: str, value: str, now: float) -> None:
        facts = self.facts
        if name == PICTURE_MARK:
            facts.picture_at = now
        elif name == SOUND_MARK:
            self._hear(now)
        elif name == "lavfi.black_start":
            facts.black_since = now
        elif name == "lavfi.black_end":
            facts.black_since = None
        elif name == "lavfi.freezedetect.freeze_start":
            facts.frozen_since = now - FREEZE_S
        elif name == "lavfi.freezedetect.freeze_end":
            facts.frozen_since = None
        else:
            self._take_sound(name, value, now)

    def _take_sound(self, name: str, value: str, now: float) -> None:
        facts = self.facts
        if name.startswith("lavfi.silence_start."):
            facts.silent[_channel(name)] = now - SILENCE_S
        elif name.startswith("lavfi.silence_end."):
            facts.silent.pop(_channel(name), None)
        elif name == f"{R128}M":
            facts.lufs = _decibels(value)
        elif name.startswith(f"{R128}true_peaks_ch"):
            highest = facts.highest_peak_db
            facts.highest_peak_db = max(_of_full_scale(value), NOTHING_DB if highest is None else highest)
        elif name.startswith(STATS):
            channel, _, what = name.removeprefix(STATS).partition(".")
            kept = {"RMS_level": facts.rms_db, "Peak_level": facts.peak_db}.get(what)
            if kept is not None and channel.isdigit():
                kept[int(channel)] = _decibels(value)

    def _hear(self, now: float) -> None:
        """A tenth of a second of sound is told whole: how loud was it?"""
        facts = self.facts
        facts.sound_at = now
        peaks = max(facts.peak_db.values(), default=NOTHING_DB)
        loud = (facts.lufs is not None and facts.lufs >= LOUD_LUFS) or peaks >= CLIPPED_DB
        facts.loud_since = (facts.loud_since or now) if loud else None


def _channel(name: str) -> int:
    last = name.rpartition(".")[2]
    return int(last) if last.isdigit() else 0


def _of_full_scale(value: str) -> float:
    """The one level that ffmpeg does not say in dB: 1.0 is full scale."""
    try:
        number = float(value)
    except ValueError:
        return NOTHING_DB
    return max(NOTHING_DB, 20 * math.log10(number)) if math.isfinite(number) and number > 0 else NOTHING_DB


def _decibels(value: str) -> float:
    """ "-inf" and "nan" are silence."""
    try:
        number = float(value)
    except ValueError:
        return NOTHING_DB
    return max(NOTHING_DB, number) if math.isfinite(number) else NOTHING_DB
