"""A rehearsal and its verdict in the caller's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from events.api.bodies import moment
from events.errors import in_caller_language
from events.models import Ceremony
from streaming import messages
from streaming.drill import words
from streaming.drill.words import Pair
from streaming.enums_drill import CheckState, Fault, Verdict
from streaming.models import Rehearsal

Body = dict[str, Any]
MOST = 30


def last(ceremony: Ceremony) -> Body | None:
    """The newest, running or not."""
    found = Rehearsal.objects.filter(ceremony=ceremony).select_related("by").first()
    return summary(found) if found else None


def past(ceremony: Ceremony) -> list[Body]:
    """The newest first."""
    return [summary(it) for it in Rehearsal.objects.filter(ceremony=ceremony).select_related("by")[:MOST]]


def summary(it: Rehearsal) -> Body:
    """What one line shows; `doing`: what is tried now."""
    return {
        "id": it.pk,
        "running": it.ended_at is None,
        "length_s": it.length_s,
        "faults": it.faults,
        "by": it.by.shown_name() if it.by else None,
        "began_at": moment(it.began_at),
        "on_air_at": moment(it.on_air_at),
        "ended_at": moment(it.ended_at),
        "verdict": it.verdict or None,
        "message": _summed(it),
        "doing": [_doing(step) for step in it.doing],
    }


def whole(it: Rehearsal) -> Body:
    """With every row, and what a rehearsal cannot try."""
    untested = [in_caller_language(*pair) for pair in words.UNTESTED]
    return {**summary(it), "checks": [check(row) for row in it.checks], "untested": untested}


def check(row: Body) -> Body:
    """One row: what was done, what had to follow, what was measured, what to do."""
    did, expected, advice = words.ROWS[row["code"]]
    state = CheckState(row["state"])
    told = {
        "code": row["code"],
        "state": row["state"],
        "did": _said(did, row) if row["page"] or "{page}" not in did[0] else _fault_name(row["code"]),
        "expected": _said(expected, row),
        "measured": "" if state is CheckState.NOT_TRIED else _measured(row),
    }
    if state is CheckState.NOT_TRIED:
        return {**told, "advice": in_caller_language(*words.UNTRIED.get(row["code"], words.NO_ROOM))}
    return {**told, "advice": "" if state is CheckState.PASSED else _advice(advice, row)}


def _fault_name(code: str) -> str:
    """Of one that got no page."""
    english = {Fault.REFUSE_KEY: "A page refuses its key", Fault.STALL: "A page takes it and stands still"}
    english |= {Fault.DROP: "A page hangs up", Fault.SLOW: "A page answers slowly"}
    return in_caller_language(str(Fault(code).label), english[Fault(code)])


def _measured(row: Body) -> str:
    unit = words.MEASURED.get(row["unit"])
    parts = []
    if row["count"] is not None:
        parts.append(_said(words.SEGMENTS if row["code"] == "rundown" else words.PAGES, row))
    if row["measured"] is not None and unit is not None:
        parts.append(_said(unit, row))
    return ", ".join(parts) or in_caller_language(*words.NOTHING)


def _advice(advice: Pair, row: Body) -> str:
    parts = [_said(words.WRONG, row)] if row["names"] else []
    parts += [messages.words(row["why"])] if row["why"] else []
    return " ".join([*parts, in_caller_language(*advice)])


def _said(pair: Pair, row: Body) -> str:
    """Names may hold anything, braces too, so they are put in last."""
    said = in_caller_language(*pair).replace("{count}", str(row["count"]))
    said = said.replace("{measured}", figure(row["measured"])).replace("{limit}", figure(row["limit"]))
    return said.replace("{names}", ", ".join(row["names"])).replace("{page}", row["page"])


def figure(number: float | None) -> str:
    """2.5 in English, 2,5 in Vietnamese."""
    if number is None:
        return "?"
    said = f"{number:.1f}".removesuffix(".0")
    return said if (get_language() or "vi").startswith("en") else said.replace(".", ",")


def _summed(it: Rehearsal) -> str:
    if not it.verdict:
        return ""
    code, states = str(it.verdict), [row["state"] for row in it.checks]
    count = states.count(CheckState.FAILED)
    if code == Verdict.PASSED and CheckState.NOT_TRIED in states:
        code, count = "passed_some", states.count(CheckState.NOT_TRIED)
    return in_caller_language(*words.SUMMARY[code]).replace("{count}", str(count))


def _doing(step: Body) -> Body:
    said = in_caller_language(*words.DOING[step["what"]])
    message = said.replace("{title}", step["title"]).replace("{page}", step["page"])
    return {"what": step["what"], "message": message}
