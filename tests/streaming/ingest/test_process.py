"""The process as the worker sees it: control, lease, record, sockets."""

from __future__ import annotations

import json
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from streaming.host import record
from tests.streaming.ingest.running import KEY, ROOT, SOURCE, Encoder, Ingest, key, running
from tests.streaming.ingest.wire import frames
from tests.waiting import eventually


def test_its_record_says_who_and_where_and_goes_with_it(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        known = record.read(tmp_path / "c.json")
        assert known is not None
        assert known.alive
        assert known.pid == ingest.process.pid
        assert ingest.record["control"] == str(tmp_path / "c")
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "c", ingest.reader_path())]
        assert modes == [0o600, 0o600]
        assert stat.S_IMODE((tmp_path / "c.json").stat().st_mode) == 0o600
        ingest.ask(op="shutdown")
        assert ingest.process.wait(5) == 0
        assert not list(tmp_path.glob("c*json")) + list(tmp_path.glob("**/*.sock"))


def test_nobody_gets_in_before_the_first_state(tmp_path: Path) -> None:
    ingest = Ingest(tmp_path)
    try:
        ingest.spawn()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", ingest.port))
        ingest.state(key())
        assert Encoder(ingest.port).publish(KEY) == "NetStream.Publish.Start"
    finally:
        ingest.end()


def test_a_second_of_the_same_name_ends_at_once(tmp_path: Path) -> None:
    with running(tmp_path) as ingest:
        argv = [
            sys.executable,
            "-m",
            "streaming.ingest",
            "--control",
            str(tmp_path / "c"),
            "--out",
            str(tmp_path),
        ]
        second = subprocess.run(
            [*argv, "--host", "127.0.0.1", "--port", "0"], cwd=ROOT, timeout=20, check=False
        )
        assert second.returncode == 3
        assert ingest.ask(op="status")["sources"] == {}


def test_a_port_that_is_taken_is_said_with_a_code_of_its_own(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        argv = [
            sys.executable,
            "-m",
            "streaming.ingest",
            "--control",
            str(tmp_path / "c"),
            "--out",
            str(tmp_path),
        ]
        argv += ["--host", "127.0.0.1", "--port", str(taken.getsockname()[1])]
        run = subprocess.run(argv, cwd=ROOT, timeout=20, check=False, stderr=subprocess.PIPE)
        assert run.returncode == 4
        assert b"cannot serve" in run.stderr
        assert b"Traceback" not in run.stderr


def test_it_ends_by_itself_without_a_worker(tmp_path: Path) -> None:
    with running(tmp_path, key(), words=["--lease", "0.6"]) as ingest:
        ingest.leave()
        assert ingest.process.wait(5) == 0
        assert not (tmp_path / "c.json").exists()


def test_a_new_worker_takes_over_with_senders_undisturbed(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        encoder = Encoder(ingest.port)
        assert encoder.publish(KEY) == "NetStream.Publish.Start"
        encoder.send(frames(10))
        ingest.leave()
        eventually(lambda: ingest.source()["bytes"] > 0, 5)
        answer = ingest.ask(op="status")
        assert answer["generation"] == 1
        assert answer["sources"][str(SOURCE)]["state"] == "live"
        assert ingest.ask(op="heartbeat") == {"generation": 1}


def test_an_older_generation_changes_nothing(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        answer = ingest.ask(op="state", generation=0, keys=[])
        assert answer["generation"] == 1
        assert list(answer["sources"]) == [str(SOURCE)]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"7",
        b'{"op": 1}',
        b'{"op":"state"}',
        b'{"op":"state","generation":9,"keys":[{"source":1}]}',
        b'{"op":"state","generation":1e999,"keys":[]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_malformed_command_is_refused_and_changes_nothing(tmp_path: Path, line: bytes) -> None:
    with running(tmp_path, key()) as ingest, socket.socket(socket.AF_UNIX) as worker:
        worker.settimeout(5)
        worker.connect(str(tmp_path / "c"))
        worker.sendall(line + b"\n")
        assert "error" in json.loads(worker.recv(65536))
        assert list(ingest.ask(op="status")["sources"]) == [str(SOURCE)]


def test_a_source_whose_keys_are_gone_takes_its_socket_and_its_readers_with_it(tmp_path: Path) -> None:
    with running(tmp_path, key(), key("other", 13)) as ingest:
        with socket.socket(socket.AF_UNIX) as reader:
            reader.settimeout(5)
            reader.connect(str(ingest.reader_path(13)))
            assert eventually(lambda: ingest.source(13)["readers"] == 1, 5)
            ingest.state(key())
            assert reader.recv(100) == b""
        assert not ingest.reader_path(13).exists()
        assert ingest.reader_path().exists()


def test_status_tells_what_is_sent(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        assert ingest.source()["state"] == "idle"
        encoder = Encoder(ingest.port)
        encoder.publish(KEY)
        encoder.send(frames(60))
        found = eventually(lambda: ingest.source()["bytes"] > 15_000 and ingest.source(), 5)
        assert isinstance(found, dict)
        assert found["state"] == "live"
        assert (found["video"], found["audio"], found["address"]) == ("h264", "aac", "127.0.0.1")
        assert found["keyframe_s"] == 1.0
        assert found["bitrate_kbps"] > 0
        eventually(lambda: ingest.source()["state"] == "silent", 5)
        encoder.close()
        eventually(lambda: ingest.source()["state"] == "idle", 5)
