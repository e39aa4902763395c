"""docs/protocol.md says what the code says, in both directions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from events.errors import NotFound, NotPermitted
from realtime import bodies, errors
from realtime.commands import DESK_COMMANDS, VIEWER_COMMANDS
from realtime.errors import RoomError
from realtime.frames import CloseCode
from tests.realtime.wire import COMMENTS, DECLARED, EVENTS, Shape, is_known, shapes

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "protocol.md").read_text()
FIRST_CELL = re.compile(r"^\| (?:`([\w.]+)`|(\d+)) \|", re.M)


def section(title: str, text: str = TEXT, level: str = "##") -> str:
    """What stands under a heading."""
    after = text.split(f"\n{level} {title}\n", 1)[1]
    return re.split(rf"\n{level} ", after, maxsplit=1)[0]


def entries(title: str) -> dict[str, str]:
    """The parts under a chapter's own headings, by name."""
    parts = re.split(r"\n### `([\w.]+)`\n", section(title))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def cells(text: str) -> set[str]:
    """The first column of the tables, without their heads."""
    return {name or number for name, number in FIRST_CELL.findall(text)}


def examples(text: str) -> Iterator[dict[str, Any]]:
    for found in re.findall(r"```json\n(.*?)```", text, re.S):
        yield json.loads(found)


def all_fields(known: list[Shape]) -> set[str]:
    return {name for shape in known for name in shape.required | shape.optional}


def test_every_server_frame_is_described_with_all_its_fields_and_no_other() -> None:
    described = entries("Server to client")
    declared = shapes(DECLARED)
    assert set(described) == set(declared)
    for name, text in described.items():
        assert cells(text) == all_fields(declared[name]), name


def test_every_event_is_described_with_all_its_fields_and_no_other() -> None:
    described, declared = entries("Events of a batch"), shapes(EVENTS)
    assert set(described) == set(declared)
    for name, text in described.items():
        assert cells(text) == all_fields(declared[name]), name


def test_every_field_of_a_comment_is_described() -> None:
    assert cells(section("A comment")) == all_fields(COMMENTS)


def test_every_field_of_a_message_of_the_crew_is_described() -> None:
    assert cells(section("A message of the crew")) == all_fields([Shape.of(bodies.CrewBody)])


def test_every_command_is_described_with_all_its_fields_and_no_other() -> None:
    described = entries("Client to server")
    commands = VIEWER_COMMANDS | DESK_COMMANDS
    assert set(described) == set(commands)
    for name, text in described.items():
        declared = {field.name for field in fields(commands[name])}
        assert cells(text) == {"type"} | declared, name


def test_every_example_is_a_frame_as_it_would_be_sent() -> None:
    for name, text in entries("Server to client").items():
        for example in examples(text):
            assert example["type"] == name
            assert is_known(example), name
    for name, text in entries("Events of a batch").items():
        for example in examples(text):
            assert any(shape.fits(example) for shape in shapes(EVENTS)[name])


def test_every_error_code_is_described_and_no_other() -> None:
    bases = {errors.RoomError, errors.Waits}
    codes = {kind.code for kind in every(RoomError) if kind not in bases} | {NotFound.code, NotPermitted.code}
    assert cells(section("Error codes")) == codes


def every(base: type[RoomError]) -> Iterator[type[RoomError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from every(kind)


def test_every_close_code_is_described_and_no_other() -> None:
    assert {int(code) for code in cells(section("Close codes"))} == {int(code) for code in CloseCode}


def test_the_addresses_and_their_commands_are_those_of_the_code() -> None:
    from realtime.routing import websocket_urlpatterns

    rows = re.findall(r"^\| `(/ws/[^`]+)` \|[^|]*\| ([^|]*) \|$", TEXT, re.M)
    written = {path: set(re.findall(r"`([\w.]+)`", commands)) for path, commands in rows}
    # The last one answers every address that is none.
    patterns = [str(each.pattern) for each in websocket_urlpatterns[:-1]]
    names = {"<slug:slug>": "{slug}", "<int:source_id>": "{id}"}
    routes = ["/" + re.sub("<[^>]+>", lambda found: names[found[0]], pattern) for pattern in patterns]
    commands = (set(VIEWER_COMMANDS), set(DESK_COMMANDS), {"begin"})
    assert written == dict(zip(routes, commands, strict=True))
