"""A person confirms a page, by name and for this airing; the body tells the four facts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import AuditEntry, Ceremony, User
from streaming.enums import MonitorPhase
from streaming.incidents import log
from streaming.models import (
    Alert,
    MonitorState,
    Page,
    PlatformState,
    Relay,
    RelayState,
    Source,
    WorkerHeartbeat,
)
from streaming.services import broadcasts, relays
from streaming.worker.memory import restore
from tests.people import House
from tests.streaming.conftest import MakePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(make_page: MakePage) -> Page:
    return make_page("Trang xã", address="rtmp://203.0.113.7/live", stream_key="k")


@pytest.fixture
def url(ceremony: Ceremony) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/broadcast/"


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


@pytest.fixture
def relay(technician: User, ceremony: Ceremony, page: Page, test_card: Source) -> Relay:
    """On air, and the worker says that bytes flow since a minute."""
    made = relays.add_page(technician, ceremony, page)
    broadcasts.start(technician, ceremony, test_card)
    WorkerHeartbeat.objects.create(name="w", pid=1, seen_at=timezone.now())
    since = timezone.now() - timedelta(minutes=1)
    seen = {"state": "running", "flowing": True, "process": True, "steady_from": since}
    RelayState.objects.create(relay=made, **seen)
    return made


def row(api: APIClient, url: str) -> Any:
    (found,) = api.get(url).json()["relays"]
    return found


def see(api: APIClient, url: str, page: Page) -> Any:
    answer = api.post(f"{url}relays/{page.pk}/seen/")
    assert answer.status_code == 200, answer.content
    (found,) = answer.json()["relays"]
    return found


def test_bytes_that_flow_are_not_green_before_somebody_confirms_them(
    api: APIClient, url: str, relay: Relay
) -> None:
    assert row(api, url)["verdict"] == "unconfirmed"
    assert row(api, url)["facts"] == {
        "process": True,
        "flowing": True,
        "platform": {"says": "none", "at": None, "viewers": None, "problem": None},
        "monitor": "not_watched",
        "person": None,
    }


def test_a_person_confirms_a_page_and_takes_it_back_and_the_log_says_who(
    *, api: APIClient, url: str, relay: Relay, page: Page, ceremony: Ceremony, technician: User
) -> None:
    seen = see(api, url, page)
    assert (seen["verdict"], seen["facts"]["person"]["stale"]) == ("public", False)
    assert seen["facts"]["person"]["name"] == technician.shown_name()
    for _ in range(2):
        (undone,) = api.delete(f"{url}relays/{page.pk}/seen/").json()["relays"]
    assert (undone["verdict"], undone["facts"]["person"]) == ("unconfirmed", None)
    said = [(line["message"], line["who"]) for line in log.lines(ceremony)][:2]
    assert said == [
        ("rút lời đã thấy trên Trang xã", technician.shown_name()),
        ("đã thấy buổi lễ trên Trang xã", technician.shown_name()),
    ]
    assert AuditEntry.objects.filter(action__in=["relay.seen", "relay.unseen"]).count() == 2


def test_what_was_seen_makes_no_page_green_whose_bytes_do_not_flow_now(
    api: APIClient, url: str, relay: Relay, page: Page
) -> None:
    see(api, url, page)
    now = timezone.now()
    RelayState.objects.update(state="backoff", flowing=None, lost_at=now)
    assert (row(api, url)["verdict"], row(api, url)["facts"]["person"]["stale"]) == ("backoff", False)
    RelayState.objects.update(lost_at=now - timedelta(seconds=31))
    assert row(api, url)["facts"]["person"]["stale"] is True


def test_after_an_interruption_it_asks_again(api: APIClient, url: str, relay: Relay, page: Page) -> None:
    see(api, url, page)
    RelayState.objects.update(steady_from=timezone.now() + timedelta(seconds=5))
    again = row(api, url)
    assert (again["verdict"], again["facts"]["person"]["stale"]) == ("unconfirmed", True)


def test_a_new_airing_knows_nothing_of_what_was_seen_in_the_last(
    *, api: APIClient, url: str, relay: Relay, page: Page, ceremony: Ceremony, technician: User
) -> None:
    see(api, url, page)
    relay.broadcast.refresh_from_db()
    relay.broadcast.airing += 1
    relay.broadcast.save(update_fields=["airing"])
    assert (row(api, url)["verdict"], row(api, url)["facts"]["person"]) == ("unconfirmed", None)


def test_without_a_worker_nothing_is_known_and_nothing_is_green(
    api: APIClient, url: str, relay: Relay, page: Page
) -> None:
    see(api, url, page)
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - timedelta(seconds=11))
    unknown = row(api, url)
    assert unknown["verdict"] == "unknown"
    assert (unknown["facts"]["process"], unknown["facts"]["flowing"]) == (None, None)


@pytest.mark.parametrize(("away_s", "lost"), [(60, True), (3, False)])
def test_what_flowed_when_the_last_worker_was_heard_of_ceased_then(
    relay: Relay, away_s: int, lost: bool
) -> None:
    heard = timezone.now() - timedelta(seconds=away_s)
    WorkerHeartbeat.objects.update(seen_at=heard)
    restore()
    assert RelayState.objects.get().lost_at == (heard if lost else None)


@pytest.mark.parametrize(
    ("says", "age_s", "airings_ago", "verdict"),
    [
        ("live", 5, 0, "public"),
        ("live", 31, 0, "unconfirmed"),
        ("live", 5, 1, "unconfirmed"),
        ("ready", 5, 0, "not_public"),
        ("ended", 5, 0, "doubted"),
    ],
)
def test_what_the_platform_says_counts_while_it_is_fresh_and_of_this_airing(
    *, api: APIClient, url: str, relay: Relay, says: str, age_s: int, airings_ago: int, verdict: str
) -> None:
    at = timezone.now() - timedelta(seconds=age_s)
    relay.broadcast.refresh_from_db()
    PlatformState.objects.create(relay=relay, airing=relay.broadcast.airing - airings_ago, says=says, at=at)
    assert row(api, url)["verdict"] == verdict


def test_why_a_platform_does_not_confirm_is_said_in_words(api: APIClient, url: str, relay: Relay) -> None:
    relay.broadcast.refresh_from_db()
    PlatformState.objects.create(
        relay=relay, airing=relay.broadcast.airing, says="unknown", error_code="platform_expired"
    )
    problem = row(api, url)["facts"]["platform"]["problem"]
    assert problem["code"] == "platform_expired"
    assert "Đăng nhập với nền tảng đã hết hạn" in problem["message"]


@pytest.mark.parametrize(
    ("state", "alert", "sees", "verdict"),
    [
        ("watching", None, "seen", "public"),
        ("starting", None, "looking", "unconfirmed"),
        ("lost", None, "not_seen", "doubted"),
        ("watching", "picture_black", "not_seen", "doubted"),
        ("watching", "sound_loud", "seen", "public"),
    ],
)
def test_the_monitor_sees_a_page_that_can_be_watched(
    *,
    api: APIClient,
    url: str,
    relay: Relay,
    page: Page,
    state: str,
    alert: str | None,
    sees: str,
    verdict: str,
) -> None:
    seen = {"pages": [{"page": page.pk, "state": state}]}
    MonitorState.objects.create(broadcast=relay.broadcast, state=MonitorPhase.WATCHING, seen=seen)
    if alert:
        here = {"broadcast": relay.broadcast, "airing": 1, "page": page, "page_name": page.name}
        Alert.objects.create(**here, code=alert, since=timezone.now())
    assert (row(api, url)["facts"]["monitor"], row(api, url)["verdict"]) == (sees, verdict)


def test_only_a_page_that_is_sent_to_on_air_can_be_confirmed(
    *,
    api: APIClient,
    url: str,
    relay: Relay,
    page: Page,
    make_page: MakePage,
    ceremony: Ceremony,
    technician: User,
) -> None:
    assert api.post(f"{url}relays/{make_page('Khác').pk}/seen/").status_code == 404
    relays.stop_page(technician, ceremony, page)
    answer = api.post(f"{url}relays/{page.pk}/seen/")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_on_air")
