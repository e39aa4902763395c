"""How many watch on the own page, told by the web processes of this machine to its worker.

One small file a web process under run/viewers/; what nobody has renewed is of a process that is gone.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

FRESH_S = 10.0
TELL_EVERY_S = 3.0


class Teller:
    """One web process; quiet while nothing changes."""

    def __init__(self) -> None:
        self._told: dict[int, int] = {}
        self._at = 0.0

    def tell(self, viewers: Mapping[int, int]) -> None:
        """Viewers by ceremony, now; an error of the disk is nobody's business here."""
        told, now = {pk: count for pk, count in viewers.items() if count}, time.monotonic()
        if now - self._at < TELL_EVERY_S or (not told and not self._told):
            return
        self._told, self._at = told, now
        try:
            folder = _folder()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = folder / f".{os.getpid()}.new"
            fresh.write_text(json.dumps(told))
            fresh.replace(folder / f"{os.getpid()}.json")
        except OSError:
            return


def counted() -> dict[int, int]:
    """By ceremony, of all web processes here."""
    counted: Counter[int] = Counter()
    for path in _folder().glob("*.json"):
        try:
            if time.time() - path.stat().st_mtime > FRESH_S:
                path.unlink()
                continue
            told = json.loads(path.read_text())
            counted.update({int(pk): int(count) for pk, count in told.items()})
        except (OSError, ValueError, AttributeError, TypeError):
            continue
    return dict(counted)


def _folder() -> Path:
    path: Path = settings.ENV.run_dir / "viewers"
    return path
