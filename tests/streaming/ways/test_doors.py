"""The doors of this machine: RTMPS with a certificate, other ports after a restart, two ceremonies."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.env import BadEnvironment, read_env
from config.tls import certificate_for
from events.keyring import open_sealed
from events.models import Ceremony
from streaming import bodies
from streaming.enums import SourceKind
from streaming.models import ProgramState
from streaming.services import broadcasts, sources
from tests.desk import free_port
from tests.streaming.stage import Stage, db, staged
from tests.streaming.ways.senders import Senders, pushed, rtmp_address, seen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def record(stage: Stage) -> dict[str, Any]:
    """Who listens, and where."""
    found: dict[str, Any] = json.loads((stage.folder / "run" / "hosts" / "ingest.json").read_text())
    return found


def lets_in(stage: Stage, source: int) -> bool:
    """Whether the ingest knows this one's key."""
    return str(source) in (stage.worker.ingest.told.get("sources") or {})


async def test_a_certificate_opens_a_door_for_rtmps_and_other_ports_another_ingest(
    stage: Stage, senders: Senders, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = await db(pushed, stage)
    await stage.until(lambda: lets_in(stage, source.pk))
    first = record(stage)
    cert, key = certificate_for(tmp_path / "tls", "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))  # the sender verifies
    files = {"tls_cert": str(cert), "tls_key": str(key)}
    settings.ENV = replace(settings.ENV, rtmp_port=free_port(), rtmps_port=free_port(), **files)
    await stage.worker.fleet.close()
    stage.worker = stage.new_worker()
    await stage.until(lambda: lets_in(stage, source.pk) and record(stage)["tls_port"])
    assert record(stage)["pid"] != first["pid"]
    address = (await db(bodies.source, source))["address"]
    assert address == f"rtmps://127.0.0.1:{settings.ENV.rtmps_port}/live"
    senders.ffmpeg(f"{address}/{open_sealed(source.key_sealed)}")
    await stage.until(lambda: seen(source) == ("live", ""))


async def test_a_certificate_that_cannot_be_used_is_said_at_the_sources(
    ports: None, settings: Any, ceremony: Ceremony, technician: Any, tmp_path: Path
) -> None:
    files = {"tls_cert": str(tmp_path / "none.crt"), "tls_key": str(tmp_path / "none.key")}
    settings.ENV = replace(settings.ENV, rtmps_port=free_port(), **files)
    async with staged(ceremony, technician, tmp_path) as stage:
        source = await db(pushed, stage)
        await stage.until(lambda: seen(source) == ("failed", "ingest_bad_certificate"))


def test_a_port_for_rtmps_needs_a_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NHIPCAU_RTMPS_PORT", "1936")
    with pytest.raises(BadEnvironment, match="NHIPCAU_TLS_CERT"):
        read_env()


@pytest.mark.long
async def test_two_ceremonies_have_a_sender_each(
    stage: Stage, senders: Senders, make_ceremony: Callable[..., Ceremony]
) -> None:
    other = await db(make_ceremony, title="Lễ dâng hương")
    first = await db(pushed, stage)
    second = await db(sources.add_source, stage.technician, other, kind=SourceKind.RTMP, name="Máy gửi")
    await stage.start(first)
    await db(broadcasts.start, stage.technician, other, second)
    await stage.until(lambda: lets_in(stage, first.pk) and lets_in(stage, second.pk))
    for source in (first, second):
        senders.ffmpeg(await db(rtmp_address, source))

    def on_air() -> list[int | None]:
        return [ProgramState.objects.get(pk=it.pk).showing_source for it in (stage.ceremony, other)]

    await stage.until(lambda: ProgramState.objects.count() == 2 and on_air() == [first.pk, second.pk])
    senders.processes[0].kill()
    await stage.until(lambda: ProgramState.objects.get(pk=stage.ceremony.pk).showing == "slate")
    assert await db(on_air) == [None, second.pk]
    assert await db(seen, second) == ("live", "")
