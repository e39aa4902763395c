"""The JSON bodies of this room, made by plain functions: no secret passes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.api.bodies import moment, unit
from streaming import messages
from streaming.enums import JITTERY, Desired, Observed, ProgramPhase, PublicState, RelayPhase, SourceKind
from streaming.models import Broadcast, Page, ProgramState, Relay, RelayState, Run, Source, SourceState
from streaming.our_address import our_host

Body = dict[str, Any]
LIBRARY = "library/"


def page(it: Page) -> Body:
    """A page, for the technicians of its unit."""
    state = it.key_state()
    return {
        "id": it.pk,
        "unit": unit(it.unit),
        "name": it.name,
        "kind": it.kind,
        "address": it.address,
        "address_backup": it.address_backup,
        "max_kbps": it.max_kbps,
        "priority": it.priority,
        "has_key": bool(it.key_sealed),
        "key_state": str(state),
        "public_url": it.public_url,
        "behaviour": it.behaviour,
        "contact": it.contact,
        "key_set_at": moment(it.key_set_at),
        "note": it.note,
    }


def page_ref(it: Page) -> Body:
    """A page, as broadcasts name it."""
    return {"id": it.pk, "name": it.name, "kind": it.kind, "unit": unit(it.unit)}


def source(it: Source) -> Body:
    """A source; an uploaded file has no path that means anything to a person."""
    return {
        "id": it.pk,
        "kind": it.kind,
        "name": it.name,
        "loop": it.loop,
        "path": it.path if it.path.startswith(LIBRARY) else None,
        "url": it.url_shown if it.kind == SourceKind.URL else None,
        "duration_s": it.duration_s,
        "paths": [film["path"] for film in it.files],
        "address": _address(it),
        "latency_ms": it.latency_ms if it.kind == SourceKind.SRT else None,
        "buffer_ms": it.buffer if it.kind in JITTERY else None,
        "backup": it.backup,
        "preview": preview_address(it),
        **_source_state(it),
        "problem": problem(it.problem),
    }


def preview_address(it: Source) -> str | None:
    """Where staff look at it; None where nobody asked to."""
    looked_at = it.preview_until is not None and it.preview_until > timezone.now()
    return f"/preview/{it.pk}/index.m3u8" if looked_at else None


def _address(it: Source) -> str | None:
    """Where a sender sends to; its key or passphrase is no part of it."""
    env = settings.ENV
    named = our_host()
    if it.kind == SourceKind.RTMP:
        secure = f"rtmps://{named}:{env.rtmps_port}/live"
        return secure if env.rtmps_port else f"rtmp://{named}:{env.rtmp_port}/live"
    return f"srt://{named}:{it.port}" if it.kind == SourceKind.SRT else None


def _source_state(it: Source) -> Body:
    seen: SourceState = getattr(it, "observed", SourceState())
    return {
        "state": seen.state,
        "since": moment(seen.since),
        "last_error": problem(seen.error_code),
        "sent": seen.sent,
    }


def problem(code: str, at: datetime | None = None) -> Body | None:
    """A code with its sentence; None where nothing is wrong."""
    if not code:
        return None
    return {"code": code, "message": messages.words(code)} | ({"at": moment(at)} if at else {})


def run(it: Run) -> Body:
    """One life of a process."""
    return {
        "id": it.pk,
        "what": it.what,
        "page": page_ref(it.page) if it.page else None,
        "started_at": moment(it.started_at),
        "ended_at": moment(it.ended_at),
        "exit_code": it.exit_code,
        "reason": it.reason,
        "message": messages.words(it.reason) if it.reason else "",
        "tail": it.tail,
    }


def _process(it: ProgramState | RelayState) -> Body:
    return {
        "bitrate_kbps": it.bitrate_kbps,
        "since": moment(it.since),
        "restarts": it.restarts,
        "last_error": problem(it.error_code, it.error_at),
        "next_try_at": moment(it.next_try_at),
    }


def program(broadcast: Broadcast, seen: ProgramState) -> Body:
    """The program as the worker last saw it in the present airing."""
    present = seen if broadcast.airing == seen.airing else ProgramState()
    return {
        "state": str(program_phase(broadcast, seen)),
        "fps": seen.fps,
        "showing": {
            "what": present.showing,
            "source": present.showing_source,
            "since": moment(present.showing_since),
        },
        "levels": present.levels,
        **_process(seen),
    }


def relay(it: Relay, broadcast: Broadcast, seen: RelayState) -> Body:
    """One relay."""
    state = str(relay_phase(it, broadcast, seen))
    switch = {"priority": it.page.priority, "desired": it.desired, "withdrawn": it.withdrawn}
    sent = {"flowing": seen.flowing, "on_backup": seen.on_backup, "waits_for": seen.waits_for}
    sent["node"] = seen.node
    return {"page": page_ref(it.page), **switch, "state": state, **sent, **_process(seen)}


def program_phase(broadcast: Broadcast, seen: ProgramState) -> ProgramPhase:
    """What the worker saw of an earlier start says nothing about this one."""
    if broadcast.airing != seen.airing:
        return ProgramPhase.STARTING if broadcast.on_air else ProgramPhase.IDLE
    phase = ProgramPhase(seen.state)
    if broadcast.on_air and phase in (ProgramPhase.IDLE, ProgramPhase.STOPPED):
        return ProgramPhase.STARTING
    return phase


def relay_phase(it: Relay, broadcast: Broadcast, seen: RelayState) -> RelayPhase:
    """A relay that was just switched on waits until the worker looks."""
    phase = RelayPhase(seen.state)
    if phase is RelayPhase.OFF and it.wanted and broadcast.on_air:
        return RelayPhase.WAITING
    return phase


IN_PROGRAM = {
    ProgramPhase.FAILED: Observed.FAILED,
    ProgramPhase.ENDED: Observed.SOURCE_ENDED,
    ProgramPhase.RUNNING: Observed.ON_AIR,
}
STILL_THERE = frozenset({ProgramPhase.RUNNING, ProgramPhase.STARTING, ProgramPhase.STOPPING})


def observed(broadcast: Broadcast, seen: ProgramState) -> Observed:
    """One word for the whole."""
    phase = program_phase(broadcast, seen)
    if broadcast.desired == Desired.IDLE:
        return Observed.IDLE
    if broadcast.desired == Desired.STOPPED:
        return Observed.STOPPING if phase in STILL_THERE else Observed.STOPPED
    been_seen = broadcast.airing == seen.airing and seen.first_segment_at is not None
    return IN_PROGRAM.get(phase, Observed.RECONNECTING if been_seen else Observed.STARTING)


FOR_PUBLIC = {
    Observed.IDLE: PublicState.BEFORE,
    Observed.STARTING: PublicState.BEFORE,
    Observed.ON_AIR: PublicState.ON_AIR,
    Observed.STOPPING: PublicState.OVER,
    Observed.STOPPED: PublicState.OVER,
}


def public_state(ceremony_state: str, seen: Observed) -> PublicState:
    """What viewers are told; an ended ceremony that was opened again is before its next start."""
    if ceremony_state in ("ended", "cancelled"):
        return PublicState.OVER
    told = FOR_PUBLIC.get(seen, PublicState.INTERRUPTED)
    return PublicState.BEFORE if told is PublicState.OVER and ceremony_state == "scheduled" else told
