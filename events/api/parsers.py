"""JSON with a bound: DRF's own parser reads whatever comes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from events.errors import TooBig


class BoundedJSONParser(JSONParser):
    """Refuses a body over DATA_UPLOAD_MAX_MEMORY_SIZE (bytes) with `too_big`."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Read at most one byte over the bound."""
        limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooBig
        try:
            parsed: dict[str, Any] = super().parse(io.BytesIO(raw), media_type, parser_context)
        except RecursionError:
            raise ParseError from None
        return parsed
