"""What the worker is told."""

from __future__ import annotations

import time
from typing import Any

from streaming.ingest.house import House
from streaming.ingest.messages import AUDIO, VIDEO
from streaming.ingest.source import Source

Answer = dict[str, Any]
MAX_HEADER = 512  # the parameter sets that say what is sent


def whole(house: House) -> Answer:
    """All sources, and who was turned away lately."""
    now = time.monotonic()
    return {
        "generation": house.keys.generation,
        "sources": {str(number): one(source, now) for number, source in house.sources.items()},
        "refused": list(house.journal.refused),
        "connections": len(house.senders),
    }


def one(source: Source, now: float) -> Answer:
    """One source. `since` is a Unix time, sizes as the sender's metadata says, None where it does not.

    `unsent`: bytes that readers have yet to take.
    """
    live = source.publisher is not None
    since = now - (source.heard_at if source.silent(now) else source.changed_at)
    return {
        "state": "idle" if not live else "silent" if source.silent(now) else "live",
        "since": round(time.time() - since, 3),
        "address": source.publisher.address if source.publisher else None,
        "bitrate_kbps": round(source.rate.kbps(now), 1) if live else None,
        "video": source.codecs[VIDEO] or None,
        "width": _size(source, "width"),
        "height": _size(source, "height"),
        "fps": source.said.get("framerate"),
        "audio": source.codecs[AUDIO] or None,
        "bytes": source.rate.total,
        "keyframe_s": source.keyframe_s,
        "headers": [source.header(kind)[:MAX_HEADER].hex() for kind in (VIDEO, AUDIO)],
        "readers": len(source.readers),
        "unsent": sum(reader.unsent for reader in source.readers),
        "skips": sum(reader.skips for reader in source.readers),
    }


def _size(source: Source, name: str) -> int | None:
    value = source.said.get(name)
    return int(value) if isinstance(value, float) and value else None
