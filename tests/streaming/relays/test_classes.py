"""Every class of fault, from what a real ffmpeg says to real sockets, and what is done about it."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.tls import certificate_for
from streaming.argv.relay import Outlet
from streaming.faults import Ending, relay_fault
from streaming.policies import POLICIES, policy_of
from streaming.worker.ends import PROVEN_AFTER_S, Moment, fold
from streaming.worker.memory import Memory
from streaming.worker.plan import Key, What
from tests.servers import NginxRtmp
from tests.streaming.relays.platforms import Manners, platform
from tests.streaming.relays.senders import sent
from tests.streaming.test_units import ended, report, view

R = Key(What.RELAY, 7, 1)
WALL = datetime(2027, 4, 16, tzinfo=UTC)
SAID = [
    ("page_refused_key", Manners(at_publish=("NetStream.Publish.BadName", "The stream key is not known."))),
    ("page_refused_key", Manners(at_publish=("NetStream.Publish.Denied", "Access denied"))),
    ("page_refused_key", Manners(at_connect=("NetConnection.Connect.Rejected", "[ code=403 need auth ]"))),
    ("page_refused_settings", Manners(at_publish=("NetStream.Publish.Rejected", "Unsupported video codec"))),
    ("page_refused_settings", Manners(later=("NetStream.Publish.Rejected", "Video bitrate is too high"))),
    ("page_refused", Manners(at_connect=("NetConnection.Connect.InvalidApp", "No such application"))),
    ("page_refused", Manners(at_publish=("NetStream.Publish.BadConnection", "Already publishing"))),
    ("page_time_limit", Manners(later=("NetStream.Publish.Failed", "Maximum duration reached"))),
    ("page_refused_key", Manners(closes=True)),
    ("page_closed", Manners(closes=True, after_s=4.0)),
]


@pytest.mark.parametrize(("code", "manners"), SAID, ids=[f"{code}-{at}" for at, (code, _) in enumerate(SAID)])
def test_what_a_platform_says_is_classed(code: str, manners: Manners, video_file: Path) -> None:
    with platform(manners) as there:
        end = sent(Outlet(there.address, "khoa"), video_file)
    assert (end.asked, relay_fault(end)) == ("", code), end.tail


@pytest.mark.parametrize(
    ("code", "manners"),
    [
        ("page_refused_key", Manners(closes=True)),
        ("page_closed", Manners(closes=True, after_s=4.0)),
        ("page_time_limit", Manners(later=("NetStream.Publish.Failed", "Maximum duration reached"))),
    ],
)
def test_over_tls_a_close_is_a_close(
    code: str, manners: Manners, video_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cert, secret = certificate_for(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))  # the relay verifies
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, secret)
    with platform(manners, context) as there:
        end = sent(Outlet(there.address, "khoa"), video_file)
    assert (end.asked, relay_fault(end)) == ("", code), end.tail


@pytest.mark.servers
def test_a_real_nginx_that_denies_the_publish_is_a_refused_key(
    nginx_rtmp: NginxRtmp, video_file: Path
) -> None:
    end = sent(Outlet(nginx_rtmp.closed, "khoa"), video_file)
    assert relay_fault(end) == "page_refused_key", end.tail


def test_a_port_that_speaks_no_tls_and_one_that_nobody_holds(video_file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        threading.Thread(target=_hang_up, args=(door,), daemon=True).start()
        end = sent(Outlet(f"rtmps://127.0.0.1:{port}/live", "khoa"), video_file)
        assert relay_fault(end) == "page_tls_failed", end.tail
    end = sent(Outlet(f"rtmp://127.0.0.1:{port}/live", "khoa"), video_file)
    assert relay_fault(end) == "page_unreachable", end.tail


def test_a_name_that_is_none(video_file: Path) -> None:
    end = sent(Outlet("rtmp://khong-co.invalid/live", "khoa"), video_file)
    assert relay_fault(end) == "page_name_not_found", end.tail


def _hang_up(door: socket.socket) -> None:
    peer, _ = door.accept()
    with peer:
        peer.recv(100)
        peer.sendall(b"this is no TLS at all\r\n")


def test_a_refused_key_is_tried_three_times_far_apart_and_then_a_person_is_asked() -> None:
    unit, at = Memory().unit(R), 1000.0
    unit.wish("key:1")
    waits = []
    while unit.given_up is None:
        unit.failed("page_refused_key", at, WALL, 0.5)
        waits.append(unit.not_before - at)
        at = unit.not_before
    assert waits[:2] == [15.0, 60.0]
    assert (len(waits), unit.next_try_at) == (3, None)
    unit.wish("another key:1")
    assert not unit.given_up
    assert (unit.not_before, unit.in_a_row) == (0.0, 0)


def test_a_page_that_flaps_is_not_given_up_for_one_refusal() -> None:
    unit = Memory().unit(R)
    for code in ("page_closed", "page_closed", "page_refused_key", "page_closed", "page_refused_key"):
        unit.failed(code, 1000.0, WALL, 0.5)
    assert unit.given_up is None
    assert unit.not_before == 1015.0


def test_what_patience_heals_is_never_given_up() -> None:
    unit = Memory().unit(R)
    patient = [code for code, policy in POLICIES.items() if not policy.tries]
    for code in patient:
        for _ in range(100):
            unit.failed(code, 1000.0, WALL, 0.5)
        assert unit.given_up is None
        assert unit.not_before - 1000.0 == policy_of(code).last_s


def told(memory: Memory, after_h: float, code: int = 224, run: int = 1) -> str:
    """The class of a close at that hour."""
    at = Moment(1000.0, WALL + timedelta(hours=after_h))
    fold(memory, {R: view(run=run, **ended(code, "", 1.0, "Broken pipe"))}, at)
    return memory.unit(R).error_code


def test_a_close_at_once_is_no_wrong_key_where_the_page_had_taken_it_before() -> None:
    memory = Memory()
    assert told(memory, 0) == "page_refused_key"
    fold(memory, {R: view(run=2, age_s=PROVEN_AFTER_S)}, Moment(1000.0, WALL))
    assert told(memory, 0.1, run=3) == "page_closed"


def test_a_key_is_not_proven_by_the_first_packets_or_by_none() -> None:
    memory = Memory()
    fold(memory, {R: view(run=1, age_s=PROVEN_AFTER_S - 0.1)}, Moment(1000.0, WALL))
    fold(memory, {R: view(run=1, progress=report(kbps=0.0))}, Moment(1000.0, WALL))
    assert memory.unit(R).first_at is None


def test_facebook_ends_after_eight_hours_and_a_person_is_asked() -> None:
    for limit_s, hours, code in [
        (8 * 3600.0, 7.0, "page_closed"),
        (8 * 3600.0, 7.95, "page_time_limit"),
        (0.0, 30.0, "page_closed"),
    ]:
        memory = Memory()
        unit = memory.unit(R)
        unit.limit_s, unit.marker = limit_s, "key:1"
        fold(memory, {R: view(run=1, age_s=PROVEN_AFTER_S)}, Moment(1000.0, WALL))
        assert told(memory, hours, run=2) == code
        assert (unit.given_up is not None) is (code == "page_time_limit")


def test_a_new_key_starts_the_platforms_clock_anew() -> None:
    memory = Memory()
    unit = memory.unit(R)
    unit.wish("key:1")
    fold(memory, {R: view(run=1, age_s=PROVEN_AFTER_S)}, Moment(1000.0, WALL))
    assert unit.first_at == WALL
    unit.wish("new key:1")
    assert unit.first_at is None


def test_the_tail_decides_before_the_exit_code() -> None:
    assert (
        relay_fault(Ending(0, "", 9.0, ("[rtmp @ 0x1] Server error: Access denied",))) == "page_refused_key"
    )
