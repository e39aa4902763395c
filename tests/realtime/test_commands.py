"""Whatever a client sends is a command or a named refusal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.commands import DESK_COMMANDS, VIEWER_COMMANDS, CommentPost, CrewSay, Ping, parse, ref_in
from realtime.errors import Malformed, RoomError, UnknownType

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
near_misses = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["ping", "comment.post", "snapshot"]) | json_values,
        "ref": json_values,
        "body": json_values,
        "name": json_values,
    },
)


def test_commands_are_what_they_say() -> None:
    text = '{"type":"comment.post","ref":"r","body":"Chào","name":"Lan","later":1}'
    assert parse(text, VIEWER_COMMANDS) == CommentPost("r", "Chào", "Lan")
    assert parse('{"type":"ping"}', DESK_COMMANDS) == Ping()


def test_a_desk_writes_no_comments() -> None:
    with pytest.raises(UnknownType):
        parse('{"type":"comment.post","ref":"r","body":"a"}', DESK_COMMANDS)


def test_binary_is_malformed() -> None:
    with pytest.raises(Malformed):
        parse(None, VIEWER_COMMANDS)


@given(st.one_of(st.text(), json_values.map(json.dumps), near_misses.map(json.dumps)))
def test_nothing_but_a_room_error_is_ever_raised(text: str) -> None:
    try:
        command = parse(text, VIEWER_COMMANDS)
    except RoomError as error:
        assert error.code in {"malformed", "unknown_type", "bad_field", "bad_ref", "bad_text"}
        ref = ref_in(text)
        assert ref is None or len(ref.encode()) <= 64 * 4
    else:
        assert isinstance(command, Ping | CommentPost | CrewSay)
        if isinstance(command, CommentPost):
            f"{command.ref}{command.body}{command.name}".encode()
