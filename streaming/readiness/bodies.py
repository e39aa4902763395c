"""The board in the caller's language."""

from __future__ import annotations

from collections import Counter
from typing import Any

from events.api.bodies import moment
from events.errors import in_caller_language
from streaming import messages
from streaming.enums import Level
from streaming.models import Readiness

Body = dict[str, Any]


def board(it: Readiness | None) -> Body | None:
    """All rows; null where nobody has looked yet."""
    if it is None:
        return None
    rows = [_row(row) for row in it.rows or []]
    return {**summary(it), "took_ms": it.took_ms, "rows": rows, "uplink": it.uplink}


def summary(it: Readiness) -> Body:
    """How many pages are how, for a screen that shows one line."""
    counts = Counter(row["level"] for row in it.rows or [])
    named = {str(level): counts[str(level)] for level in Level}
    who = it.by.shown_name() if it.by else None
    return {"at": moment(it.at), "cause": it.cause, "by": who, "level": it.level, "counts": named}


def _row(row: Body) -> Body:
    return {**row, "found": [_found(it) for it in row["found"]]}


def _found(kept: Body) -> Body:
    said = messages.words(kept["code"]).replace("{hours}", str(kept["hours"]))
    if kept["backup"]:
        said = f"{in_caller_language('Địa chỉ dự phòng', 'Backup address')}: {said}"
    return {"level": kept["level"], "code": kept["code"], "backup": kept["backup"], "message": said}
