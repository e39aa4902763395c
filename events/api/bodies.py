"""The JSON bodies of this room, made by plain functions: REST and sockets answer the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from events import ports
from events.enums import CeremonyState
from events.models import Ceremony, CrewMember, Mark, Segment, Unit, User
from events.permissions import Standing, act_allowed
from events.selectors import current_cue, planned_starts, segments_of
from events.services.lifecycle import frozen_content, possible_acts

Body = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """ISO 8601 in UTC with a Z and milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None


def now() -> str:
    """The server's time, for clients whose clocks are wrong."""
    return moment(timezone.now()) or ""


def unit(it: Unit) -> Body:
    """A unit, as other bodies name it."""
    return {"id": it.pk, "slug": it.slug, "name": it.name}


def person(user: User) -> Body:
    """A member of staff, as crews name one."""
    return {"id": user.pk, "username": user.username, "name": user.shown_name()}


def crew(members: list[CrewMember]) -> Body:
    """The crew of a ceremony."""
    return {"crew": [{"user": person(member.user), "role": member.role} for member in members]}


def _cover(name: str | None) -> str | None:
    return default_storage.url(name) if name else None


def staff_ceremony(ceremony: Ceremony, standing: Standing) -> Body:
    """The working copy, for its desks, with what the caller could do next."""
    version = ceremony.published
    acts = [act for act in possible_acts(ceremony) if act_allowed(act, standing)]
    return {
        "slug": ceremony.slug,
        "unit": unit(ceremony.unit),
        "kind": ceremony.kind,
        "title": ceremony.title,
        "summary": ceremony.summary,
        "place": ceremony.place,
        "starts_at": moment(ceremony.starts_at),
        "ends_at": moment(ceremony.ends_at),
        "cover": _cover(ceremony.cover.name if ceremony.cover else None),
        "review_state": ceremony.review_state,
        "state": ceremony.state,
        "published_version": version.number if version else None,
        "published_at": moment(version.published_at) if version else None,
        "has_unpublished_changes": version is not None and version.content != frozen_content(ceremony),
        "cancel_reason": ceremony.cancel_reason,
        "legal_actions": [str(act) for act in acts],
        "my_roles": sorted(standing.roles),
        "created_at": moment(ceremony.created_at),
        "updated_at": moment(ceremony.updated_at),
    }


def public_ceremonies(ceremonies: Collection[Ceremony]) -> list[Body]:
    """A list of them, without their rundowns; where they can be watched again is asked once for all."""
    replays = ports.replay_addresses([it.pk for it in ceremonies if it.state == CeremonyState.ENDED])
    return [public_ceremony(it, with_rundown=False) | {"recording": replays.get(it.pk)} for it in ceremonies]


def public_ceremony(ceremony: Ceremony, with_rundown: bool = True) -> Body:
    """The published version, for everybody; the ceremony must have one."""
    assert ceremony.published is not None  # noqa: S101  selectors hand only published ones
    content: Body = ceremony.published.content
    cue = current_cue(ceremony) if with_rundown else None
    return {
        "slug": ceremony.slug,
        "unit": unit(ceremony.unit),
        "kind": content["kind"],
        "title": content["title"],
        "summary": content["summary"],
        "place": content["place"],
        "starts_at": _normal(content["starts_at"]),
        "ends_at": _normal(content["ends_at"]),
        "cover": _cover(content["cover"]),
        "state": ceremony.state,
        "cancel_reason": ceremony.cancel_reason,
        "version": ceremony.published.number,
        "rundown": _public_rundown(content) if with_rundown else [],
        "now": cue.segment_id if cue else None,
        "cued_at": moment(cue.at) if cue else None,
        "stream": f"/live/{ceremony.slug}/index.m3u8",
        "recording": _replay(ceremony) if with_rundown else None,
        "server_now": now(),
    }


def _replay(ceremony: Ceremony) -> str | None:
    asked = [ceremony.pk] if ceremony.state == CeremonyState.ENDED else []
    return ports.replay_addresses(asked).get(ceremony.pk)


def _normal(text: str) -> str:
    return moment(parse_datetime(text)) or text


def _public_rundown(content: Body) -> list[Body]:
    at = parse_datetime(content["starts_at"])
    rows = []
    for position, item in enumerate(content["rundown"]):
        rows.append({**item, "position": position, "starts_at": moment(at)})
        at = at + timedelta(seconds=item["duration_s"]) if at else None
    return rows


MARKS_SHOWN = 20


def rundown(ceremony: Ceremony) -> Body:
    """The working rundown with planned times and the present cue."""
    segments = segments_of(ceremony)
    starts = planned_starts(ceremony.starts_at, [segment.duration_s for segment in segments])
    cue = current_cue(ceremony)
    return {
        "segments": [_segment(segment, at) for segment, at in zip(segments, starts, strict=True)],
        "now": cue.segment_id if cue else None,
        "cued_at": moment(cue.at) if cue else None,
        "marks": [mark(it) for it in ceremony.marks.select_related("by")[:MARKS_SHOWN]],
        "server_now": now(),
    }


def mark(it: Mark) -> Body:
    """A moment that somebody marked."""
    by = (it.by.get_full_name() or it.by.username) if it.by else ""
    return {"id": it.pk, "at": moment(it.at), "words": it.words, "by": by}


def _segment(segment: Segment, starts_at: datetime) -> Body:
    return {
        "id": segment.pk,
        "position": segment.position,
        "title": segment.title,
        "kind": segment.kind,
        "duration_s": segment.duration_s,
        "responsible": segment.responsible,
        "notes": segment.notes,
        "starts_at": moment(starts_at),
    }
