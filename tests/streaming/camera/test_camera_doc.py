"""docs/protocol.md says of the camera's socket what the code says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

from streaming.camera import errors
from streaming.camera.errors import CameraClose, CameraError
from streaming.camera.frames import CONTAINERS, ServerFrame, parse_begin

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "protocol.md").read_text()
TEXT = PAGE.split("\n## The camera\n", 1)[1]
ROWS = [line.strip("| ").split(" | ") for line in TEXT.splitlines() if line.startswith("| ")]


def test_every_frame_is_described_with_its_fields() -> None:
    described = {row[0].strip("`"): row[1] for row in ROWS if row[0].startswith("`")}
    shapes = {shape.__name__.lower(): shape.__annotations__ for shape in get_args(ServerFrame)}
    shapes["error"] = shapes.pop("refusal")
    assert set(described) == set(shapes)
    for name, fields in shapes.items():
        assert set(re.findall(r"`(\w+)`", described[name])) == set(fields) - {"type"}, name


def test_every_error_stands_in_the_row_of_its_close_code() -> None:
    known = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CameraError)
    ]
    raised = {(int(kind.close), kind.code) for kind in known if kind is not CameraError}
    rows = [row for row in ROWS if row[0][0].isdigit()]
    written = {(int(row[0]), code) for row in rows for code in re.findall(r"`(\w+)`", row[1])}
    assert written == raised
    assert {close for close, _ in raised} == {int(code) for code in CameraClose}


def test_the_example_is_understood() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.S)
    assert parse_begin(json.dumps(json.loads(example))).container in CONTAINERS
