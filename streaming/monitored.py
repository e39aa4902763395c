"""What the monitor saw, as JSON bodies."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from events.api.bodies import moment
from events.models import Ceremony
from streaming import messages
from streaming.enums import MonitorPhase
from streaming.models import Alert, Broadcast, MonitorState

Body = dict[str, Any]
MOST, MOST_IN_LOG = 50, 500


def monitor(broadcast: Broadcast, ceremony: Ceremony) -> Body:
    """How the watch goes, for the desks. `watched` changes all the time, so it alone sends no frame."""
    found: MonitorState | None = getattr(broadcast, "monitor", None)
    seen = found if found is not None and broadcast.on_air else MonitorState()
    watched = seen.seen.get("watched")
    return {
        "state": seen.state,
        "how": messages.words("no_libvlc") if seen.state == MonitorPhase.NO_LIBVLC else "",
        "since": moment(seen.since),
        "restarts": seen.restarts,
        "picture": f"/api/v1/ceremonies/{ceremony.slug}/broadcast/monitor/picture/" if watched else None,
        "pages": seen.seen.get("pages", []),
        "watched": watched,
    }


def alert(it: Alert) -> Body:
    """One alert."""
    who = it.acknowledged_by.shown_name() if it.acknowledged_by else None
    return {
        "id": it.pk,
        "code": it.code,
        "message": messages.words(it.code),
        "page": {"id": it.page_id, "name": it.page_name} if it.page_name else None,
        "since": moment(it.since),
        "until": moment(it.until),
        "acknowledged_by": who,
        "acknowledged_at": moment(it.acknowledged_at),
    }


def alerts(broadcast: Broadcast) -> list[Body]:
    """What is wrong, and of this airing what nobody has acknowledged; the newest first."""
    shown = Q(until=None) | Q(airing=broadcast.airing, acknowledged_at=None)
    found = Alert.objects.filter(shown, broadcast=broadcast).select_related("acknowledged_by")
    return [alert(it) for it in found[:MOST]]


def all_alerts(ceremony: Ceremony) -> list[Body]:
    """Of all airings, the newest first."""
    found = Alert.objects.filter(broadcast=ceremony.pk).select_related("acknowledged_by")
    return [alert(it) for it in found[:MOST_IN_LOG]]
