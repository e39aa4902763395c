"""Addresses for whoever runs the machine, the screens' page, and the bound on bodies."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token

from config import uploads
from config.bounds import ORDINARY_BYTES, bounded
from config.env import BadEnvironment, read_env
from streaming.models import WorkerHeartbeat
from tests.people import House


def test_this_process_is_healthy_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}


@pytest.mark.django_db
def test_ready_needs_a_worker_that_was_seen_just_now(client: Client) -> None:
    old = timezone.now() - timedelta(seconds=11)
    beat = WorkerHeartbeat.objects.create(name="w", pid=1, seen_at=old)
    late = client.get("/readyz")
    assert (late.status_code, late.json()) == (
        503,
        {"ok": False, "database": True, "layer": True, "worker": False},
    )
    beat.seen_at = timezone.now()
    beat.save()
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_metrics_are_prometheus_text(client: Client) -> None:
    assert "# TYPE nhipcau_relays gauge" in client.get("/metrics").content.decode()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    monkeypatch.setattr(settings, "FRONTEND_BUILD", tmp_path)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/c/le-thuong-co", 200),
        ("/studio/c/x/console", 200),
        ("/wp-login.php", 404),
        ("/c/", 404),
    ],
)
def test_screens_are_one_page_with_a_strict_policy(path: str, status: int, client: Client) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert not re.search(r"https?://", policy)


def test_screens_that_were_not_built_say_what_to_do(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "FRONTEND_BUILD", tmp_path)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "scripts/setup" in answer.content.decode()


def test_an_address_that_does_not_exist_gets_the_envelope(client: Client) -> None:
    answer = client.get("/api/v1/nothing-here/", headers={"accept-language": "en"})
    expected = {"code": "not_found", "message": "There is nothing here.", "fields": {}}
    assert (answer.status_code, answer.json()) == (404, expected)


async def ask(path: str, pieces: list[bytes], headers: list[tuple[bytes, bytes]]) -> list[dict[str, Any]]:
    """Send the pieces through the bound to an application that reads them all."""
    sent: list[dict[str, Any]] = []
    left = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]

    async def receive() -> dict[str, Any]:
        return left.pop(0) if left else {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": []})

    await bounded(app)({"method": "POST", "path": path, "headers": headers}, receive, send)
    return sent


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_over_the_bound_is_refused_announced_or_not(announced: bool) -> None:
    headers = [(b"content-length", str(ORDINARY_BYTES + 1).encode())] if announced else []
    pieces = [] if announced else [b"x" * (ORDINARY_BYTES // 2)] * 3
    sent = await ask("/api/v1/ceremonies/", pieces, headers)
    assert sent[0]["status"] == 413
    assert b"too_big" in sent[1]["body"]


async def test_a_body_within_the_bound_passes() -> None:
    assert (await ask("/api/v1/ceremonies/", [b"{}"], []))[0]["status"] == 200


UPLOAD = "/api/v1/ceremonies/le-thuong-co/broadcast/sources/"
BIG = [(b"content-length", str(ORDINARY_BYTES + 1).encode())]


@pytest.fixture
def token(house: House) -> bytes:
    return f"Token {Token.objects.create(user=house.person('technician')).key}".encode()


@pytest.mark.django_db(transaction=True)
async def test_only_the_upload_of_a_video_by_staff_may_be_large(token: bytes) -> None:
    staff = [*BIG, (b"authorization", token)]
    wrong = [*BIG, (b"authorization", b"Token nobody")]
    cases = [(UPLOAD, staff, 200), (UPLOAD, wrong, 413), (UPLOAD, BIG, 413), ("/api/v1/pages/", staff, 413)]
    for path, headers, status in cases:
        assert (await ask(path, [b"x"], headers))[0]["status"] == status, (path, headers)


@pytest.mark.django_db(transaction=True)
async def test_an_upload_that_would_fill_the_disk_is_refused_before_it_begins(
    token: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=uploads.SPARE_BYTES))
    sent = await ask(UPLOAD, [b"x"], [*BIG, (b"authorization", token)])
    assert (sent[0]["status"], json.loads(sent[1]["body"])["code"]) == (507, "no_room")


@pytest.mark.django_db(transaction=True)
async def test_only_a_few_uploads_are_taken_at_once(token: bytes) -> None:
    with uploads.one_of_few() as first, uploads.one_of_few() as second:
        sent = await ask(UPLOAD, [b"x"], [*BIG, (b"authorization", token)])
    assert (first, second, sent[0]["status"]) == (True, True, 429)
    assert (await ask(UPLOAD, [b"x"], [*BIG, (b"authorization", token)]))[0]["status"] == 200


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("NHIPCAU_PORT", "70000", "NHIPCAU_PORT is 70000"),
        ("NHIPCAU_PORT", "tám nghìn", "NHIPCAU_PORT"),
        ("NHIPCAU_SRT_PORTS", "10-5", "NHIPCAU_SRT_PORTS"),
        ("NHIPCAU_DEBUG", "maybe", "NHIPCAU_DEBUG"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named_loudly(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadEnvironment, match=told):
        read_env()


def test_the_demo_never_touches_a_server_that_the_public_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_env().demo_allowed
    monkeypatch.setenv("NHIPCAU_PUBLIC_URL", "https://phutho.example.vn")
    assert not read_env().demo_allowed
    monkeypatch.delenv("NHIPCAU_PUBLIC_URL")
    monkeypatch.setenv("DATABASE_URL", "postgres://localhost/nhipcau")
    assert not read_env().demo_allowed
