"""A network that does not answer, a folder that is ill, rows without end: a step goes on all the same."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from events.models import Ceremony
from streaming import targets
from streaming.folder import LiveFolder
from streaming.models import Run
from streaming.playlist import parse
from streaming.targets import Use
from streaming.worker import runs
from streaming.worker.despite import each
from streaming.worker.gate import Gate, Prober
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from streaming.worker.scene import Scene
from streaming.worker.step import Worker
from streaming.worker.threads import on_disk
from streaming.worker.wanting import program_runs
from streaming.worker.wishes import Wishes, program_key
from tests.streaming.test_units import view

P = program_key(1)


class DeadDNS:
    """Nobody answers until `answer` is set; `asked` counts who tried."""

    def __init__(self) -> None:
        self.answer, self.asked = threading.Event(), 0
        self.begun = threading.Event()

    def getaddrinfo(self, *given: Any, **more: Any) -> Any:
        self.asked += 1
        self.begun.set()
        self.answer.wait(20.0)
        raise socket.gaierror


@pytest.fixture
def dead_dns(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeadDNS]:
    dead = DeadDNS()
    monkeypatch.setattr("streaming.targets.socket.getaddrinfo", dead.getaddrinfo)
    monkeypatch.setattr(targets, "RESOLVE_WITHIN_S", 0.3)
    yield dead
    dead.answer.set()


async def test_names_that_nobody_answers_do_not_hold_up_the_disk(
    dead_dns: DeadDNS, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "RESOLVE_WITHIN_S", 60.0)  # none gives up by itself while the disk is asked
    gate, prober = Gate(), Prober()
    for number in range(40):
        gate.ask(Key(What.RELAY, number, 1), f"rtmp://a{number}.invalid/live", Use.PAGE, 0.0)
        prober.knock(Key(What.RELAY, number, 2), f"rtmp://b{number}.invalid/live", 100.0)
    async with asyncio.timeout(15.0):
        assert await on_disk(lambda: "done") == "done"
        assert await asyncio.to_thread(lambda: "free") == "free"
        assert await asyncio.to_thread(dead_dns.begun.wait, 10.0)  # a busy machine begins them late
    assert not dead_dns.answer.is_set()
    dead_dns.answer.set()
    await gate.settle()
    await asyncio.gather(*prober._tasks.values())


def test_a_name_that_came_too_late_is_not_looked_up_after_all(
    dead_dns: DeadDNS, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "RESOLVE_WITHIN_S", 0.02)
    assert [targets.resolved(f"a{number}.invalid", 1935) for number in range(9)] == [()] * 9
    dead_dns.answer.set()
    targets._resolvers.submit(lambda: None).result(5.0)
    assert dead_dns.asked <= 4


def test_an_ill_folder_is_said_and_stops_no_other(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\nseg-1-0.ts\n"
    paths = [tmp_path / name for name in ("a", "b", "c")]
    for path in paths:
        path.mkdir()
        (path / "program.m3u8").write_text(text)
    (tmp_path / "b" / ".program.m3u8.new").mkdir()  # nothing can be written there
    assert each(paths, LiveFolder.finish) == {tmp_path / "b"}
    assert "live folder b" in caplog.text
    ended = [parse((path / "program.m3u8").read_text()).ended for path in paths]
    assert ended == [True, False, True]


async def test_what_could_not_be_finished_is_tried_again(tmp_path: Path, monkeypatch: Any) -> None:
    worker, told, full = Worker(tmp_path / "run", tmp_path / "live"), [], [True, False]

    def finish(folder: LiveFolder) -> None:
        told.append(folder.path.name)
        if full.pop(0):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(LiveFolder, "finish", finish)
    worker._tidied_at = worker._swept_at = time.monotonic()
    scene = Scene(Wishes({}, {}), closing={P: tmp_path / "live" / "le"})
    await worker._tidy(scene, Memory())
    for _ in range(3):
        await worker._tidy(Scene(Wishes({}, {})), Memory())
    assert told == ["le", "le"]
    await worker.fleet.close()


def test_a_program_that_is_ending_does_not_count_for_the_next_airing() -> None:
    memory, playlist = Memory(), parse("#EXTM3U\n#EXTINF:1.0,\nseg-1-0.ts\n")
    scene = Scene(Wishes({}, {}), playlists={P: playlist})
    memory.unit(P).view = view(P)
    assert program_runs(scene, memory, 1)
    memory.unit(P).view = view(P, stopping=True)
    assert not program_runs(scene, memory, 1)


def test_the_runs_that_run_are_found_without_reading_those_that_ended(ceremony: Ceremony) -> None:
    assert "runs_that_run" in Run.objects.filter(ended_at=None).exclude(pk__in=[1, 2]).explain()


def test_old_runs_are_forgotten_and_those_that_run_never(
    ceremony: Ceremony, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEEP_RUNS", 5)
    now = timezone.now()
    row = Run(broadcast_id=ceremony.pk, what="program", ended_at=now)
    living = Run.objects.create(broadcast_id=ceremony.pk, what="program")
    Run.objects.bulk_create(Run(broadcast_id=ceremony.pk, what="program", ended_at=now) for _ in range(8))
    row.ended_at = now - timedelta(days=31)
    row.save()
    runs.tidy()
    left = list(Run.objects.order_by("pk").values_list("pk", flat=True))
    assert len(left) == 5 + 1
    assert left[0] == living.pk
    assert row.pk not in left
