"""Which kind of page has a connector. For the worker: its HTTP client is 11 MB that no web process needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from streaming.connectors.port import Connector
from streaming.connectors.rehearsal import RehearsalConnector
from streaming.enums import PageKind


@dataclass(frozen=True)
class Reach:
    """What a connector needs. `api`: where its platform answers, "" where nobody knows yet."""

    api: str = ""


def _rehearsal(reach: Reach) -> Connector | None:
    return RehearsalConnector(reach.api) if reach.api else None


MAKERS: dict[PageKind, Callable[[Reach], Connector | None]] = {PageKind.REHEARSAL: _rehearsal}


def connector_for(kind: str, reach: Reach) -> Connector | None:
    """None where there is none, or it cannot be reached yet."""
    make = MAKERS.get(PageKind(kind))
    return make(reach) if make else None
