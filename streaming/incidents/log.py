"""Both halves of the log as one list, the newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from events.api.bodies import moment
from events.models import AuditEntry, Ceremony
from streaming.enums import Happening
from streaming.incidents import words
from streaming.models import Incident

Line = dict[str, Any]
MOST = 500
GRAVE = (Happening.LOST, Happening.GAVE_UP, Happening.WAITS)


def lines(ceremony: Ceremony, before: datetime | None = None, most: int = MOST) -> list[Line]:
    """At most so many, older than `before`. `who`: null where the system did it itself."""
    seen = Incident.objects.filter(ceremony=ceremony)
    done = AuditEntry.objects.filter(ceremony=ceremony, action__in=words.DEEDS)
    if before is not None:
        seen, done = seen.filter(at__lt=before), done.filter(at__lt=before)
    found = [_seen(it) for it in seen[:most]] + [_done(it) for it in done[:most]]
    return sorted(found, key=lambda line: line["at"], reverse=True)[:most]


def _seen(it: Incident) -> Line:
    said = {"message": words.happened(it), "grave": it.happening in GRAVE, "code": it.cause or it.happening}
    return {"at": moment(it.at), "who": None, "about": it.about, **said}


def _done(it: AuditEntry) -> Line:
    said = {"message": words.done(it), "grave": False, "code": it.action}
    return {"at": moment(it.at), "who": it.actor_name if it.actor_id else None, "about": "person", **said}
