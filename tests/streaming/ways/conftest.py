"""A stage whose ingest and SRT ports are its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from events.models import Ceremony, User
from tests.streaming.stage import Stage, staged


@pytest.fixture
async def stage(ports: None, ceremony: Ceremony, technician: User, tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(ceremony, technician, tmp_path) as made:
        yield made
