"""From what is seen now to what is remembered. Pure: moments are Unix times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from streaming.drill.facts import Facts, PageSeen, Tried
from streaming.enums import MonitorPhase, ProgramPhase, RelayPhase, Showing
from streaming.enums_drill import Fault

# What the page's own state has to say of each.
NAMES = {Fault.REFUSE_KEY: "page_refused_key", Fault.STALL: "page_stalled", Fault.DROP: "page_closed"}
# When there was something to find, as the sink itself says: what came before is of our changing its manners.
HAPPENED = {Fault.REFUSE_KEY: "refused_at", Fault.STALL: "stopped_at", Fault.DROP: "dropped_at"}
SLATE_ALERT = "slate_shown"
# What the monitor may say while the script holds the source away, or the encoder was ended.
SETTLES_S = 8.0


@dataclass(frozen=True)
class RelaySeen:
    """One relay's row, and what its sink wrote (see streaming.rehearsal.arrived), {} where nothing yet."""

    state: str = RelayPhase.OFF
    error: str = ""
    error_at: float | None = None
    sink: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class View:
    """One look."""

    now: float
    state: str = ProgramPhase.STARTING
    first_at: float | None = None
    showing: str = Showing.NOTHING
    showing_since: float | None = None
    program_error: str = ""
    source_error: str = ""
    relays: dict[int, RelaySeen] = field(default_factory=dict)
    alerts: tuple[str, ...] = ()
    monitor: str = MonitorPhase.OFF
    sequence: int = 0
    newest_run: int = 0
    newest_at: float | None = None
    segments: int = 0


def note(facts: Facts, view: View, step_s: float) -> None:
    """Everything of one look; `step_s`: since the look before."""
    if facts.on_air_s is None and view.first_at is not None:
        facts.on_air_s = round(view.first_at - facts.began_at, 1)
    if facts.source_s is None and view.first_at is not None and view.showing == Showing.SOURCE:
        facts.source_s = round(max(0.0, (view.showing_since or view.now) - view.first_at), 1)
    facts.program_error = view.program_error or facts.program_error
    facts.source_error = view.source_error or facts.source_error
    if view.segments:
        facts.sequence_back += view.sequence < facts.sequence
        facts.sequence, facts.segments = view.sequence, max(facts.segments, view.sequence + view.segments)
    facts.monitor_s += step_s if view.monitor in (MonitorPhase.WATCHING, MonitorPhase.NO_LIBVLC) else 0.0
    for pk, seen in view.relays.items():
        if str(pk) in facts.pages:
            _page(facts.pages[str(pk)], seen, view)
    for it in facts.tried:
        if it.began_at is not None:
            _fault(it, view)
    _alerts(facts, view)


def _page(page: PageSeen, seen: RelaySeen, view: View) -> None:
    page.last_error = seen.error or page.last_error
    first = seen.sink.get("first_at")
    if page.flowed_s is None and first is not None and view.first_at is not None:
        page.flowed_s = round(max(0.0, first - view.first_at), 1)
    if page.faulted or not seen.sink:
        return
    page.connections, page.longest_gap_s = seen.sink["connections"], seen.sink["longest_gap_s"]
    page.video, page.audio = seen.sink["video"], seen.sink["audio"]


def _fault(it: Tried, view: View) -> None:
    if it.relay is not None:
        _page_fault(it, view.relays.get(it.relay, RelaySeen()))
        return
    began, over = it.began_at or 0.0, it.over_at
    if it.what == Fault.ENCODER:
        fresh = it.proof and view.newest_run != it.run
        if it.back_s is None and fresh and view.newest_at is not None:
            it.back_s = round(view.newest_at - began, 1)
        return
    slate, since = view.showing == Showing.SLATE, view.showing_since or 0.0
    if it.slate_s is None and slate and since >= began:
        it.slate_s = round(since - began, 1)
    if it.alert_s is None and it.what == Fault.SOURCE_CUT and SLATE_ALERT in view.alerts and over is None:
        it.alert_s = round(view.now - began, 1)
    if it.back_s is None and over is not None and view.showing == Showing.SOURCE and since >= over:
        it.back_s = round(since - over, 1)


def _page_fault(it: Tried, seen: RelaySeen) -> None:
    began, sink = it.began_at or 0.0, seen.sink
    if sink.get("behaviour") == it.what and sink.get("began_at", 0.0) >= began:
        _witnessed(it, sink)
    if it.over_at is not None:
        return
    happened = sink.get(HAPPENED.get(Fault(it.what), ""))
    if it.proof and happened and seen.error and (seen.error_at or 0.0) >= happened and it.code_s is None:
        it.code = seen.error
        if it.code == NAMES.get(Fault(it.what)):
            it.code_s = round((seen.error_at or 0.0) - happened, 1)


def _witnessed(it: Tried, sink: dict[str, Any]) -> None:
    it.proof = it.proof or bool(sink.get(HAPPENED.get(Fault(it.what), "")) or it.what == Fault.SLOW)
    if it.what == Fault.SLOW and it.again_s is None and sink["first_at"]:
        it.again_s = round(sink["first_at"] - (it.began_at or 0.0), 1)


def _alerts(facts: Facts, view: View) -> None:
    """Those that nothing explains. An alert may come late, so what was tried a moment ago explains it too."""
    program = [it for it in facts.tried if it.relay is None and it.began_at is not None]
    if any(it.over_at is None or view.now - it.over_at < SETTLES_S for it in program):
        return
    facts.alerts = sorted({*facts.alerts, *view.alerts})
