"""What this worker is called among several on one database."""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

from django.conf import settings

from events.secretfile import kept


def node_name(run_dir: Path) -> str:
    """As it was told, else by its machine and a word that stays with its data folder.

    One name a data folder, since one worker a data folder: `loop.only_worker`. So whoever comes after it
    takes up what it held at once.
    """
    return str(settings.ENV.node or f"{socket.gethostname()[:60]}-{folder_word(run_dir)}")


def folder_word(run_dir: Path) -> str:
    """A word that stays with the data folder: no other worker has it, whatever it was told to be called."""
    run_dir.parent.mkdir(parents=True, exist_ok=True)
    return kept(run_dir.parent / "node", lambda: secrets.token_hex(4))
