"""What each ceremony holds on the disk: for the policy, and for people who ask what would be deleted."""

from __future__ import annotations

from pathlib import Path

from streaming.models import Recording
from streaming.recording import rows
from streaming.recording.retention import Held


def held(live_dir: Path) -> list[Held]:
    """Of every recording that has been made."""
    found = Recording.objects.exclude(made_at=None).select_related("broadcast__ceremony")
    return [_held(row, live_dir) for row in found]


def _held(row: Recording, live_dir: Path) -> Held:
    ceremony = row.broadcast.ceremony
    file = rows.file_of(ceremony.slug)
    return Held(
        slug=ceremony.slug,
        made_at=row.made_at,
        keep_until=row.keep_until,
        segment_bytes=_size(live_dir / ceremony.slug),
        recording_bytes=file.stat().st_size if file.exists() else 0,
        on_air=row.broadcast.on_air,
        reopenable=rows.reopenable(ceremony),
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*.ts"))
