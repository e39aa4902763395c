"""The source that a phone wants to be the camera of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from events.enums import CeremonyState
from events.keyring import CannotOpen, open_sealed
from streaming import hosts
from streaming.enums import SourceKind
from streaming.models import Source

# Who listens everywhere is reached nearby.
ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104
OVER = (CeremonyState.ENDED, CeremonyState.CANCELLED)


@dataclass(frozen=True)
class Camera:
    """One camera source; the key is never shown."""

    source_id: int
    ceremony_id: int
    public: bool
    over: bool
    key: str = field(repr=False)


def camera(source_id: int) -> Camera | None:
    """None for none; a key that cannot be opened is as good as none, and is told as not ready."""
    found = Source.objects.filter(pk=source_id, kind=SourceKind.CAMERA).select_related("ceremony").first()
    if found is None:
        return None
    try:
        key = open_sealed(found.key_sealed)
    except CannotOpen:
        key = ""
    ceremony = found.ceremony
    public = ceremony.published_id is not None
    return Camera(found.pk, ceremony.pk, public, ceremony.state in OVER, key)


def still_there(source_id: int) -> bool:
    """Whether the source was not deleted, and its ceremony is not over."""
    found = Source.objects.filter(pk=source_id, kind=SourceKind.CAMERA)
    return found.exclude(ceremony__state__in=OVER).exists()


def ingest_at(run_dir: Path) -> tuple[str, int] | None:
    """Host and port of this machine's ingest; None while there is none."""
    try:
        said = json.loads((hosts.folder_of(run_dir) / "ingest.json").read_text())
        return ANY_HOST.get(said["host"], str(said["host"])), int(said["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
