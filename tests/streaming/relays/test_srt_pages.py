"""Pages that take SRT: a real listener gets the program, its secrets go in and never come out."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from events.models import AuditEntry, User
from streaming.argv.relay import Outlet, relay_argv
from streaming.errors import BadPassphrase, TargetRefused
from streaming.faults import relay_fault
from streaming.ffmpeg import executable
from streaming.models import Page, Run, Source
from streaming.services.pagecheck import check_page
from streaming.srt_page import parted
from streaming.worker.gate import Prober
from streaming.worker.plan import Key, What
from tests.desk import free_port
from tests.people import House
from tests.streaming.conftest import MakePage
from tests.streaming.relays.senders import sent
from tests.streaming.stage import Stage, db, frame_times
from tests.waiting import eventually, eventually_async

PHRASE, STREAM = "mat-khau-rat-dai", "publish:xa-mot"
SECRET = f"streamid=publish%3Axa-mot&passphrase={PHRASE}"


@contextmanager
def listener(port: int, file: Path, phrase: str = PHRASE) -> Iterator[subprocess.Popen[bytes]]:
    """Takes one sender and keeps what it sends."""
    read = ["-i", f"srt://127.0.0.1:{port}?mode=listener&passphrase={phrase}"]
    argv = [executable(), "-v", "error", "-nostdin", "-y", *read, "-c", "copy", "-f", "mpegts", str(file)]
    process = subprocess.Popen(argv, stderr=subprocess.DEVNULL)
    try:
        eventually(lambda: _bound(port), within_s=10)
        yield process
    finally:
        process.kill()
        process.wait(5)


def _bound(port: int) -> bool:
    """Whether somebody holds this UDP port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
async def test_a_page_over_srt_gets_the_program_and_is_found_again_when_it_returns(
    stage: Stage, test_card: Source, make_page: MakePage, tmp_path: Path
) -> None:
    port = free_port()
    address = f"srt://127.0.0.1:{port}?streamid={STREAM}&passphrase={PHRASE}&latency=120"
    page = await db(lambda: make_page("Trang SRT", kind="srt", address=address))
    assert page.address == f"srt://127.0.0.1:{port}?latency=120"
    await stage.add(page)
    with listener(port, tmp_path / "one.ts") as there:
        await stage.start(test_card)
        await stage.running(page)
        await stage.until(lambda: stage.relay(page).flowing is True)
        await stage.until(lambda: _size(tmp_path / "one.ts") > 300_000)
        there.kill()
        await stage.until(lambda: stage.relay(page).error_code != "", within_s=25)
    assert (await db(stage.relay, page)).error_code in ("page_closed", "page_unreachable")
    await stage.until(lambda: stage.relay(page).error_code == "page_unreachable", within_s=25)
    with listener(port, tmp_path / "two.ts"):
        await stage.until(lambda: stage.relay(page).flowing is True)
        await stage.until(lambda: _size(tmp_path / "two.ts") > 300_000)
    times = frame_times(tmp_path / "one.ts", "v")
    missing = 1 - len(times) / ((max(times) - min(times)) * 30 + 1)
    assert missing <= 0.001
    runs = await db(lambda: json.dumps(list(Run.objects.values_list("tail", flat=True))))
    assert PHRASE not in runs


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def test_a_wrong_passphrase_and_none_are_classed(tmp_path: Path, video_file: Path) -> None:
    port = free_port()
    with listener(port, tmp_path / "out.ts"):
        wrong = sent(Outlet(f"srt://127.0.0.1:{port}", "passphrase=0123456789"), video_file)
        none = sent(Outlet(f"srt://127.0.0.1:{port}", ""), video_file)
    assert [relay_fault(wrong), relay_fault(none)] == ["page_srt_passphrase"] * 2, wrong.tail
    gone = sent(Outlet(f"srt://127.0.0.1:{port}", SECRET), video_file)
    assert relay_fault(gone) == "page_unreachable", gone.tail


@pytest.mark.django_db
def test_the_check_asks_for_srt_and_sends_no_secret(make_page: MakePage, tmp_path: Path) -> None:
    port = free_port()
    page = make_page("Trang SRT", kind="srt", address=f"srt://127.0.0.1:{port}", stream_key=SECRET)
    assert check_page(page).code == "page_unreachable"
    with listener(port, tmp_path / "out.ts"):
        assert check_page(page).code == "page_ok"


@pytest.mark.django_db
def test_who_answers_but_speaks_no_srt_is_said(make_page: MakePage) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        threading.Thread(target=_echo, args=(other,), daemon=True).start()
        page = make_page("Trang SRT", kind="srt", address=f"srt://127.0.0.1:{other.getsockname()[1]}")
        assert check_page(page).code == "page_not_srt"


def _echo(peer: socket.socket) -> None:
    data, who = peer.recvfrom(1500)
    peer.sendto(data[::-1], who)


async def test_an_srt_server_that_returns_is_seen_by_knocking(tmp_path: Path) -> None:
    prober, key, port = Prober(), Key(What.RELAY, 1, 1), free_port()
    address = f"srt://127.0.0.1:{port}"

    async def answered() -> bool:
        return prober.knock(key, address, time.monotonic())

    assert not await answered()
    with listener(port, tmp_path / "out.ts"):
        await eventually_async(answered, within_s=10)


PARTS = [
    ("srt://a.vn:9000", None, "srt://a.vn:9000", None),
    ("srt://a.vn:9000", "", "srt://a.vn:9000", ""),
    ("srt://a.vn:9000", "xa-mot", "srt://a.vn:9000", "streamid=xa-mot"),
    ("srt://a.vn:9000", SECRET, "srt://a.vn:9000", SECRET),
    (f"srt://a.vn:9000?streamid=a%20b&passphrase={PHRASE}&latency=300", None, "srt://a.vn:9000?latency=300",
     f"streamid=a+b&passphrase={PHRASE}"),
    (f"srt://a.vn:9000?mode=caller&passphrase={PHRASE}", "xa-mot", "srt://a.vn:9000",
     f"passphrase={PHRASE}&streamid=xa-mot"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "key", "bare", "secret"), PARTS)
def test_secrets_leave_the_address(address: str, key: str | None, bare: str, secret: str | None) -> None:
    assert parted(address, key) == (bare, secret)


@pytest.mark.parametrize("query", ["localport=80", "latency=5", "latency=x", "pbkeylen=8", "transtype=file"])
def test_what_an_srt_address_may_not_ask_for(query: str) -> None:
    with pytest.raises(TargetRefused):
        parted(f"srt://a.vn:9000?{query}", None)


def test_a_passphrase_has_its_length() -> None:
    with pytest.raises(BadPassphrase):
        parted("srt://a.vn:9000?passphrase=ngan", None)


def test_the_secrets_are_words_of_their_own() -> None:
    outlet = Outlet("srt://a.vn:9000?latency=300", SECRET)
    argv = relay_argv(Path("program.m3u8"), outlet)
    assert argv[argv.index("-srt_streamid") + 1] == STREAM
    assert argv[argv.index("-passphrase") + 1] == PHRASE
    assert argv[argv.index("-latency") + 1] == "300000"
    assert argv[-1] == "srt://a.vn:9000"
    assert set(outlet.secrets) == {SECRET, STREAM, PHRASE}


@pytest.mark.django_db
def test_over_the_api_its_secrets_go_in_and_never_come_out(house: House, technician: User) -> None:
    api = house.client(technician)
    given = {"unit": house.commune.pk, "name": "Trang SRT", "kind": "srt"}
    address = f"srt://127.0.0.1:9000?streamid={STREAM}&passphrase={PHRASE}"
    made = api.post("/api/v1/pages/", given | {"address": address}, format="json")
    assert made.status_code == 201
    assert (made.json()["address"], made.json()["has_key"]) == ("srt://127.0.0.1:9000", True)
    edited = _edit(api, made.json()["id"], note="gọi anh Ba")
    assert Page.objects.get().key() == f"streamid=publish%3Axa-mot&passphrase={PHRASE}"
    moved = _edit(api, made.json()["id"], address="srt://127.0.0.1:9001")
    assert json.loads(moved)["has_key"] is False  # another server gets no key of this one
    audit = json.dumps(list(AuditEntry.objects.values_list("detail", flat=True)))
    assert not [text for text in (made.content.decode(), edited, moved, audit) if PHRASE in text]


def _edit(api: APIClient, page_id: int, **fields: str) -> str:
    return str(api.patch(f"/api/v1/pages/{page_id}/", fields, format="json").content.decode())


@pytest.mark.django_db
def test_a_backup_takes_the_secrets_of_the_first_and_none_of_its_own(house: House, technician: User) -> None:
    api = house.client(technician)
    given = {"unit": house.commune.pk, "name": "Trang SRT", "kind": "srt", "stream_key": SECRET}
    given |= {"address": "srt://127.0.0.1:9000"}
    backup = f"srt://127.0.0.1:9001?passphrase={PHRASE}"
    refused = api.post("/api/v1/pages/", given | {"address_backup": backup}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (400, "backup_secrets")
    assert list(refused.json()["fields"]) == ["address_backup"]
    assert PHRASE not in refused.content.decode()
    made = api.post("/api/v1/pages/", given | {"address_backup": "srt://127.0.0.1:9001"}, format="json")
    assert made.status_code == 201


@pytest.mark.django_db
def test_srt_and_rtmp_are_not_mixed_up(house: House, technician: User) -> None:
    api = house.client(technician)
    for kind, address in [("rtmp", "srt://127.0.0.1:9000"), ("srt", "rtmp://127.0.0.1/live")]:
        given = {"unit": house.commune.pk, "name": kind, "kind": kind, "address": address}
        refused = api.post("/api/v1/pages/", given, format="json")
        assert (refused.status_code, refused.json()["code"]) == (400, "address_refused")
