"""A secret that is made once and kept in a file of its own. No Django here: settings are made with it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path` (0600), made on first use.

    It appears whole or not at all, also after a crash, and whoever comes first wins: the file is written
    aside and then linked to its name, which fails where the name is taken.
    """
    with contextlib.suppress(FileNotFoundError):
        return path.read_text().strip()
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}."
    ) as aside:  # 0600 by itself
        aside.write(make())
        aside.flush()
        os.fsync(aside.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside.name, path)
    return path.read_text().strip()
