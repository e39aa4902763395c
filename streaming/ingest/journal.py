"""One line for everything that happened to a sender, with its address; a key can not get here."""

from __future__ import annotations

import logging
import time
from collections import deque
from typing import TypedDict

log = logging.getLogger("streaming.ingest")
KEPT = 50


class Entry(TypedDict):
    """One refusal, for the worker; `at` is Unix time, `source` where it is known which one was meant."""

    at: float
    address: str
    code: str
    source: int | None


class Journal:
    """Logs, and keeps the last refusals."""

    def __init__(self) -> None:
        self.refused: deque[Entry] = deque(maxlen=KEPT)

    def refuse(self, host: str, port: int, code: str, source: int | None = None) -> None:
        """Somebody was turned away."""
        at = round(time.time(), 3)
        self.refused.append({"at": at, "address": host, "code": code, "source": source})
        self.note(host, port, f"refused {code}", source)

    def note(self, host: str, port: int, what: str, source: int | None = None) -> None:
        """Anything else."""
        log.info("[%s]:%s %s%s", host, port, what, "" if source is None else f" source={source}")
