"""/live/: playlists and segments, and nothing else of the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from events.models import Ceremony
from streaming.api.live import byte_range

SEGMENT = bytes(range(256)) * 4


@pytest.fixture
def base(ceremony: Ceremony, live_folder: Path) -> str:
    (live_folder / "index.m3u8").write_text("#EXTM3U\n")
    (live_folder / "seg-12-0.ts").write_bytes(SEGMENT)
    (live_folder / "secret.txt").write_text("bi mat")
    (live_folder.parent / "seg-1-1.ts").write_bytes(b"of nobody")
    return f"/live/{ceremony.slug}/"


def test_a_playlist_is_asked_for_anew_and_a_segment_never(client: Client, base: str) -> None:
    playlist, segment = client.get(f"{base}index.m3u8"), client.get(f"{base}seg-12-0.ts")
    assert playlist["Content-Type"] == "application/vnd.apple.mpegurl"
    assert playlist["Cache-Control"] == "no-cache"
    assert segment["Content-Type"] == "video/mp2t"
    assert segment["Cache-Control"] == "public, max-age=31536000, immutable"
    assert segment.content == SEGMENT


def test_before_the_first_segment_there_is_nothing(client: Client, ceremony: Ceremony) -> None:
    answer = client.get(f"/live/{ceremony.slug}/index.m3u8")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "..%2fseg-1-1.ts",
        "%2e%2e/seg-1-1.ts",
        "seg-1-1.ts%00",
        ".index.m3u8.new",
        "seg-12-0.ts.tmp",
    ],
)
def test_no_other_file_is_served(name: str, client: Client, base: str) -> None:
    assert client.get(f"{base}{name}").status_code == 404


def test_the_folders_above_are_out_of_reach(client: Client, base: str) -> None:
    assert (settings.ENV.live_dir / "seg-1-1.ts").exists()
    for path in ("/live/../live/seg-1-1.ts", "/live/%2e/seg-1-1.ts", "/live/a.b/seg-1-1.ts"):
        assert client.get(path).status_code == 404


def test_only_reading_is_possible(client: Client, base: str) -> None:
    refused = client.post(f"{base}index.m3u8")
    assert (refused.status_code, refused.json()["code"]) == (405, "method_not_allowed")
    assert refused["Allow"] == "GET, HEAD"
    assert client.head(f"{base}index.m3u8").status_code == 200


def test_a_part_is_answered_as_a_part(client: Client, base: str) -> None:
    part = client.get(f"{base}seg-12-0.ts", headers={"range": "bytes=10-19"})
    assert (part.status_code, part["Content-Range"], part.content) == (
        206,
        "bytes 10-19/1024",
        SEGMENT[10:20],
    )
    beyond = client.get(f"{base}seg-12-0.ts", headers={"range": "bytes=5000-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, "bytes */1024")


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ("", None),
        ("bytes=-", None),
        ("bytes=0-", (0, 99)),
        ("bytes=0-0", (0, 0)),
        ("bytes=90-200", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-1000", (0, 99)),
        ("bytes=-0", (100, 99)),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
    ],
)
def test_ranges(wanted: str, part: tuple[int, int] | None) -> None:
    assert byte_range(wanted, 100) == part
