"""Sources: a file is a video or is refused, a path stays in its folder, an address passes the gate."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from events.models import AuditEntry, Ceremony, User
from streaming.models import Source
from streaming.probe import probe_video
from streaming.services import broadcasts
from tests.people import House
from tests.servers import make_video

PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile '/etc/passwd'\n"


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


@pytest.fixture
def url(ceremony: Ceremony) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/broadcast/sources/"


def uploads() -> list[Path]:
    return [path for path in (Path(settings.MEDIA_ROOT) / "sources").rglob("*") if path.is_file()]


def upload(api: APIClient, url: str, raw: bytes, name: str = "phim.mp4") -> Any:
    given = {"kind": "file", "name": "Phim", "loop": "false", "file": SimpleUploadedFile(name, raw)}
    return api.post(url, given, format="multipart")


def test_an_uploaded_video_is_measured_and_kept(
    api: APIClient, url: str, video_file: Path, ceremony: Ceremony
) -> None:
    answer = upload(api, url, video_file.read_bytes(), "../../Phim của tôi.MP4")
    assert answer.status_code == 201, answer.content
    body = answer.json()
    assert (body["duration_s"], body["loop"], body["path"], body["problem"]) == (6.0, False, None, None)
    source = Source.objects.get()
    assert source.has_audio
    kept = Path(settings.MEDIA_ROOT) / source.path
    assert kept.parent == Path(settings.MEDIA_ROOT) / "sources" / str(ceremony.pk)
    assert kept.suffix == ".mp4"
    assert api.delete(f"{url}{source.pk}/").status_code == 204


def test_a_large_upload_is_moved_and_not_copied(
    technician: User, ceremony: Ceremony, video_file: Path
) -> None:
    from streaming.services import sources

    spooled = TemporaryUploadedFile("phim.mp4", "video/mp4", 0, None)
    spooled.write(video_file.read_bytes())
    spooled.flush()
    inode = Path(spooled.temporary_file_path()).stat().st_ino
    source = sources.add_source(technician, ceremony, kind="file", name="Phim", upload=spooled)
    assert (Path(settings.MEDIA_ROOT) / source.path).stat().st_ino == inode
    spooled.close()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "a.mp4"),
        (b"khong phai video" * 100, "a.mp4"),
        (PLAYLIST, "a.m3u8"),
        (PLAYLIST, "a.mp4"),
        (CONCAT, "a.ts"),
    ],
)
def test_a_file_that_is_no_video_is_refused_and_not_kept(
    raw: bytes, name: str, api: APIClient, url: str
) -> None:
    before = uploads()
    answer = upload(api, url, raw, name)
    assert answer.status_code == 400
    assert answer.json()["code"] in ("not_a_video", "invalid")
    assert list(answer.json()["fields"]) == ["file"]
    assert uploads() == before
    assert not Source.objects.exists()


def test_sound_alone_is_no_video_and_a_picture_alone_is_one(
    api: APIClient, url: str, library: Path, tmp_path: Path
) -> None:
    make_video(library / "cam.mp4", "-an", seconds=1)
    make_video(library / "tieng.mp4", "-vn", seconds=1)
    given = {"kind": "file", "name": "Phim"}
    silent = api.post(url, given | {"path": "library/cam.mp4"}, format="json")
    assert silent.status_code == 201
    assert not Source.objects.get().has_audio
    assert api.post(url, given | {"path": "tieng.mp4"}, format="json").json()["code"] == "not_a_video"


def test_a_file_whose_name_is_no_utf_8_is_left_out_of_the_library(api: APIClient, library: Path) -> None:
    for name in (b"phim-\xe9.mp4", "lễ.mp4".encode()):
        (library / os.fsdecode(name)).write_bytes(b"x")
    answer = api.get("/api/v1/library/")
    assert [file["path"] for file in answer.json()] == ["library/lễ.mp4"]


def test_a_ceremony_has_a_bounded_number_of_sources(
    api: APIClient, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.services.sources.MAX_SOURCES", 2)
    given = {"kind": "test_card", "name": "x"}
    answers = [api.post(url, given, format="json") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[2].json()["code"] == "too_many_sources"


def test_a_source_that_came_meanwhile_is_counted_under_the_lock_and_the_upload_is_not_kept(
    api: APIClient, url: str, ceremony: Ceremony, video_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.services.sources.MAX_SOURCES", 1)

    def probe(file: Path) -> Any:
        Source.objects.create(ceremony=ceremony, kind="test_card", name="nhanh hơn")
        return probe_video(file)

    monkeypatch.setattr("streaming.services.files.probe_video", probe)
    before = uploads()
    with CaptureQueriesContext(connection) as asked:
        answer = upload(api, url, video_file.read_bytes())
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_sources")
    assert uploads() == before
    told = [query["sql"] for query in asked]
    counted = max(at for at, sql in enumerate(told) if "COUNT(" in sql and "streaming_source" in sql)
    assert 'FROM "events_ceremony"' in told[counted - 1]  # the row that locks


def test_the_library_lists_what_may_be_chosen(
    api: APIClient, url: str, library: Path, video_file: Path
) -> None:
    (library / "le").mkdir()
    (library / "le" / "phim.mp4").write_bytes(video_file.read_bytes())
    (library / "ra-ngoai.mp4").symlink_to("/etc/passwd")
    (found,) = api.get("/api/v1/library/").json()
    assert (found["path"], found["size"]) == ("library/le/phim.mp4", video_file.stat().st_size)
    chosen = api.post(url, {"kind": "file", "name": "Phim", "path": found["path"]}, format="json")
    assert (chosen.status_code, chosen.json()["path"]) == (201, "library/le/phim.mp4")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "library/",
        "..",
        "../keyring",
        "library/../../keyring",
        "/etc/passwd",
        "ra-ngoai.mp4",
        "khong-co.mp4",
    ],
)
def test_a_path_outside_the_library_is_nothing(path: str, api: APIClient, url: str, library: Path) -> None:
    (library / "ra-ngoai.mp4").symlink_to("/etc/passwd")
    answer = api.post(url, {"kind": "file", "name": "Phim", "path": path}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, "no_such_file")


def test_the_login_in_an_address_is_sealed_and_masked(api: APIClient, url: str) -> None:
    secret = "rtsp://admin:mat-khau@127.0.0.1:8554/ch1"
    made = api.post(url, {"kind": "url", "name": "Máy quay", "url": secret}, format="json")
    assert made.json()["url"] == "rtsp://•••@127.0.0.1:8554/ch1"
    source = Source.objects.get()
    assert source.url() == secret
    stored = json.dumps(
        [source.url_shown, source.url_sealed, *AuditEntry.objects.values_list("detail", flat=True)]
    )
    assert "mat-khau" not in stored


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "concat:a|b", "-i", "rtsp://a.vn/1 -i x", "rtsp://a.vn/1\nx", "http://[::1]/x"],
)
def test_a_smuggled_address_is_refused_by_its_field(address: str, api: APIClient, url: str) -> None:
    answer = api.post(url, {"kind": "url", "name": "Nguồn", "url": address}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, "address_refused")
    assert list(answer.json()["fields"]) == ["url"]


def test_the_source_on_air_cannot_be_deleted(
    api: APIClient, url: str, technician: User, ceremony: Ceremony, test_card: Source
) -> None:
    broadcasts.start(technician, ceremony, test_card)
    answer = api.delete(f"{url}{test_card.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "source_in_use")
    broadcasts.stop(technician, ceremony)
    assert api.delete(f"{url}{test_card.pk}/").status_code == 204


def test_name_and_loop_can_be_changed(api: APIClient, url: str, test_card: Source) -> None:
    changed = api.patch(f"{url}{test_card.pk}/", {"name": "Hình chờ", "loop": False}, format="json").json()
    assert (changed["name"], changed["loop"]) == ("Hình chờ", False)
