"""What the worker is told of it all."""

from __future__ import annotations

import os
import time
from typing import Any

from streaming.mixer.encoder import Encoder
from streaming.mixer.mixer import Mixer
from streaming.mixer.source import Source
from streaming.mixer.wire import RATE


def state_of(source: Source, now: float) -> str:
    """One word: connecting, buffering, playing, starved, lost, backoff or ended."""
    if source.ended:
        return "ended"
    if source.feed is not None and source.feed.playing:
        return "playing"
    health = source.health(now)
    if source.process is None:
        return "backoff"
    if health.lost:
        return "lost"
    if source.feed is not None and source.feed.begun:
        return "starved"
    return "buffering" if source.feed and source.feed.arrived_at > 0 else "connecting"


def source_report(source: Source, now: float) -> dict[str, Any]:
    """One source."""
    feed = source.feed
    return {
        "state": state_of(source, now),
        "pid": source.process.pid if source.process else None,
        "starts": source.starts,
        "code": source.code,
        "error": source.error,
        "next_try_s": source.next_try_s,
        "video": feed is not None and feed.video.here(now),
        "audio": feed is not None and feed.audio.here(now),
        "lacks": feed.lacks(now) if feed else None,
        "level_ms": round(1000 * feed.level_s(now)) if feed else 0,
        "target_ms": round(1000 * feed.want_s) if feed else 0,
        "drift_ppm": round((feed.rate - 1) * 1e6) if feed else 0,
        "skipped_ms": round(1000 * feed.skipped / RATE) if feed else 0,
        "starved_ticks": source.starved,
        "auto_gain_db": round(source.leveller.gain_db, 1),
        "levels": list(source.levels.last),
        "tail": list(source.process.tail.lines)[-10:] if source.process else source.last_words[-10:],
        "preview": source.preview.report() if source.preview else None,
    }


def levels_report(mixer: Mixer, after: int) -> dict[str, Any]:
    """The program's sound alone, small enough to be asked for several times a second."""
    if not isinstance(mixer.encoder, Encoder):
        return {"levels": [], "lufs_s": None}
    last = [level for level in mixer.desk.levels.last if level["n"] > after]
    return {"levels": last, "lufs_s": mixer.desk.meter.short_term()}


def mixer_report(mixer: Mixer, after: int) -> dict[str, Any]:
    """Everything; of the events those numbered over `after`."""
    now, wanted = time.monotonic(), mixer.wanted
    if wanted is None:
        return {"generation": None, "pid": os.getpid(), "sources": {}, "encoder": None, "events": []}
    return {
        "generation": wanted.generation,
        "pid": os.getpid(),
        "on_air": mixer.chooser.on_air,
        "why": mixer.chooser.why,
        "showing_slate": mixer.showing_slate,
        "slate_error": mixer.slate_error,
        "faults": mixer.faults,
        "ticks": mixer.schedule.report(),
        "encoder": mixer.encoder.report(now) if mixer.encoder else None,
        "sources": {key: source_report(source, now) for key, source in mixer.sources.items()},
        "gain_db": round(mixer.desk.gain_db, 1),
        "auto_gain_db": round(mixer.desk.auto_db, 1),
        "loudness": mixer.desk.meter.report(),
        "levels": list(mixer.desk.levels.last),
        "pictures_mb": round(mixer.pool.made * mixer.pool.size / 1e6),
        "events": [event for event in mixer.events if event["n"] > after],
    }
