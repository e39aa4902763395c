"""One look at a rehearsal: rows, playlist, and what the sinks wrote."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from streaming.drill.noting import RelaySeen, View
from streaming.folder import LiveFolder, sink_report
from streaming.models import Alert, Broadcast, MonitorState, ProgramState, Relay, RelayState, SourceState


def look(broadcast: Broadcast, live_dir: Path) -> View:
    """Of the stand-in's broadcast, with its ceremony. What is of an earlier airing is not seen."""
    folder = live_dir / broadcast.ceremony.slug
    seen = ProgramState.objects.filter(pk=broadcast.pk, airing=broadcast.airing).first() or ProgramState()
    alerts = Alert.objects.filter(broadcast=broadcast, airing=broadcast.airing, until=None)
    monitor = MonitorState.objects.filter(pk=broadcast.pk).first() or MonitorState()
    known = LiveFolder(folder).read()
    newest = max((segment.run for segment in known.segments), default=0)
    first = next((segment for segment in known.segments if segment.run == newest), None)
    return View(
        now=timezone.now().timestamp(),
        state=seen.state,
        first_at=_unix(seen.first_segment_at),
        showing=seen.showing,
        showing_since=_unix(seen.showing_since),
        program_error=seen.error_code,
        source_error=_source_error(broadcast),
        relays=_relays(broadcast, folder),
        alerts=tuple(alerts.values_list("code", flat=True)),
        monitor=monitor.state,
        sequence=known.sequence,
        newest_run=newest,
        newest_at=_written(folder / first.name) if first else None,
        segments=len(known.segments),
    )


def _relays(broadcast: Broadcast, folder: Path) -> dict[int, RelaySeen]:
    found = {}
    for relay in Relay.objects.filter(broadcast=broadcast).select_related("observed"):
        row: RelayState = getattr(relay, "observed", RelayState())
        sink = _report(sink_report(folder, relay.pk))
        found[relay.pk] = RelaySeen(row.state, row.error_code, _unix(row.error_at), sink)
    return found


def _report(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return told


def _source_error(broadcast: Broadcast) -> str:
    found = SourceState.objects.filter(source=broadcast.source_id).values_list("error_code", flat=True)
    return found.first() or ""


def _unix(at: datetime | None) -> float | None:
    return at.timestamp() if at else None


def _written(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None
