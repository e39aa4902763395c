"""The OpenAPI schema is what the screens are built from, so the committed copy must be the code's."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management import call_command

COPY = Path(__file__).resolve().parents[2] / "frontend" / "openapi.json"


def test_the_committed_schema_is_the_codes_own(tmp_path: Path) -> None:
    made = tmp_path / "openapi.json"
    call_command("spectacular", format="openapi-json", file=str(made), validate=True, fail_on_warn=True)
    assert json.loads(made.read_text()) == json.loads(COPY.read_text()), (
        "run: .venv/bin/python manage.py spectacular --format openapi-json --file frontend/openapi.json"
    )
