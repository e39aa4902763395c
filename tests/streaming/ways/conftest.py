"""A stage whose ingest and SRT ports are its own, and senders that are ended with the test."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from events.models import Ceremony, User
from tests.desk import free_port
from tests.streaming.stage import Stage, staged
from tests.streaming.ways.senders import Senders


@pytest.fixture
def ports(settings: Any) -> None:
    """Nobody else's."""
    srt = free_port(socket.SOCK_DGRAM)
    settings.ENV = replace(settings.ENV, rtmp_port=free_port(), srt_ports=(srt, srt))


@pytest.fixture
async def stage(ports: None, ceremony: Ceremony, technician: User, tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(ceremony, technician, tmp_path) as made:
        yield made


@pytest.fixture
def senders() -> Iterator[Senders]:
    made = Senders()
    yield made
    made.end()
