"""Who outlives whom: the lease, the record, the end within 3 s, and nothing left behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from streaming.ffmpeg import executable
from streaming.host import record
from tests.figures import Figure
from tests.streaming.mixer.rig import ROOT, Mixing, card, encoder, slate
from tests.waiting import eventually

Made = Callable[..., Mixing]


def begun(mixer: Mixing, folder: Path) -> list[int]:
    """On air with two sources; the pids of all its children."""
    mixer.want(
        slate=slate(folder),
        order=["red"],
        sources={"red": card("red"), "blue": card("blue")},
        encoder=encoder(folder),
    )
    mixer.until_on_air("red")
    eventually(lambda: mixer.status()["encoder"]["runs"], 10)
    status = mixer.status()
    return [status["encoder"]["runs"][0]["pid"], *(one["pid"] for one in status["sources"].values())]


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if record.start_time(pid) is not None]


def test_asked_to_end_it_ends_everything_within_3_s_and_finishes_the_last_segment(
    mixing: Made, tmp_path: Path, figure: Figure
) -> None:
    mixer = mixing()
    pids = begun(mixer, tmp_path)
    known = record.read(mixer.record)
    assert known is not None
    assert known.alive
    took = mixer.shut_down()
    figure("Mixer, TERM → everything ended", took, "s, at most 3")
    assert took < 3
    assert mixer.process.returncode == 0
    assert not alive(pids)
    assert not mixer.record.exists()
    assert not mixer.control.exists()
    assert (tmp_path / "program.m3u8").read_text().count(".ts") >= 1


def test_killed_it_takes_its_children_along(mixing: Made, tmp_path: Path) -> None:
    mixer = mixing()
    pids = begun(mixer, tmp_path)
    known = record.read(mixer.record)
    mixer.process.send_signal(signal.SIGKILL)
    mixer.process.wait(5)
    eventually(lambda: not alive(pids), 3)
    assert known is not None
    assert not known.alive


def test_without_a_worker_for_the_lease_it_ends_by_itself(mixing: Made, tmp_path: Path) -> None:
    mixer = mixing(lease_s=1.5)
    pids = begun(mixer, tmp_path)
    assert mixer.process.wait(10) == 0
    assert not alive(pids)


def test_a_second_worker_adopts_it_by_record_and_socket_while_the_first_is_silent(
    mixing: Made, tmp_path: Path
) -> None:
    mixer = mixing()
    pids = begun(mixer, tmp_path)
    second = mixer.connect()
    second.write(b'{"op": "watch"}\n{"op": "status"}\n')
    second.flush()
    assert json.loads(second.readline())["ok"]
    found = json.loads(second.readline())
    assert (found["generation"], found["on_air"]) == (1, "red")
    mixer.want(mode="slate")
    told = json.loads(second.readline())["event"]
    assert (told["what"], told["key"], told["why"]) == ("on_air", None, "slate asked for")
    assert alive(pids) == pids


def test_no_second_mixer_runs_under_the_same_record(mixing: Made, tmp_path: Path) -> None:
    mixer = mixing()
    words = ["--control", str(tmp_path / "other.sock"), "--record", str(mixer.record), "--lease", "5"]
    second = subprocess.run(
        [sys.executable, "-m", "streaming.mixer", *words], cwd=ROOT, timeout=20, check=False
    )
    assert second.returncode == 3
    assert mixer.ask(op="heartbeat")["ok"]


@pytest.mark.parametrize(
    "line", [b"\n", b"[]\n", b"{}\n", b'{"op": "no"}\n', b"\xff\xfe\n", b"[" * 5000 + b"\n"]
)
def test_a_malformed_line_is_refused_and_the_next_one_served(line: bytes, mixing: Made) -> None:
    link = mixing().connect()
    link.write(line + b'{"op": "heartbeat", "id": 7}\n')
    link.flush()
    assert json.loads(link.readline()) == {"id": None, "ok": False, "error": "malformed"}
    assert json.loads(link.readline()) == {"id": 7, "ok": True}


def test_a_secret_in_a_sources_words_is_masked(mixing: Made, tmp_path: Path) -> None:
    mixer = mixing()
    argv = [executable(), "-nostdin", "-i", f"{tmp_path}/k3y-of-the-page.ts", "-f", "null", "{video}"]
    mixer.want(sources={"1": {"argv": argv, "mask": ["k3y-of-the-page"]}})
    eventually(lambda: mixer.status()["sources"]["1"]["starts"] >= 2, 10, mixer.status)
    said = json.dumps(mixer.status())
    assert "No such file" in said
    assert "k3y-of-the-page" not in said


def test_a_program_that_is_not_there_is_said_and_stops_nothing(mixing: Made, tmp_path: Path) -> None:
    mixer = mixing()
    mixer.want(sources={"1": {"argv": ["/no/such/ffmpeg", "{video}"]}}, encoder={"argv": ["/no/such", "x"]})
    eventually(lambda: mixer.status()["ticks"]["done"] > 15, 10)
    status = mixer.status()
    assert status["sources"]["1"]["error"]
    assert status["encoder"]["error"]
    assert status["encoder"]["state"] == "waiting"
