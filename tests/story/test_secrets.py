"""A whole broadcast with every kind of secret: afterwards none is in what the product wrote or said."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from websockets.sync.client import connect

from tests.browser.encoder import Encoder
from tests.desk import Desk, free_port, running
from tests.permissions.matrix import MATRIX
from tests.servers import NginxRtmp
from tests.streaming.ingest.running import Encoder as Publisher
from tests.streaming.relays.platforms import Manners, platform
from tests.waiting import eventually

pytestmark = [pytest.mark.servers, pytest.mark.timeout(240)]
C = "ceremonies/le-thuong-co/"
B = f"{C}broadcast/"
TAKEN, REFUSED, GONE = "khoa-duoc-nhan-71", "khoa-bi-tu-choi-72", "khoa-khong-ai-nghe-73"
PHRASE, STREAM = "mat-khau-srt-rat-dai-74", "ma-luong-bi-mat-75"
PULLED, WRONG = "mat-khau-may-quay-76", "khoa-go-nham-77"
TOLD = Manners(at_publish=("NetStream.Publish.BadName", f"Stream key {REFUSED} is unknown."))
# Files without which nothing was looked at.
ON_AIR = ("live.log", "hosts/*.log", "hosts/*.json", "*.sqlite3", "*.ts", "program.m3u8", "monitors/*/*")
AFTER = ("live.log", "hosts/*.log", "*.sqlite3", "*.ts", "*.mp4")


@dataclass
class Everything:
    """All secrets, and all that was said."""

    desk: Desk
    secrets: list[str] = field(default_factory=lambda: [TAKEN, REFUSED, GONE, PHRASE, STREAM, PULLED, WRONG])
    said: dict[str, str] = field(default_factory=dict)

    def found_in(self, what: bytes) -> list[str]:
        """The secrets that are in this, as they are or quoted for an address."""
        return [word for word in self.secrets if word.encode() in what or quote(word).encode() in what]

    def ask(self, login: str | None, method: str, path: str, **body: Any) -> httpx.Response:
        """One call; what it answered is kept."""
        answer = self.desk.call(login, method, path, **body)
        kept = f"{dict(answer.headers)} {answer.text}"
        self.said[f"{login} {method} {path} {len(self.said)}"] = kept
        return answer

    def do(self, method: str, path: str, **body: Any) -> Any:
        """The technician's, insisting on success."""
        answer = self.ask("technician", method, path, **body)
        assert answer.is_success, (path, answer.text)
        return answer.json() if answer.content else None

    def source(self, **given: Any) -> dict[str, Any]:
        """Added; its own secret is answered this once."""
        made: dict[str, Any] = self.desk.ok("technician", "POST", f"{B}sources/", **given)
        self.secrets += [made["stream_key"]] if "stream_key" in made else []
        return made


@pytest.fixture
def all_of_it() -> Iterator[Everything]:
    with running("--demo") as desk:
        yield Everything(desk)


def relays(it: Everything) -> dict[str, str]:
    """What the console says of each page: its code, or its state."""
    rows = it.do("GET", B)["relays"]
    return {row["page"]["name"]: (row["last_error"] or {}).get("code") or row["state"] for row in rows}


def add_pages(it: Everything, nginx: NginxRtmp, refusing: str) -> list[int]:
    """Taken, refused aloud, unreachable at both addresses, SRT; and four that are not taken in at all."""
    unit = it.do("GET", "units/")[0]["id"]
    nowhere = [f"rtmp://127.0.0.1:{free_port()}/live" for _ in range(2)]
    srt = f"srt://127.0.0.1:{free_port()}?streamid={STREAM}&passphrase={PHRASE}"
    pages = [
        {"name": "Nhận", "kind": "rtmp", "address": nginx.address, "stream_key": TAKEN},
        {"name": "Từ chối", "kind": "rtmp", "address": refusing, "stream_key": REFUSED},
        {
            "name": "Mất",
            "kind": "rtmp",
            "address": nowhere[0],
            "stream_key": GONE,
            "address_backup": nowhere[1],
        },
        {"name": "SRT", "kind": "srt", "address": srt},
    ]
    ids = [int(it.do("POST", "pages/", unit=unit, **page)["id"]) for page in pages]
    for page in (
        {**pages[0], "name": "Trùng"},
        {**pages[0], "name": "Lạ", "address": f"http://127.0.0.1/{TAKEN}"},
        {**pages[3], "name": "Ngắn", "address": f"{srt}&pbkeylen=7"},
        {**pages[0], "name": "Sai", "unit": TAKEN},
    ):
        assert it.ask("technician", "POST", "pages/", **{"unit": unit, **page}).status_code in (400, 409)
    for number in ids:
        it.do("POST", f"{B}relays/{number}/start/")
        it.do("POST", f"pages/{number}/check/")
    return ids


def add_sources(it: Everything) -> tuple[list[int], Encoder]:
    """A sender over RTMP, an SRT listener that nobody comes to, a camera that is not there."""
    rtmp = it.source(kind="rtmp", name="Máy gửi")
    srt = it.source(kind="srt", name="Bộ mã hoá")
    address = f"rtsp://admin:{PULLED}@127.0.0.1:{free_port()}/live"
    pulled = it.source(kind="url", name="Máy quay", url=address)
    it.do("PUT", f"{B}sources/order/", sources=[rtmp["id"], srt["id"], pulled["id"]])
    port = urlsplit(rtmp["link"]).port or 0
    eventually(lambda: _refused(port), within_s=10)
    return [rtmp["id"], srt["id"], pulled["id"]], Encoder(port, rtmp["stream_key"])


def _refused(port: int) -> bool:
    try:
        return Publisher(port).publish(WRONG) != "NetStream.Publish.Start"
    except OSError:
        return False


def look_at_every_address(it: Everything, pages: list[int], sources: list[int]) -> None:
    """As a technician: others are answered less."""
    ids: dict[str, list[Any]] = {"page_id": pages, "source_id": sources, "slug": ["le-thuong-co"]}
    ids |= {
        "unit_id": [1],
        "comment_id": [1],
        "alert_id": [1],
        "case_id": [1],
        "code": ["KN-2222-2222"],
        "sanction_id": [1],
        "entry_id": [1],
        "name": ["index.m3u8"],
    }
    ids |= {"sanction_id": [1], "entry_id": [1]}
    ids["rehearsal_id"] = [each["id"] for each in it.do("GET", f"{B}rehearsals/")["rehearsals"]]
    for method, route in MATRIX:
        path = route.removeprefix("api/v1/")
        if method != "GET" or not route.startswith("api/v1/"):
            continue
        for number in range(max(len(ids[word]) for word in re.findall(r"<\w+:(\w+)>", route) or ["slug"])):
            filled = re.sub(r"<\w+:(\w+)>", partial(_nth, ids, number), path)
            it.ask("technician", "GET", filled)
    for path in ("metrics", "readyz", "healthz", "", "studio/"):
        it.said[path] = httpx.get(f"{it.desk.base}/{path}").text


def _nth(ids: dict[str, list[Any]], number: int, found: re.Match[str]) -> str:
    return str(ids[found[1]][number % len(ids[found[1]])])


def hear_the_desk(it: Everything) -> None:
    """Its snapshot, and the frames of two seconds."""
    headers = {"Authorization": f"Token {it.desk.token('technician')}"}
    with connect(f"{it.desk.base.replace('http', 'ws')}/ws/{C}desk/", additional_headers=headers) as socket:
        frames = [str(socket.recv(10)) for _ in range(6)]
    assert json.loads(frames[0])["broadcast"]["relays"]
    it.said["desk"] = "".join(frames)


def rehearse(it: Everything) -> None:
    """On pages of our own; the start of the ceremony ends it."""
    it.do("POST", f"{B}rehearsals/", length_s=60, faults=["refuse_key"])
    eventually(lambda: it.do("GET", f"{B}rehearsals/")["rehearsals"][0]["on_air_at"], 20)


def titles(it: Everything) -> list[str]:
    """The command lines that hold a secret; ffmpeg's are its own, and are spoken of in docs/operations.md."""
    lines = it.desk.pids().values()
    ours = [line for line in lines if "ffmpeg" not in line.split()[0]]
    assert len(ours) >= 5, ours
    assert any(TAKEN in line for line in set(lines) - set(ours))  # so it would be found
    return [line for line in ours if it.found_in(line.encode())]


def files(it: Everything, *kinds: str) -> dict[str, list[str]]:
    """Of all files of the data folder those that hold a secret."""
    paths = [path for path in it.desk.data.rglob("*") if path.is_file()]
    for kind in kinds:
        assert any(path.match(kind) for path in paths), (kind, paths)
    return {str(path): found for path in paths if (found := it.found_in(_content(path)))}


def _content(path: Path) -> bytes:
    """Nothing of one that has been deleted meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_no_secret_is_in_a_log_an_answer_an_error_a_file_or_a_title_of_ours(
    all_of_it: Everything, nginx_rtmp: NginxRtmp
) -> None:
    it = all_of_it
    with platform(TOLD) as refusing:
        sources, encoder = add_sources(it)
        pages = add_pages(it, nginx_rtmp, refusing.address)
        encoder.begin()
        try:
            it.do("POST", f"{B}readiness/")
            rehearse(it)
            it.do("POST", f"{B}start/")
            wanted = {"Từ chối": "page_refused_key", "Mất": "page_unreachable", "SRT": "page_unreachable"}
            eventually(lambda: wanted.items() <= relays(it).items(), 30, told=lambda: relays(it))
            eventually(lambda: nginx_rtmp.bytes_in(TAKEN) > 300_000, 20)
            assert titles(it) == []
            for pid in it.desk.pids("manage.py", "worker"):
                os.kill(pid, signal.SIGKILL)
            nginx_rtmp.kill()
            eventually(lambda: relays(it)["Nhận"].startswith("page_"), 20, told=lambda: relays(it))
            hear_the_desk(it)
            look_at_every_address(it, pages, sources)
            assert files(it, *ON_AIR) == {}
            it.do("POST", f"{B}stop/")
            eventually(lambda: it.do("GET", f"{C}recording/")["state"] == "ready", 30)
        finally:
            encoder.end()
    look_at_every_address(it, pages[:1], sources[:1])
    told = it.ask("technician", "GET", f"{C}incidents.csv").content.decode()
    assert "Từ chối" in told
    assert {at: found for at, text in it.said.items() if (found := it.found_in(text.encode()))} == {}
    assert files(it, *AFTER) == {}
