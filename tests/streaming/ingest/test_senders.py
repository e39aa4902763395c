"""Senders of every kind at the real process: right, wrong, slow, rude, fast."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from tests.figures import Figure
from tests.streaming.ingest.running import KEY, SOURCE, Encoder, Tap, hung_up, key, running
from tests.streaming.ingest.wire import AVC_HEADER, ECHO, HELLO, Talk, flv_tags, frames
from tests.waiting import eventually

START = "NetStream.Publish.Start"


@pytest.mark.parametrize(
    ("word", "window", "status", "code"),
    [
        ("wrong", {}, "NetStream.Publish.BadName", "bad_key"),
        ("", {}, "NetStream.Publish.BadName", "no_key"),
        (KEY, {"opens": time.time() + 1e6}, "NetStream.Publish.Denied", "not_open"),
        (KEY, {"closes": time.time() - 1}, "NetStream.Publish.Denied", "closed"),
    ],
)
def test_a_sender_without_right_is_told_so_and_hung_up_on(
    tmp_path: Path, word: str, window: dict[str, Any], status: str, code: str
) -> None:
    with running(tmp_path, key(**window)) as ingest:
        encoder = Encoder(ingest.port)
        assert encoder.publish(word) == status
        assert encoder.ended()
        assert ingest.refused() == [code]
        assert f"refused {code}" in ingest.log()
        assert "127.0.0.1" in ingest.log()
        assert "wrong" not in ingest.log()
        assert KEY not in ingest.log()


def test_what_is_sent_is_what_a_reader_gets(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        tap, encoder = Tap(ingest.reader_path()), Encoder(ingest.port)
        assert encoder.publish(KEY) == START
        encoder.send(frames(50))
        expected = [message.payload for message in frames(50)]
        got = flv_tags(tap.until(sum(len(body) + 15 for body in expected) + 13))
        assert [tag.body for tag in got if tag.kind != 18] == expected


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        os.urandom(5000),
        HELLO + ECHO + os.urandom(5000),
        HELLO + ECHO + b"\x03\0\0\0\xff\xff\xff\x14\0\0\0\0" + bytes(5000),
        HELLO + ECHO + Talk().connect() + Talk().command("play", 2.0, None, KEY),
        HELLO + ECHO + bytes(100_000),
    ],
)
def test_garbage_is_hung_up_on_and_disturbs_nobody(tmp_path: Path, data: bytes) -> None:
    with running(tmp_path, key()) as ingest:
        encoder = Encoder(ingest.port)
        assert encoder.publish(KEY) == START
        with socket.create_connection(("127.0.0.1", ingest.port), timeout=10) as rude:
            rude.sendall(data)
            assert hung_up(rude)
        encoder.send(frames(10))
        eventually(lambda: ingest.source()["bytes"] > 3000, 5)
        assert "Traceback" not in ingest.log()


def test_a_slow_loris_is_cut_in_the_handshake_and_before_a_key(tmp_path: Path, figure: Figure) -> None:
    with running(tmp_path, key()) as ingest:
        slow = [socket.create_connection(("127.0.0.1", ingest.port), timeout=20) for _ in range(3)]
        eventually(lambda: ingest.ask(op="status")["connections"] == 3, 5)
        began = time.monotonic()
        slow[1].sendall(HELLO[:1])
        slow[2].sendall(HELLO + ECHO + Talk().chunk_size(65536) + b"\x03\0\0\0\0\x20\0\x14\0\0\0\0")

        def left(count: int) -> bool:
            for one in slow[1:]:
                with contextlib.suppress(OSError):
                    one.sendall(b"\x03")
            return bool(ingest.ask(op="status")["connections"] == count)

        eventually(lambda: left(1), 8)
        figure("a slow handshake is cut", time.monotonic() - began, "s, at most 6")
        assert time.monotonic() - began < 6
        eventually(lambda: left(0), 8)
        assert ingest.refused() == ["timeout"] * 3


def test_guessing_keys_is_stopped_at_the_door(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        for _ in range(10):
            encoder = Encoder(ingest.port)
            assert encoder.publish("guess") == "NetStream.Publish.BadName"
            encoder.close()
        assert not Encoder(ingest.port).greeted()
        assert ingest.refused() == ["bad_key"] * 10 + ["paused"]


def test_connections_of_one_address_are_bounded(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        many = [socket.create_connection(("127.0.0.1", ingest.port), timeout=10) for _ in range(40)]
        eventually(lambda: "address_full" in ingest.refused(), 5)
        assert ingest.ask(op="status")["connections"] == 16
        for one in many:
            one.close()
        eventually(lambda: ingest.ask(op="status")["connections"] == 0, 5)


def test_a_second_sender_is_refused_while_the_first_is_heard(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        first, second = Encoder(ingest.port), Encoder(ingest.port)
        assert first.publish(KEY) == START
        sent = 0

        def second_told() -> bool:
            nonlocal sent
            first.send(frames(5, start=sent * 200))
            sent += 1
            return "in_use" in ingest.refused()

        second.talk_only(KEY)
        eventually(second_told, 5)
        assert second.status() == "NetStream.Publish.Denied"
        assert ingest.source()["state"] == "live"


def test_a_second_sender_takes_over_from_a_silent_one_and_the_reader_goes_on(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        tap, first = Tap(ingest.reader_path()), Encoder(ingest.port)
        assert first.publish(KEY) == START
        first.send(frames(25, start=500_000))
        eventually(lambda: ingest.source()["bytes"] > 8000, 5)
        began = time.monotonic()
        second = Encoder(ingest.port)
        assert second.publish(KEY) == START, "it waits for the silence instead of being sent away"
        assert 1.0 < time.monotonic() - began < 4.0
        assert first.status() == "NetStream.Publish.Denied"
        assert first.ended()
        second.send(frames(25))
        size = 2 * sum(len(message.payload) + 15 for message in frames(25)) + 13
        ats = [tag.at for tag in flv_tags(tap.until(size)) if tag.kind == 9 and tag.body != AVC_HEADER]
        assert ats == list(range(0, 50 * 40, 40))
        assert ingest.refused() == ["taken_over"]


def test_a_key_that_is_removed_while_live_ends_its_sender_at_once(tmp_path: Path, figure: Figure) -> None:
    with running(tmp_path, key()) as ingest:
        encoder = Encoder(ingest.port)
        assert encoder.publish(KEY) == START
        encoder.send(frames(10))
        began = time.monotonic()
        ingest.state(key("rotated"))
        assert encoder.status() == "NetStream.Publish.Denied"
        assert encoder.ended()
        figure("a removed key ends its sender", time.monotonic() - began, "s")
        assert ingest.source()["state"] == "idle"
        again = Encoder(ingest.port)
        assert again.publish(KEY) == "NetStream.Publish.BadName"


def test_what_is_not_taken_is_refused_with_its_own_words(tmp_path: Path) -> None:
    with running(tmp_path, key()) as ingest:
        encoder = Encoder(ingest.port)
        assert encoder.publish(KEY) == START
        encoder.send([message._replace(payload=b"\x96hvc1") for message in frames(1)[:1]])
        assert encoder.status() == "NetStream.Publish.Rejected"
        assert ingest.refused() == ["multitrack"]


def test_a_sender_of_50_megabits_is_taken_and_memory_stays_bounded(tmp_path: Path, figure: Figure) -> None:
    with running(tmp_path, key()) as ingest:
        tap, encoder = Tap(ingest.reader_path()), Encoder(ingest.port, size=4096)
        assert encoder.publish(KEY) == START
        sent = frames(125, every=50, body=250_000)  # 5 s of 50 Mb/s
        began, cpu = time.monotonic(), ingest.cpu_s()
        size = sum(len(message.payload) + 15 for message in sent)
        encoder.socket.settimeout(30)
        for at in range(0, len(sent), 20):
            encoder.send(sent[at : at + 20])
            tap.until(sum(len(message.payload) for message in sent[: at + 15]))
        assert len(tap.until(size)) >= size
        figure("5 s of 50 Mb/s went through in", time.monotonic() - began, "s, at most 5")
        figure("CPU of those 5 s, taken at once", (ingest.cpu_s() - cpu) * 1000, "ms")
        figure("memory after it", ingest.rss_mb(), "MB")
        assert time.monotonic() - began < 5
        assert ingest.rss_mb() < 120
        assert ingest.source()["skips"] == 0


def test_a_reader_that_never_reads_holds_up_neither_sender_nor_reader(tmp_path: Path, figure: Figure) -> None:
    with running(tmp_path, key()) as ingest:
        stuck, tap, encoder = Tap(ingest.reader_path()), Tap(ingest.reader_path()), Encoder(ingest.port)
        assert encoder.publish(KEY) == START
        total = 0
        for second in range(40):
            sent = frames(25, start=second * 1000, body=60_000)[2 if second else 0 :]
            encoder.send(sent)
            total += sum(len(message.payload) + 15 for message in sent)
            tap.until(total)
        assert ingest.source()["skips"] >= 1
        assert ingest.source(SOURCE)["state"] == "live"
        figure("memory with a reader that never reads 60 MB", ingest.rss_mb(), "MB")
        assert ingest.rss_mb() < 120
        stuck.close()
