"""From what was seen to the rows of a verdict. Pure; every bound is issue 4's, or says where it is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from streaming.drill.facts import Facts, PageSeen, Tried
from streaming.drill.noting import NAMES
from streaming.enums_drill import PAGE_FAULTS, CheckState, Fault, Verdict

ON_AIR_S, FLOWS_S = 15.0, 15.0  # from the press; from the first segment
CLASSED_S, STALL_S, AGAIN_S = 15.0, 10.0, 15.0
SLATE_S = 2.5  # 1.5 s, and the worker's look twice a second with its step
BACK_S, RED_S, ENCODER_S, ALERT_S = 6.0, 2.0, 5.0, 10.0  # back: 3 s steady first, and its buffer
GAP_S = 3.0  # segments are of one second, and a page gets each at once
WATCHED_S = 8.0
Check = dict[str, Any]


def judge(facts: Facts) -> list[Check]:
    """All rows, in the order in which they are read."""
    rows = [_on_air(facts), _source(facts), _flows(facts)]
    rows += [_page_fault(facts, str(what)) for what in PAGE_FAULTS if what in facts.faults]
    rows += [_unbroken(facts), _arrived(facts)]
    if Fault.SOURCE_CUT in facts.faults:
        rows += _cut(facts)
    if Fault.RED_BUTTON in facts.faults:
        rows.append(_red(_of(facts, Fault.RED_BUTTON)))
    if Fault.ENCODER in facts.faults:
        rows.append(_encoder(_of(facts, Fault.ENCODER)))
    return [*rows, _picture(facts), _sequence(facts), _rundown(facts)]


def verdict_of(checks: Sequence[Check], early: bool) -> str:
    """`early`: somebody ended it. What was not tried for want of room does not make it fail."""
    if any(check["state"] == CheckState.FAILED for check in checks):
        return Verdict.FAILED
    return Verdict.STOPPED if early else Verdict.PASSED


def row(code: str, state: str, **more: Any) -> Check:
    """One row; `measured` and `limit` in `unit`; `names`: pages with a problem; `why`: a code of messages."""
    usual: Check = {
        "page": "",
        "measured": None,
        "limit": None,
        "unit": "s",
        "count": None,
        "names": [],
        "why": "",
    }
    return {"code": code, "state": str(state), **usual, **more}


def _timed(code: str, seen_s: float | None, limit_s: float, **more: Any) -> Check:
    well = seen_s is not None and seen_s <= limit_s
    return row(code, _state(well), measured=seen_s, limit=limit_s, **more)


def _state(well: bool) -> CheckState:
    return CheckState.PASSED if well else CheckState.FAILED


def _of(facts: Facts, what: str) -> Tried | None:
    """The one that was begun; one that never was is not tried."""
    return next((it for it in facts.tried if it.what == what and it.began_at is not None), None)


def _on_air(facts: Facts) -> Check:
    return _timed("on_air", facts.on_air_s, ON_AIR_S, why=facts.source_error or facts.program_error)


def _source(facts: Facts) -> Check:
    if facts.on_air_s is None or (facts.source_s is None and not facts.source_error and _short(facts)):
        return row("source", CheckState.NOT_TRIED)
    return _timed("source", facts.source_s, FLOWS_S, why=facts.source_error)


def _short(facts: Facts) -> bool:
    """Stopped before anybody could say that something does not come."""
    return facts.ran_s < FLOWS_S


def _flows(facts: Facts) -> Check:
    if not facts.pages or facts.on_air_s is None:
        return row("pages_flow", CheckState.NOT_TRIED)
    if _short(facts) and any(it.flowed_s is None for it in facts.pages.values()):
        return row("pages_flow", CheckState.NOT_TRIED)
    late = [it for it in facts.pages.values() if it.flowed_s is None or it.flowed_s > FLOWS_S]
    slowest = max((it.flowed_s for it in facts.pages.values() if it.flowed_s is not None), default=None)
    count = f"{len(facts.pages) - len(late)}/{len(facts.pages)}"
    why = next((it.last_error for it in late if it.last_error), "")
    told: Check = {"measured": slowest, "limit": FLOWS_S, "count": count, "why": why}
    return row("pages_flow", _state(not late), names=[it.name for it in late], **told)


def _page_fault(facts: Facts, what: str) -> Check:
    it = _of(facts, what)
    page = it.page if it is not None else ""
    if it is None or not it.proof:  # it may be that its sink was never reached, which another row says
        return row(what, CheckState.NOT_TRIED, page=page)
    if what == Fault.SLOW:
        return _timed(what, it.again_s, AGAIN_S, page=page)
    limit = STALL_S if what == Fault.STALL else CLASSED_S
    wrong = it.code if it.code != NAMES[Fault(what)] else ""
    return _timed(what, it.code_s, limit, page=page, why=wrong)


def _healthy(facts: Facts) -> list[PageSeen]:
    return [it for it in facts.pages.values() if not it.faulted]


def _unbroken(facts: Facts) -> Check:
    """By the sinks' own count: one connection from the first to the last second, and no silence."""
    pages = [it for it in _healthy(facts) if it.connections]
    if not pages:
        return row("unbroken", CheckState.NOT_TRIED)
    limit = GAP_S + (ENCODER_S if _of(facts, Fault.ENCODER) else 0.0)
    torn = [it.name for it in pages if it.connections > 1 or it.longest_gap_s > limit]
    told: Check = {"measured": max(it.longest_gap_s for it in pages), "limit": limit, "names": torn}
    return row("unbroken", _state(not torn), count=f"{len(pages) - len(torn)}/{len(pages)}", **told)


def _arrived(facts: Facts) -> Check:
    pages = _healthy(facts)
    if not pages or facts.on_air_s is None:
        return row("arrived", CheckState.NOT_TRIED, unit="")
    if _short(facts) and not all(it.video and it.audio for it in pages):
        return row("arrived", CheckState.NOT_TRIED, unit="")
    lacking = [it.name for it in pages if not it.video or not it.audio]
    count = f"{len(pages) - len(lacking)}/{len(pages)}"
    return row("arrived", _state(not lacking), unit="", count=count, names=lacking)


def _cut(facts: Facts) -> list[Check]:
    it = _of(facts, Fault.SOURCE_CUT)
    if it is None:
        return [row("source_cut", CheckState.NOT_TRIED)]
    found = [_timed("source_cut", it.slate_s, SLATE_S, why=facts.source_error)]
    if it.over_at is not None and it.slate_s is not None:
        found.append(_timed("source_back", it.back_s, BACK_S, why=facts.source_error))
    watched = facts.monitor_s >= WATCHED_S
    found.append(_timed("alert", it.alert_s, ALERT_S) if watched else row("alert", CheckState.NOT_TRIED))
    return found


def _red(it: Tried | None) -> Check:
    if it is None or it.over_at is None:
        return row("red_button", CheckState.NOT_TRIED)
    both = None if it.slate_s is None or it.back_s is None else max(it.slate_s, it.back_s)
    return _timed("red_button", both, RED_S)


def _encoder(it: Tried | None) -> Check:
    if it is None or not it.proof:
        return row("encoder", CheckState.NOT_TRIED)
    return _timed("encoder", it.back_s, ENCODER_S)


def _picture(facts: Facts) -> Check:
    """What the monitor saw and heard as a viewer would, what was done on purpose left out."""
    if facts.alerts:
        return row("picture", CheckState.FAILED, unit="", why=facts.alerts[0])
    if facts.monitor_s < WATCHED_S:
        return row("picture", CheckState.NOT_TRIED, unit="")
    return row("picture", CheckState.PASSED, measured=round(facts.monitor_s))


def _sequence(facts: Facts) -> Check:
    if not facts.segments:
        return row("sequence", CheckState.NOT_TRIED, unit="segments")
    told: Check = {"measured": facts.segments, "unit": "segments"}
    return row("sequence", _state(not facts.sequence_back), **told)


def _rundown(facts: Facts) -> Check:
    if not facts.cues or not facts.cued:
        return row("rundown", CheckState.NOT_TRIED, unit="")
    count = f"{facts.cued}/{facts.cues}"
    state = CheckState.PASSED if facts.cued == facts.cues else CheckState.NOT_TRIED
    return row("rundown", state, unit="", count=count)
