"""What people did, what the system saw and what the monitor raised, as one list, the newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from events.api.bodies import moment
from events.errors import in_caller_language
from events.models import AuditEntry, Ceremony
from streaming.enums import Happening
from streaming.incidents import words
from streaming.models import Alert, Broadcast, Incident

Line = dict[str, Any]
MOST = 500
GRAVE = (Happening.LOST, Happening.GAVE_UP, Happening.WAITS)
MONITOR = "monitor"


def lines(ceremony: Ceremony, before: datetime | None = None, most: int = MOST) -> list[Line]:
    """At most so many, older than `before`. `who`: null where the system did it itself."""

    def older(found: QuerySet[Any], when: str = "at") -> QuerySet[Any]:
        return found.filter(**{f"{when}__lt": before} if before else {}).order_by(f"-{when}", "-pk")[:most]

    both = [ceremony.pk, *Broadcast.objects.filter(rehearses=ceremony).values_list("pk", flat=True)]
    alerts = Alert.objects.filter(broadcast__in=both)
    found = [_seen(it) for it in older(Incident.objects.filter(ceremony__in=both))]
    found += [_done(it) for it in older(ceremony.audit.filter(action__in=words.DEEDS))]
    found += [_alert(it, it.since) for it in older(alerts, "since")]
    found += [_alert(it, it.until, over=True) for it in older(alerts.filter(until__isnull=False), "until")]
    newest = sorted(found, key=lambda line: line["at"], reverse=True)[:most]
    return [_marked(line, ceremony.pk) for line in newest]


def _marked(line: Line, of: int) -> Line:
    """What was seen in a rehearsal says so in its own words, in a file too."""
    rehearsed = line.pop("of", of) != of
    said = in_caller_language(*words.REHEARSAL) if rehearsed else ""
    return {**line, "message": said + line["message"], "rehearsal": rehearsed}


def _seen(it: Incident) -> Line:
    said = {"message": words.happened(it), "grave": it.happening in GRAVE, "code": it.cause or it.happening}
    return {"at": moment(it.at), "who": None, "about": it.about, "of": it.ceremony_id, **said}


def _alert(it: Alert, at: datetime | None, over: bool = False) -> Line:
    said = {"message": words.alerted(it, over), "grave": not over, "code": it.code}
    return {"at": moment(at), "who": None, "about": MONITOR, "of": it.broadcast_id, **said}


def _done(it: AuditEntry) -> Line:
    said = {"message": words.done(it), "grave": False, "code": it.action}
    return {"at": moment(it.at), "who": it.actor_name if it.actor_id else None, "about": "person", **said}
