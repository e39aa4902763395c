"""Reads of this room: broadcasts, pages, the library, the worker's health."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from events import ports
from events.api.bodies import moment, now
from events.enums import Role
from events.errors import in_caller_language
from events.models import AuditEntry, Ceremony, CrewMember, Unit, User
from events.permissions import May, Standing, allowed
from events.selectors import standing_in_unit, units_reached
from streaming import bodies, facts, monitored
from streaming.drill import bodies as rehearsal
from streaming.models import (
    Broadcast,
    Page,
    ProgramState,
    Readiness,
    Relay,
    RelayState,
    Run,
    Source,
    WorkerHeartbeat,
)
from streaming.readiness import bodies as readiness

Body = dict[str, Any]
WORKER_FRESH = timedelta(seconds=10)
MAX_LISTED = 500
# What is written in the record when an armed start failed, and what ends its being shown.
NOT_STARTED, NOT_STARTED_SEEN = "broadcast.not_started", "broadcast.not_started_seen"
SETTLES_START = (NOT_STARTED, NOT_STARTED_SEEN, "broadcast.start", "broadcast.arm")
TECHNICIAN = frozenset({Role.TECHNICIAN})


def broadcast_of(ceremony: Ceremony) -> Broadcast:
    """The ceremony's broadcast with its source; made where an old ceremony has none."""
    found = Broadcast.objects.select_related("source", "program", "monitor").filter(pk=ceremony.pk).first()
    return found or Broadcast.objects.get_or_create(pk=ceremony.pk)[0]


def program_of(broadcast: Broadcast) -> ProgramState:
    """What the worker last saw; an unsaved row where it has not looked yet."""
    known: ProgramState | None = getattr(broadcast, "program", None)
    return known or ProgramState(broadcast=broadcast)


def broadcast_body(ceremony: Ceremony, standing: Standing, person: User | None = None) -> Body:
    """All that the desks see. Without `person` the pages to choose from are those of the ceremony's unit."""
    broadcast = broadcast_of(ceremony)
    seen, look = program_of(broadcast), last_look(ceremony)
    seen_now = broadcast.airing == seen.airing
    relays = list(broadcast.relays.select_related("page__unit", "observed", "platform", "seen__by"))
    worker, alerts = worker_body(), monitored.alerts(broadcast)
    around = facts.sight(broadcast, worker, alerts)
    return {
        "version": broadcast.version,
        "desired": broadcast.desired,
        "observed": str(bodies.observed(broadcast, seen)),
        "mode": broadcast.mode,
        "source": bodies.source(broadcast.source) if broadcast.source else None,
        "sources": [bodies.source(source) for source in sources_of(ceremony)],
        "take": broadcast.take_id,
        "own_slate": bool(broadcast.slate_picture),
        "profile": broadcast.profile,
        "loudness": broadcast.loudness,
        "gain_db": broadcast.gain_db,
        "av_offset_ms": broadcast.av_offset_ms,
        "armed_at": moment(broadcast.armed_at),
        "ends_itself_at": moment(broadcast.ends_itself_at),
        "not_started": not_started(ceremony),
        "started_at": moment(broadcast.started_at),
        "first_segment_at": moment(seen.first_segment_at) if seen_now else None,
        "ended_at": moment(broadcast.ended_at),
        "server_now": now(),
        "program": bodies.program(broadcast, seen),
        "relays": [_relay(relay, around) for relay in relays],
        "available_pages": _available(ceremony, standing, person, {relay.page_id for relay in relays}),
        "stream": stream_address(ceremony),
        "viewers": ports.count_viewers(ceremony.pk),
        "worker": worker,
        "readiness": readiness.summary(look) if look else None,
        "monitor": monitored.monitor(broadcast, ceremony),
        "alerts": alerts,
        "rehearsal": rehearsal.last(ceremony),
    }


def _relay(it: Relay, around: facts.Sight) -> Body:
    seen = getattr(it, "observed", RelayState())
    return bodies.relay(it, around.broadcast, seen) | facts.of(it, seen, around)


def last_look(ceremony: Ceremony) -> Readiness | None:
    """The last look at its pages that was ended."""
    return Readiness.objects.filter(ceremony=ceremony, rows__isnull=False).select_related("by").first()


def not_started(ceremony: Ceremony) -> Body | None:
    """Why it did not start itself, until somebody has seen that, or has started or armed it since."""
    last = AuditEntry.objects.filter(ceremony=ceremony, action__in=SETTLES_START).first()
    if last is None or last.action != NOT_STARTED:
        return None
    message = in_caller_language(last.detail.get("vi", ""), last.detail.get("en", ""))
    return {"code": last.detail["why"], "message": message, "at": moment(last.at)}


def public_broadcast(ceremony: Ceremony) -> Body:
    """What viewers see."""
    broadcast = broadcast_of(ceremony)
    seen = program_of(broadcast)
    first = seen.first_segment_at if broadcast.airing == seen.airing else None
    return {
        "state": str(bodies.public_state(ceremony.state, bodies.observed(broadcast, seen))),
        "started_at": moment(broadcast.started_at),
        "first_segment_at": moment(first),
        "stream": stream_address(ceremony),
    }


def stream_address(ceremony: Ceremony) -> str:
    """Where the player finds the master playlist."""
    return f"/live/{ceremony.slug}/index.m3u8"


def _available(ceremony: Ceremony, standing: Standing, person: User | None, taken: set[int]) -> list[Body]:
    if not allowed(May.RUN_BROADCAST, standing):
        return []
    if person is not None:
        found = pages_of(person)
    elif allowed(May.LEND_PAGE, standing):
        found = _pages().filter(unit__path__startswith=ceremony.unit.path)
    else:
        return []
    return [bodies.page_ref(page) for page in found.exclude(pk__in=taken)[:MAX_LISTED]]


def _pages() -> QuerySet[Page]:
    return Page.objects.select_related("unit")


def pages_of(person: User) -> QuerySet[Page]:
    """The pages of all units that this person reaches as a technician."""
    return _pages().filter(unit__in=units_reached(person, TECHNICIAN))


def page_by_id(page_id: int) -> Page | None:
    """One page with its unit."""
    return _pages().filter(pk=page_id).first()


def is_technician(person: User) -> bool:
    """Whether this person is one anywhere, in a unit or in a crew."""
    in_crew = CrewMember.objects.filter(user=person, role=Role.TECHNICIAN)
    return person.is_superuser or units_reached(person, TECHNICIAN).exists() or in_crew.exists()


def lends(person: User, unit: Unit) -> bool:
    """Whether this person speaks for the unit's pages."""
    return allowed(May.LEND_PAGE, standing_in_unit(person, unit))


def sources_of(ceremony: Ceremony) -> QuerySet[Source]:
    """The ceremony's sources in their order."""
    return Source.objects.filter(ceremony=ceremony).select_related("observed")


def runs_of(ceremony: Ceremony, page_id: int | None, limit: int = 50) -> list[Run]:
    """The newest lives of its processes, of one page where asked."""
    found = Run.objects.filter(broadcast_id=ceremony.pk).select_related("page__unit")
    return list((found.filter(page_id=page_id) if page_id else found)[:limit])


def heartbeat() -> WorkerHeartbeat | None:
    """The newest of the worker that makes the programs; of any, where none ever did."""
    return WorkerHeartbeat.objects.order_by("-maker", "-seen_at").first()


def worker_body() -> Body:
    """Whether anybody carries out what is wanted."""
    newest = heartbeat()
    alive = newest is not None and timezone.now() - newest.seen_at < WORKER_FRESH
    uplink = newest.uplink if newest is not None and alive else None
    count = WorkerHeartbeat.objects.filter(seen_at__gt=timezone.now() - WORKER_FRESH).count()
    seen_at = moment(newest.seen_at if newest else None)
    return {"alive": alive, "seen_at": seen_at, "uplink": uplink, "count": count}


def library_folder() -> Path:
    """Video files that were put on the server by hand."""
    folder: Path = Path(settings.MEDIA_ROOT) / "library"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def library_files() -> list[Body]:
    """What a technician can choose; links that lead out of the folder are not shown."""
    root = library_folder()
    inside = (
        p
        for p in sorted(root.rglob("*"))
        if _is_text(str(p.relative_to(root))) and p.is_file() and p.resolve().is_relative_to(root.resolve())
    )
    return [_file(root, path) for path, _ in zip(inside, range(MAX_LISTED), strict=False)]


def _is_text(name: str) -> bool:
    """A name that is no UTF-8 cannot be answered in JSON, nor chosen."""
    return name.isprintable()  # bytes that could not be read stand there as surrogates


def _file(root: Path, path: Path) -> Body:
    stat = path.stat()
    changed = datetime.fromtimestamp(stat.st_mtime, tz=timezone.get_default_timezone())
    return {
        "path": f"{bodies.LIBRARY}{path.relative_to(root)}",
        "size": stat.st_size,
        "modified_at": moment(changed),
    }
