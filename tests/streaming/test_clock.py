"""A start that was armed and did not come: said on the console until somebody has seen it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import AuditEntry, Ceremony, User
from streaming.models import Broadcast, Source
from streaming.services import broadcasts, clock
from tests.people import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


@pytest.fixture
def url(ceremony: Ceremony) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/broadcast/"


def missed(ceremony: Ceremony, person: User | None, minutes: float = 0.1) -> None:
    """Armed for a moment that has passed, then looked at."""
    at = timezone.now() - timedelta(minutes=minutes)
    Broadcast.objects.filter(pk=ceremony.pk).update(armed_at=at, armed_by=person)
    clock.due(timezone.now())


def told(api: APIClient, url: str, language: str = "vi") -> Any:
    return api.get(url, HTTP_ACCEPT_LANGUAGE=language).json()["not_started"]


def test_a_start_without_its_source_is_said_in_words_until_somebody_has_seen_it(
    api: APIClient, url: str, ceremony: Ceremony, technician: User
) -> None:
    assert told(api, url) is None
    missed(ceremony, technician)
    said = told(api, url)
    assert said["code"] == "no_source"
    assert said["message"].startswith("Chưa chọn nguồn")
    assert said["at"]
    assert told(api, url, "en")["message"].startswith("No source is chosen")
    assert told(api, url) == said, "looking is not seeing"
    answer = api.post(f"{url}arm/seen/")
    assert (answer.status_code, answer.json()["not_started"]) == (200, None)
    last = AuditEntry.objects.filter(ceremony=ceremony).first()
    assert last is not None
    assert (last.action, last.actor) == ("broadcast.not_started_seen", technician)
    assert api.post(f"{url}arm/seen/").status_code == 200
    assert AuditEntry.objects.filter(action="broadcast.not_started_seen").count() == 1


def test_a_start_by_hand_or_a_new_time_settles_it(
    api: APIClient, url: str, ceremony: Ceremony, technician: User, test_card: Source
) -> None:
    broadcasts.set_source(technician, ceremony, test_card)
    later = timezone.now() + timedelta(hours=1)
    by_hand: list[Callable[[], object]] = [
        lambda: clock.arm(technician, ceremony, later),
        lambda: broadcasts.start(technician, ceremony),
    ]
    for settle in by_hand:
        missed(ceremony, technician, minutes=20)
        assert told(api, url)["code"] == "start_too_late"
        assert "15 phút" in told(api, url)["message"]
        settle()
        assert told(api, url) is None


def test_what_somebody_armed_who_left_does_not_start_and_says_why(
    api: APIClient, url: str, ceremony: Ceremony, test_card: Source, technician: User
) -> None:
    broadcasts.set_source(technician, ceremony, test_card)
    missed(ceremony, None)
    assert told(api, url)["code"] == "armed_by_nobody"
    assert not Broadcast.objects.get(pk=ceremony.pk).on_air


def test_a_failure_of_the_past_without_words_shows_what_is_known(
    api: APIClient, url: str, ceremony: Ceremony
) -> None:
    AuditEntry.objects.create(ceremony=ceremony, action="broadcast.not_started", detail={"why": "no_source"})
    assert told(api, url)["code"] == "no_source"
