"""What is remembered of a look: moments that the sinks and the rows say, and nothing that was planned."""

from __future__ import annotations

from typing import Any

from streaming.drill.facts import Facts, PageSeen, Tried
from streaming.drill.noting import RelaySeen, View, note
from streaming.enums_drill import Fault
from streaming.rehearsal.arrived import Arrived


def sink(**seen: Any) -> dict[str, Any]:
    """As it writes it."""
    fresh = {"began_at": 100.0, "connections": 1, "longest_gap_s": 1.0, "video": 9, "audio": 9}
    plain = {name: value for name, value in vars(Arrived()).items() if not name.startswith("_")}
    return {**plain, **fresh, **seen}


def facts(*tried: Tried) -> Facts:
    return Facts(60.0, 90.0, pages={"1": PageSeen("A", faulted=bool(tried))}, tried=list(tried))


def seen(made: Facts, *views: View) -> Facts:
    for view in views:
        note(made, view, 0.5)
    return made


def test_a_stalled_page_counts_from_where_it_stopped_reading() -> None:
    made = facts(Tried(Fault.STALL, 1, "A", began_at=100.0))
    stalled = sink(behaviour="stall", stopped_at=104.0)
    seen(made, View(111.0, relays={1: RelaySeen("backoff", "page_stalled", 110.0, stalled)}))
    assert (made.tried[0].proof, made.tried[0].code_s) == (True, 6.0)


def test_an_error_of_before_the_sink_did_anything_names_nothing() -> None:
    for fault, key in ((Fault.DROP, "dropped_at"), (Fault.REFUSE_KEY, "refused_at")):
        made = facts(Tried(fault, 1, "A", began_at=100.0))
        closed = {"behaviour": str(fault), key: 108.0}
        seen(made, View(109.0, relays={1: RelaySeen("backoff", "page_closed", 101.0, sink(**closed))}))
        assert (made.tried[0].proof, made.tried[0].code, made.tried[0].code_s) == (True, "", None)


def test_a_sink_with_other_manners_proves_nothing() -> None:
    made = facts(Tried(Fault.REFUSE_KEY, 1, "A", began_at=100.0))
    accepts = sink(behaviour="accept", refused_at=None)
    seen(made, View(103.0, relays={1: RelaySeen("failed", "page_refused_key", 102.0, accepts)}))
    assert (made.tried[0].proof, made.tried[0].code_s) == (False, None)


def test_a_wrong_name_is_kept_for_the_verdict() -> None:
    made = facts(Tried(Fault.STALL, 1, "A", began_at=100.0))
    stalled = sink(behaviour="stall", stopped_at=104.0)
    seen(made, View(111.0, relays={1: RelaySeen("backoff", "unknown", 110.0, stalled)}))
    assert (made.tried[0].code, made.tried[0].code_s) == ("unknown", None)


def test_slate_and_source_are_timed_by_what_the_program_shows() -> None:
    made = facts(Tried(Fault.SOURCE_CUT, began_at=100.0))
    slate = View(102.0, showing="slate", showing_since=101.3, alerts=("slate_shown",))
    seen(made, View(100.5, showing="source", showing_since=95.0), slate)
    made.tried[0].over_at = 107.0
    seen(made, View(110.6, showing="source", showing_since=110.4))
    it = made.tried[0]
    assert (it.slate_s, it.alert_s, it.back_s) == (1.3, 2.0, 3.4)


def test_a_slate_that_was_there_before_is_no_answer() -> None:
    made = facts(Tried(Fault.RED_BUTTON, began_at=100.0))
    seen(made, View(101.0, showing="slate", showing_since=99.0))
    assert made.tried[0].slate_s is None


def test_an_encoder_is_back_with_the_first_segment_of_another_run() -> None:
    made = facts(Tried(Fault.ENCODER, began_at=100.0, over_at=100.0, proof=True, run=7))
    seen(made, View(101.0, newest_run=7, newest_at=100.9, segments=3))
    assert made.tried[0].back_s is None
    seen(made, View(103.0, newest_run=8, newest_at=102.5, segments=3))
    assert made.tried[0].back_s == 2.5


def test_a_media_sequence_that_goes_back_is_counted() -> None:
    made = seen(facts(), *(View(1.0, sequence=number, segments=30) for number in (1, 2, 2, 1, 3)))
    assert (made.sequence_back, made.segments) == (1, 33)


def test_an_alert_counts_unless_what_was_tried_explains_it() -> None:
    made = facts(Tried(Fault.SOURCE_CUT, began_at=100.0))
    seen(made, View(105.0, alerts=("slate_shown",)))
    made.tried[0].over_at = 107.0
    seen(made, View(114.0, alerts=("slate_shown",)))
    assert made.alerts == []
    seen(made, View(116.0, alerts=("sound_silent",)))
    assert made.alerts == ["sound_silent"]


def test_a_page_that_was_left_alone_is_counted_by_its_sink() -> None:
    made = facts()
    first = sink(first_at=101.5, connections=2, longest_gap_s=4.2)
    seen(made, View(102.0, first_at=100.0, relays={1: RelaySeen("running", "", None, first)}))
    page = made.pages["1"]
    assert (page.flowed_s, page.connections, page.longest_gap_s, page.video) == (1.5, 2, 4.2, 9)
