"""A weak network: the buffer that a technician chooses for a source, and what it is worth."""

from __future__ import annotations

import signal
import subprocess
import time

import numpy as np
import pytest
from rest_framework.test import APIClient

from events.models import Ceremony, User
from streaming.enums import SourceKind
from streaming.ffmpeg import executable
from streaming.playlist import END
from streaming.services import sources
from tests.figures import Figure
from tests.people import House
from tests.streaming.stage import Stage, db
from tests.streaming.ways.senders import SMALL, Senders, pushed, rtmp_address
from tests.waiting import eventually_async

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
HICCUP_S = 0.6
SAME = 1.0  # mean difference of two pictures of which the second repeats the first


def repeated(stage: Stage, last_s: float) -> tuple[int, int]:
    """(pictures that show nothing new, all pictures) of the last seconds that the public has."""
    listed = stage.live.path / "looked-at.m3u8"
    listed.write_text((stage.live.path / "program.m3u8").read_text() + f"{END}\n")
    argv = [executable(), "-v", "error", "-i", str(listed), "-vf", f"scale={SMALL[0]}:{SMALL[1]}"]
    argv += ["-f", "rawvideo", "-pix_fmt", "gray", "-"]
    raw = subprocess.run(argv, capture_output=True, check=True, timeout=60).stdout
    listed.unlink()
    pictures = np.frombuffer(raw, np.uint8).reshape(-1, SMALL[1] * SMALL[0])[-int(last_s * 30) :]
    apart = np.abs(np.diff(pictures.astype(np.int16), axis=0)).mean(axis=1)
    return int((apart < SAME).sum()), len(apart)


async def passed(moment: float) -> None:
    """Until then."""

    async def now() -> bool:
        return time.monotonic() >= moment

    await eventually_async(now, 5)


async def stumbles(stage: Stage, senders: Senders, times: int, every_s: float) -> None:
    """The sender says nothing for 600 ms, again and again."""
    for _ in range(times):
        began = time.monotonic()
        senders.processes[-1].send_signal(signal.SIGSTOP)
        await passed(began + HICCUP_S)  # a step of the worker would make it longer
        senders.processes[-1].send_signal(signal.SIGCONT)
        await stage.steps(every_s - (time.monotonic() - began))


@pytest.mark.parametrize(
    ("times", "every_s"), [(2, 3.0), pytest.param(5, 5.0, marks=pytest.mark.long)], ids=["short", "long"]
)
async def test_hiccups_of_600_ms_freeze_nothing_with_a_second_of_buffer_chosen_on_air(
    stage: Stage, senders: Senders, figure: Figure, times: int, every_s: float
) -> None:
    source = await db(pushed, stage)
    await stage.start(source)
    await stage.until(lambda: str(source.pk) in (stage.worker.ingest.told.get("sources") or {}))
    senders.ffmpeg(await db(rtmp_address, source))
    await stage.until(lambda: stage.program().showing_source == source.pk)
    await db(sources.edit_source, stage.technician, source, buffer_ms=1000)
    await stage.until(lambda: 900 <= report(stage, source.pk)["level_ms"] <= 1300)
    assert stage.showing() == str(source.pk)  # a larger buffer needs no slate
    await stage.steps(2.5)
    before, dropped = report(stage, source.pk), stage.report()["encoder"]["dropped"]
    await stumbles(stage, senders, times, every_s)
    after = report(stage, source.pk)
    assert after["starts"] == before["starts"] == 1
    assert after["starved_ticks"] == before["starved_ticks"]
    frozen, of = repeated(stage, times * every_s)
    slow = stage.report()["encoder"]["dropped"] - dropped  # a busy machine's encoder, no matter of the buffer
    figure(
        "RTMP, pictures frozen by 600 ms hiccups at 1 s of buffer", frozen, f"of {of}, {slow} by the encoder"
    )
    assert frozen - slow <= 1 + of // 100
    await db(sources.edit_source, stage.technician, source, buffer_ms=150)
    await stage.until(lambda: report(stage, source.pk)["level_ms"] < 600)


def report(stage: Stage, source: int) -> dict[str, int]:
    """What the mixer says of it."""
    found: dict[str, int] = stage.report()["sources"][str(source)]
    return found


@pytest.mark.parametrize(
    ("kind", "usual"), [(SourceKind.RTMP, 150), (SourceKind.SRT, 150), (SourceKind.CAMERA, 1000)]
)
def test_the_buffer_is_as_usual_for_its_kind_until_a_technician_chooses(
    house: House, technician: User, ceremony: Ceremony, kind: SourceKind, usual: int
) -> None:
    api: APIClient = house.client(technician)
    url = f"/api/v1/ceremonies/{ceremony.slug}/broadcast/sources/"
    made = api.post(url, {"kind": kind, "name": "Máy gửi"}, format="json").json()
    assert made["buffer_ms"] == usual
    one = f"{url}{made['id']}/"
    assert api.patch(one, {"buffer_ms": 1000}, format="json").json()["buffer_ms"] == 1000
    assert api.patch(one, {"name": "Tên khác"}, format="json").json()["buffer_ms"] == 1000
    assert api.patch(one, {"buffer_ms": None}, format="json").json()["buffer_ms"] == usual
    assert api.patch(one, {"buffer_ms": 60_000}, format="json").status_code == 400


def test_what_is_no_network_has_no_buffer_to_choose(
    house: House, technician: User, ceremony: Ceremony
) -> None:
    url = f"/api/v1/ceremonies/{ceremony.slug}/broadcast/sources/"
    made = house.client(technician).post(url, {"kind": "test_card", "name": "Hình thử"}, format="json")
    assert made.json()["buffer_ms"] is None
