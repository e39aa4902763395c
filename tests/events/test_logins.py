"""Logging in is slowed whichever way one comes, and a new password ends the old tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.authtoken.models import Token

from events import logins
from events.models import User

pytestmark = pytest.mark.django_db
RIGHT = {"username": "lan", "password": "dung-mat-khau"}
WRONG = {"username": "lan", "password": "sai"}


@pytest.fixture(autouse=True)
def fresh_windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    monkeypatch.setattr("time.time", lambda: 1_800_000_000.0)  # the whole test in one window
    yield
    cache.clear()


@pytest.fixture
def lan() -> User:
    return User.objects.create_user(is_staff=True, is_superuser=True, **RIGHT)


@pytest.mark.parametrize("path", ["/api/v1/session/", "/api/v1/token/", "/admin/login/"])
def test_guessing_is_slowed_whatever_a_header_says_of_the_address(path: str, lan: User) -> None:
    kind: dict[str, Any] = {} if "admin" in path else {"content_type": "application/json"}
    for number in range(logins.TRIES_A_NAME):
        answer = Client().post(path, WRONG, headers={"x-forwarded-for": f"203.0.113.{number}"}, **kind)
        assert answer.status_code in (200, 400)
    refused = Client().post(path, RIGHT, headers={"x-forwarded-for": "198.51.100.7"}, **kind)
    assert (refused.status_code, refused.json()["code"]) == (429, "busy")
    assert refused.json()["retry_after"] >= 1


def test_one_guesser_locks_nobody_else_out(lan: User) -> None:
    for _ in range(logins.TRIES_A_NAME + 2):
        Client().post("/api/v1/session/", WRONG, content_type="application/json")
    elsewhere = Client(REMOTE_ADDR="192.0.2.9").post(
        "/api/v1/session/", RIGHT, content_type="application/json"
    )
    assert elsewhere.status_code == 200


def test_only_a_few_passwords_are_hashed_at_once(lan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logins, "WAIT_FOR_A_PLACE_S", 0.01)
    with logins._place(), logins._place():
        busy = Client().post("/api/v1/session/", RIGHT, content_type="application/json")
    assert busy.status_code == 429
    assert Client().post("/api/v1/session/", RIGHT, content_type="application/json").status_code == 200


def test_a_new_password_ends_the_tokens_of_the_old_one(lan: User) -> None:
    Token.objects.create(user=lan)
    lan.name = "Nguyễn Thị Lan"
    lan.save()
    assert Token.objects.filter(user=lan).exists()
    lan.set_password("mat-khau-moi-12")
    lan.save()
    assert not Token.objects.filter(user=lan).exists()
