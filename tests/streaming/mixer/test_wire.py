"""The wire: whatever is sent is either a whole state or refused with the place of the fault."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.mixer.fields import Malformed
from streaming.mixer.wire import Wanted, parse_state

WHOLE: dict[str, Any] = {
    "op": "state",
    "generation": 3,
    "profile": {"width": 1280, "height": 720, "fps": 30},
    "slate": "/slate.yuv",
    "order": ["12", "14"],
    "mode": "auto",
    "take": "12",
    "sources": {
        "12": {"argv": ["ffmpeg", "{video}"], "buffer_s": 1.0, "restart": True, "mask": ["secret"]},
        "14": {"argv": ["ffmpeg"], "pace": "film", "preview": {"argv": ["ffmpeg"], "fps": 10}},
    },
    "encoder": {"argv": ["ffmpeg"], "restart_args": ["-x"], "cwd": "/tmp"},
    "gain_db": -3,
    "av_offset_ms": 120,
    "loudness": True,
}
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def test_a_whole_state_is_read_and_equals_itself() -> None:
    wanted = parse_state(WHOLE)
    assert wanted == parse_state(json.loads(json.dumps(WHOLE)))
    assert wanted.sources["12"].mask == ("secret",)
    assert wanted.profile.picture == 1280 * 720 * 3 // 2
    assert wanted.sources["14"].preview is not None


def test_what_is_left_out_has_a_calm_default() -> None:
    wanted = parse_state({"generation": 0})
    assert wanted.encoder is None
    assert not wanted.sources
    assert not wanted.loudness


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"generation": "3"}, "generation"),
        ({"generation": True}, "generation"),
        ({"order": ["12", "12"]}, "order"),
        ({"order": ["99"]}, "order"),
        ({"take": "99"}, "take"),
        ({"mode": "off"}, "mode"),
        ({"mode": ["auto"]}, "mode"),
        ({"gain_db": float("nan")}, "gain_db"),
        ({"av_offset_ms": 2001}, "av_offset_ms"),
        ({"profile": {"width": 1281}}, "profile"),
        ({"profile": {"fps": 29}}, "profile"),
        ({"sources": {"12": {"argv": []}}}, "sources.12.argv"),
        ({"sources": {"12": {"argv": ["a\0b"]}}}, "sources.12.argv"),
        (
            {"sources": {"12": {"argv": ["a"], "preview": {"argv": ["b"], "fps": 7}}}},
            "sources.12.preview.fps",
        ),
        ({"encoder": {"argv": "ffmpeg"}}, "encoder.argv"),
        ({"slate": "\ud800"}, "slate"),
    ],
)
def test_a_fault_is_refused_with_its_place(change: dict[str, Any], place: str) -> None:
    with pytest.raises(Malformed, match=f"^{place}$"):
        parse_state({**WHOLE, "order": [], "take": None, **change})


@given(anything)
def test_anything_at_all_is_read_or_refused(data: object) -> None:
    assert_read_or_refused(data)


@given(st.sampled_from(sorted(WHOLE)), anything)
def test_any_field_with_anything_in_it_is_read_or_refused(name: str, value: object) -> None:
    assert_read_or_refused({**WHOLE, name: value})


@given(
    st.sampled_from(["argv", "buffer_s", "pace", "restart", "mask", "preview", "stall_s", "cwd"]), anything
)
def test_any_field_of_a_source_with_anything_in_it_is_read_or_refused(name: str, value: object) -> None:
    assert_read_or_refused({**WHOLE, "sources": {"12": {"argv": ["a"], name: value}, "14": {"argv": ["b"]}}})


def assert_read_or_refused(data: object) -> None:
    try:
        found = parse_state(data)
    except Malformed as fault:
        assert str(fault)
    else:
        assert isinstance(found, Wanted)
