"""A folder of made pictures, each under the digest of what it shows; written whole, and not kept for ever."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

UNUSED_S = 3 * 24 * 3600.0  # a mixer reads its slate once, and a worker asks for it again and again
NOTED_S = 3600.0  # how often a use is written down


def digest(*parts: object) -> str:
    """A name for what a picture shows."""
    return hashlib.blake2s(repr(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def kept(folder: Path, name: str, make: Callable[[], bytes]) -> Path:
    """The file of that name, made if it is not there; OSError where the folder cannot be written."""
    path = folder / name
    try:
        if time.time() - path.stat().st_mtime > NOTED_S:
            os.utime(path)
    except OSError:
        _write(path, make())
        tidy(folder, path)
    return path


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".new", delete=False) as file:
        fresh = Path(file.name)
        try:
            file.write(data)
            file.close()
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise


def tidy(folder: Path, spared: Path) -> None:
    """Delete what nobody used for days, and what was left half-written."""
    oldest = time.time() - UNUSED_S
    for path in (*folder.glob("*.yuv"), *folder.glob("*.ts"), *folder.glob(".*.new")):
        with contextlib.suppress(OSError):
            if path != spared and path.stat().st_mtime < oldest:
                path.unlink()
