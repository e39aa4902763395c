"""Commands of the technician, as requests see them: what is wanted changes, nothing runs yet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from events.enums import Act
from events.models import Ceremony, CrewMember, User
from events.services import lifecycle
from streaming.models import Broadcast, Relay, Source
from streaming.services import broadcasts, relays
from tests.people import House
from tests.streaming.conftest import MakePage


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


@pytest.fixture
def url(ceremony: Ceremony) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/broadcast/"


def post(api: APIClient, url: str, **body: Any) -> Any:
    return api.post(url, body, format="json")


def test_every_ceremony_has_a_broadcast_from_the_beginning(
    api: APIClient, url: str, ceremony: Ceremony
) -> None:
    assert Broadcast.objects.filter(pk=ceremony.pk).exists()
    body = api.get(url).json()
    assert (body["desired"], body["observed"], body["source"], body["version"]) == ("idle", "idle", None, 1)
    assert (body["program"]["state"], body["worker"]["alive"]) == ("idle", False)


def test_a_start_without_a_source_says_so(api: APIClient, url: str) -> None:
    answer = post(api, f"{url}start/")
    assert (answer.status_code, answer.json()["code"]) == (400, "no_source")


def test_a_start_says_starting_until_the_worker_has_looked(
    api: APIClient, url: str, test_card: Source
) -> None:
    answer = post(api, f"{url}start/", source=test_card.pk)
    body = answer.json()
    assert (answer.status_code, body["desired"], body["observed"]) == (200, "on_air", "starting")
    assert body["source"]["id"] == test_card.pk
    assert body["program"]["state"] == "starting"


def test_a_repeated_start_answers_200_with_the_same_broadcast(
    api: APIClient, url: str, test_card: Source
) -> None:
    first = post(api, f"{url}start/", source=test_card.pk, version=1)
    second = post(api, f"{url}start/", source=test_card.pk, version=1)
    assert second.status_code == 200
    same = ("version", "started_at", "desired")
    assert [second.json()[name] for name in same] == [first.json()[name] for name in same]


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_make_one_airing(technician: User, ceremony: Ceremony, test_card: Source) -> None:
    def press(_: int) -> int:
        try:
            return broadcasts.start(technician, ceremony, test_card).version
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        versions = set(pool.map(press, range(8)))
    assert versions == {2}
    assert Broadcast.objects.get(pk=ceremony.pk).airing == 1


def test_a_stale_command_answers_409_with_the_present_version(
    api: APIClient, url: str, test_card: Source
) -> None:
    assert api.patch(url, {"version": 1, "source": test_card.pk}, format="json").json()["version"] == 2
    for answer in (
        api.patch(url, {"version": 1, "source": test_card.pk}, format="json"),
        post(api, f"{url}start/", version=1),
    ):
        assert (answer.status_code, answer.json()["code"], answer.json()["version"]) == (
            409,
            "stale_version",
            2,
        )
    post(api, f"{url}start/", version=2)
    assert post(api, f"{url}stop/", version=2).json()["version"] == 3


def test_the_source_of_another_ceremony_is_unknown(
    api: APIClient, url: str, make_ceremony: Callable[..., Ceremony], technician: User
) -> None:
    other = Source.objects.create(ceremony=make_ceremony(), kind="test_card", name="x")
    answer = api.patch(url, {"version": 1, "source": other.pk}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_source")


def test_a_draft_cannot_go_on_air(
    house: House, technician: User, make_ceremony: Callable[..., Ceremony]
) -> None:
    draft = make_ceremony(published=False)
    source = Source.objects.create(ceremony=draft, kind="test_card", name="x")
    answer = post(
        house.client(technician), f"/api/v1/ceremonies/{draft.slug}/broadcast/start/", source=source.pk
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "not_published")


def test_a_stop_ends_a_live_ceremony_and_a_second_stop_is_no_error(
    api: APIClient, url: str, ceremony: Ceremony, test_card: Source
) -> None:
    post(api, f"{url}start/", source=test_card.pk)
    lifecycle.mark_live(ceremony.pk)
    body = post(api, f"{url}stop/").json()
    assert (body["desired"], body["ended_at"] is not None) == ("stopped", True)
    ceremony.refresh_from_db()
    assert ceremony.state == "ended"
    assert post(api, f"{url}stop/").json()["version"] == body["version"]
    again = post(api, f"{url}start/")
    assert (again.status_code, again.json()["legal"]) == (409, ["publish", "reopen"])


def test_a_ceremony_that_was_never_live_stays_scheduled(
    api: APIClient, url: str, ceremony: Ceremony, test_card: Source
) -> None:
    post(api, f"{url}start/", source=test_card.pk)
    post(api, f"{url}stop/")
    ceremony.refresh_from_db()
    assert ceremony.state == "scheduled"


def test_a_reopened_ceremony_can_go_on_air_again(
    api: APIClient, url: str, ceremony: Ceremony, technician: User, test_card: Source
) -> None:
    post(api, f"{url}start/", source=test_card.pk)
    lifecycle.mark_live(ceremony.pk)
    post(api, f"{url}stop/")
    ceremony.refresh_from_db()
    lifecycle.act_on(technician, ceremony, Act.REOPEN)
    assert post(api, f"{url}start/").json()["observed"] == "starting"
    assert Broadcast.objects.get().airing == 2


def test_a_cancelled_ceremony_sends_nothing(
    house: House, technician: User, ceremony: Ceremony, test_card: Source
) -> None:
    broadcasts.start(technician, ceremony, test_card)
    lifecycle.act_on(house.person("organizer"), ceremony, Act.CANCEL)
    assert Broadcast.objects.get().desired == "stopped"


def test_a_guest_of_the_crew_cannot_lend_a_page(
    house: House, url: str, ceremony: Ceremony, make_page: MakePage, technician: User
) -> None:
    guest = house.person("technician", "sibling")
    CrewMember.objects.create(ceremony=ceremony, user=guest, role="technician")
    page, api = make_page(), house.client(guest)
    refused = post(api, f"{url}relays/{page.pk}/start/")
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert page.name not in refused.content.decode()
    assert api.get(url).json()["available_pages"] == []
    relays.add_page(technician, ceremony, page)
    assert post(api, f"{url}relays/{page.pk}/stop/").json()["relays"][0]["desired"] == "off"
    assert post(api, f"{url}relays/{page.pk}/start/").json()["relays"][0]["desired"] == "on"


def test_a_units_technician_takes_its_page_back_and_the_crew_cannot_undo_it(
    house: House, make_ceremony: Callable[..., Ceremony], make_page: MakePage, technician: User
) -> None:
    parents = make_ceremony(unit=house.parent)
    page, boss = make_page(), house.person("technician", "parent")
    relays.add_page(boss, parents, page)  # the parent unit reaches the commune's pages
    CrewMember.objects.create(ceremony=parents, user=house.person("technician", "sibling"), role="technician")
    crew = house.client(house.person("technician", "sibling"))
    url = f"/api/v1/ceremonies/{parents.slug}/broadcast/relays/{page.pk}/"
    assert post(house.client(technician), f"{url}stop/").status_code == 204  # sees nothing of the rest
    relay = Relay.objects.get()
    assert (relay.desired, relay.withdrawn, relay.wanted) == ("off", True, False)
    assert post(crew, f"{url}start/").json()["code"] == "page_not_lent"
    assert post(house.client(technician), f"{url}start/").status_code == 204
    assert Relay.objects.get().wanted


def test_a_relay_is_removed_and_its_page_can_be_chosen_again(
    api: APIClient, url: str, make_page: MakePage
) -> None:
    page = make_page()
    assert [p["id"] for p in api.get(url).json()["available_pages"]] == [page.pk]
    body = post(api, f"{url}relays/{page.pk}/start/").json()
    assert (body["available_pages"], body["relays"][0]["state"]) == ([], "off")
    assert api.delete(f"{url}relays/{page.pk}/").status_code == 204
    assert api.get(url).json()["relays"] == []
    assert post(api, f"{url}relays/{page.pk}/stop/").status_code == 404


def test_a_page_on_air_cannot_be_deleted(
    api: APIClient, url: str, make_page: MakePage, test_card: Source
) -> None:
    page = make_page()
    post(api, f"{url}relays/{page.pk}/start/")
    post(api, f"{url}start/", source=test_card.pk)
    answer = api.delete(f"/api/v1/pages/{page.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "page_on_air")
    post(api, f"{url}relays/{page.pk}/stop/")
    assert api.delete(f"/api/v1/pages/{page.pk}/").status_code == 204


def test_who_only_looks_sees_no_pages_to_choose_from(house: House, url: str, make_page: MakePage) -> None:
    make_page()
    for role in ("organizer", "moderator"):
        body = house.client(house.person(role)).get(url).json()
        assert body["available_pages"] == []
