"""What staff and the public get of a recording, and the deletion of it."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from events.models import AuditEntry, Ceremony, User
from streaming.api.bigfile import BLOCK, file_answer
from streaming.enums import Desired, RecordingState
from streaming.models import Broadcast, Recording
from streaming.recording import rows
from streaming.recording.journal import DVR
from streaming.recording.keeper import Keeper
from streaming.recording.shelf import VOD
from streaming.selectors_recording import replays_of
from tests.people import House
from tests.streaming.recording.test_playlists import shelf_with

DATA = bytes(range(256)) * 4
SHA256 = hashlib.sha256(DATA).hexdigest()


def sent(answer: Any) -> bytes:
    """The body of an answer that is written in blocks."""

    async def gathered() -> bytes:
        return b"".join([block async for block in answer])

    return async_to_sync(gathered)()


@pytest.fixture
def recorded(
    ceremony: Ceremony, live_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Recording]:
    """A finished one: 40 segments and an MP4."""
    monkeypatch.setattr(rows, "folder_for", lambda slug: tmp_path / slug)
    shelf = shelf_with(live_folder, 40)
    shelf.live.finish()
    shelf.follow()
    shelf.offer_again()
    path = rows.file_of(ceremony.slug)
    path.parent.mkdir()
    path.write_bytes(DATA)
    Broadcast.objects.filter(pk=ceremony.pk).update(desired=Desired.STOPPED, airing=1)
    yield Recording.objects.create(
        pk=ceremony.pk,
        state=RecordingState.READY,
        airing=1,
        bytes=len(DATA),
        sha256=SHA256,
        chapters=[{"at_s": 0.0, "title": "Chào cờ"}, {"at_s": 5.0, "title": "Việc nội bộ"}],
        replay=True,
        made_at=timezone.now(),
        keep_until=timezone.now(),
    )


def test_staff_download_it_whole_and_in_parts(
    recorded: Recording, ceremony: Ceremony, house: House, technician: User
) -> None:
    client, address = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/recording/download/"
    whole = client.get(address)
    assert (whole.status_code, sent(whole)) == (200, DATA)
    assert whole["ETag"] == f'"{SHA256}"'
    part = client.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, sent(part)) == (206, DATA[10:20])
    assert part["Content-Range"] == f"bytes 10-19/{len(DATA)}"
    assert client.get(address, headers={"Range": "bytes=5000-"}).status_code == 416


def test_a_download_goes_on_only_with_the_same_file(
    recorded: Recording, ceremony: Ceremony, house: House, technician: User
) -> None:
    client, address = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/recording/download/"
    for etag, status, length in ((f'"{SHA256}"', 206, 24), ('"another"', 200, len(DATA))):
        answer = client.get(address, headers={"Range": "bytes=1000-", "If-Range": etag})
        assert (answer.status_code, len(sent(answer))) == (status, length)


def test_a_download_is_never_gathered_in_memory(tmp_path: Path) -> None:
    big = tmp_path / "big.mp4"
    with big.open("wb") as file:
        file.truncate(8 << 30)
    answer = file_answer(big, "big.mp4", '"e"', {})
    assert isinstance(answer, StreamingHttpResponse) and answer.is_async

    async def first() -> bytes:
        async for block in answer:
            return block
        return b""

    assert len(async_to_sync(first)()) == BLOCK
    assert answer["Content-Length"] == str(8 << 30)


def test_the_public_watches_again_what_was_published(
    recorded: Recording, ceremony: Ceremony, make_ceremony: Callable[..., Ceremony]
) -> None:
    Ceremony.objects.filter(pk=ceremony.pk).update(state="ended")
    body = Client().get(f"/api/v1/ceremonies/{ceremony.slug}/").json()
    told = Client().get(body["recording"])
    assert told.status_code == 200
    assert f"/live/{ceremony.slug}/seg-1-0.ts" in told.content.decode()
    assert "#EXT-X-ENDLIST" in told.content.decode()
    assert Client().get(f"/recordings/{ceremony.slug}/chapters.json").json() == {"chapters": []}
    publish_rundown(ceremony, "Chào cờ")
    chapters = Client().get(f"/recordings/{ceremony.slug}/chapters.json").json()["chapters"]
    assert chapters == [{"at_s": 0.0, "title": "Chào cờ"}]
    Ceremony.objects.filter(pk=ceremony.pk).update(published=None)
    assert Client().get(body["recording"]).status_code == 404
    assert Client().get(f"/recordings/{make_ceremony().slug}/index.m3u8").status_code == 404


def publish_rundown(ceremony: Ceremony, title: str) -> None:
    """As if a version with this item alone were public."""
    ceremony.refresh_from_db()
    version = ceremony.published
    assert version
    version.content["rundown"] = [{"title": title}]
    type(version).objects.filter(pk=version.pk).update(content=version.content)


@pytest.mark.usefixtures("recorded")
@pytest.mark.django_db(transaction=True)
async def test_a_purge_is_gone_for_people_at_once_and_from_the_disk_at_the_next_look(
    ceremony: Ceremony, house: House, technician: User, live_folder: Path, tmp_path: Path
) -> None:
    from tests.streaming.stage import db

    client, address = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/recording/"
    body = (await db(client.post, f"{address}purge/")).json()
    assert (body["state"], body["download"], body["watch"]) == ("purged", None, None)
    assert (await db(client.get, f"{address}download/")).status_code == 409
    await Keeper(tmp_path, tmp_path / "run", settings.ENV.live_dir).look()
    assert not rows.file_of(ceremony.slug).exists()
    assert not list(live_folder.glob("*.ts"))
    row = await db(Recording.objects.get, pk=ceremony.pk)
    assert (row.state, row.purge_asked_at) == (RecordingState.PURGED, None)
    said = await db(lambda: list(AuditEntry.objects.values_list("action", flat=True)))
    assert {"recording.purge", "recording.purged"} <= set(said)


def test_what_is_on_air_is_not_purged(
    recorded: Recording, ceremony: Ceremony, house: House, technician: User
) -> None:
    Broadcast.objects.filter(pk=ceremony.pk).update(desired=Desired.ON_AIR)
    answer = house.client(technician).post(f"/api/v1/ceremonies/{ceremony.slug}/recording/purge/")
    assert (answer.status_code, answer.json()["code"]) == (409, "recording_busy")


def test_the_storage_tells_what_would_go(
    recorded: Recording, ceremony: Ceremony, house: House, technician: User
) -> None:
    body = house.client(technician).get("/api/v1/storage/").json()
    assert body["total_bytes"] > body["free_bytes"] > 0
    (due,) = body["would_delete"]
    assert (due["slug"], due["bytes"], due["what"]) == (ceremony.slug, len(DATA), "recording")
    assert due["title"] == ceremony.title and due["at"]
    soon = house.client(technician).get("/api/v1/storage/?days=8").json()["would_delete"]
    assert [(item["what"], item["bytes"]) for item in soon] == [("recording", len(DATA)), ("segments", 4000)]
    assert house.client(technician).get("/api/v1/storage/?days=0").json()["would_delete"] == []
    assert (
        house.client(house.person("technician", "sibling")).get("/api/v1/storage/").json()["would_delete"]
        == []
    )


@pytest.mark.django_db(transaction=True)
async def test_what_failed_is_said_and_tried_again_when_asked(
    recorded: Recording, ceremony: Ceremony, house: House, technician: User, tmp_path: Path
) -> None:
    from tests.streaming.stage import db
    from tests.waiting import eventually_async

    client, address = house.client(technician), f"/api/v1/ceremonies/{ceremony.slug}/recording/"
    await db(lambda: Recording.objects.update(state=RecordingState.ASSEMBLING))
    keeper = Keeper(tmp_path, tmp_path / "run", settings.ENV.live_dir)

    async def failed(times: int) -> bool:
        await keeper.look()
        row = await db(Recording.objects.get, pk=ceremony.pk)
        return row.state == RecordingState.FAILED and row.failures == times

    # Its segments are no video, and nobody is making it: as after kill -9 in the middle.
    await eventually_async(lambda: failed(1), 15.0)
    body = (await db(client.get, address)).json()
    assert body["last_error"]["code"] == "recording_failed"
    assert body["last_error"]["message"]
    assert (await db(client.post, f"{address}retry/")).status_code == 200
    await eventually_async(lambda: failed(2), 15.0)
    await keeper.bench.close()


@pytest.mark.usefixtures("recorded")
@pytest.mark.django_db(transaction=True)
async def test_what_a_full_disk_took_is_offered_no_more(
    ceremony: Ceremony, live_folder: Path, tmp_path: Path
) -> None:
    from tests.streaming.stage import db

    keeper = Keeper(tmp_path, tmp_path / "run", settings.ENV.live_dir)
    await keeper.look()
    assert await db(replays_of, [ceremony.pk])
    (live_folder / VOD).unlink()
    await keeper.look()
    assert await db(replays_of, [ceremony.pk]) == {}


def test_the_long_playlist_is_packed_and_who_has_it_is_sent_what_is_new(
    ceremony: Ceremony, live_folder: Path
) -> None:
    shelf_with(live_folder, 400).follow()
    whole = (live_folder / DVR).read_bytes()
    client, address = Client(), f"/live/{ceremony.slug}/{DVR}"
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (plain.content, gzip.decompress(packed.content)) == (whole, whole)
    assert packed["Content-Encoding"] == "gzip" and len(packed.content) < len(whole) / 5
    news = client.get(f"{address}?_HLS_skip=YES").content.decode()
    assert "#EXT-X-SKIP:SKIPPED-SEGMENTS=280\n" in news
    assert news.splitlines()[-1] == whole.decode().splitlines()[-1]
