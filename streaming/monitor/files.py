"""The two files between worker and monitor, and the pictures beside them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

WANTED, REPORT = "wanted.json", "report.json"
PLAYED, SEEN = "played.jpg", "seen.jpg"
FRESH_S = 12.0  # two pictures that did not come
Told = dict[str, Any]


def write(path: Path, told: Told) -> None:
    """Replaced whole, so that a reader never sees half of it."""
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(told))
    fresh.replace(path)


def read(path: Path) -> Told | None:
    """None where there is none yet."""
    try:
        told: Told = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return told


def newest_picture(folder: Path) -> tuple[Path, float] | None:
    """The player's, else what ffmpeg saw, with its time; None where both are old."""
    for name in (PLAYED, SEEN):
        try:
            at = (folder / name).stat().st_mtime
        except OSError:
            continue
        if time.time() - at < FRESH_S:
            return folder / name, at
    return None
