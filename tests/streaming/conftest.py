"""A ceremony with its broadcast, and the people of the commune."""

from __future__ import annotations

import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from events.models import Ceremony, User
from streaming import hosts
from streaming.enums import PageKind, SourceKind
from streaming.models import Page, Source
from streaming.selectors import library_folder
from streaming.services import pages, sources
from streaming.worker.fleet import Fleet
from tests.desk import free_port
from tests.people import House
from tests.streaming.stage import Stage, staged
from tests.streaming.ways.senders import Senders

MakePage = Callable[..., Page]


@pytest.fixture
def technician(house: House) -> User:
    """The commune's."""
    return house.person("technician")


@pytest.fixture
def ceremony(make_ceremony: Callable[..., Ceremony]) -> Ceremony:
    """A published one of the commune's."""
    return make_ceremony()


@pytest.fixture
def test_card(technician: User, ceremony: Ceremony) -> Source:
    """A source that is always there."""
    return sources.add_source(technician, ceremony, kind=SourceKind.TEST_CARD, name="Hình thử")


@pytest.fixture
def library() -> Iterator[Path]:
    """The server's folder of video files, emptied after."""
    folder = library_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make_page(house: House, technician: User) -> MakePage:
    """make_page("A", address="rtmp://…", stream_key="…"): by default a rehearsal page of the commune."""

    def make(name: str = "Trang tập", **given: Any) -> Page:
        kind = given.pop("kind", PageKind.RTMP if "address" in given else PageKind.REHEARSAL)
        return pages.create_page(technician, unit=house.commune, name=name, kind=kind, **given)

    return make


@pytest.fixture
def live_folder(ceremony: Ceremony) -> Iterator[Path]:
    """Where the web serves the ceremony's stream from."""
    folder: Path = settings.ENV.live_dir / ceremony.slug
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
async def stage(ceremony: Ceremony, technician: User, tmp_path: Path) -> AsyncIterator[Stage]:
    """A worker of one's own with its hosts; needs a database that threads can see (transaction=True)."""
    async with staged(ceremony, technician, tmp_path) as made:
        yield made


@pytest.fixture
def run_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    hosts.end_all(tmp_path, 2.0)


@pytest.fixture
async def fleet(run_dir: Path) -> AsyncIterator[Fleet]:
    made = Fleet(run_dir, lambda: None)
    yield made
    await made.close()


@pytest.fixture
def ports(settings: Any) -> None:
    """Nobody else's."""
    srt = free_port(socket.SOCK_DGRAM)
    settings.ENV = replace(settings.ENV, rtmp_port=free_port(), srt_ports=(srt, srt))


@pytest.fixture
def senders() -> Iterator[Senders]:
    """Ended with the test."""
    made = Senders()
    yield made
    made.end()
