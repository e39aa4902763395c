"""Two pages never go to one place; keys are compared and never shown; a key goes to its own server alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from events.models import User
from streaming.models import Page
from tests.people import House

URL, KEY = "/api/v1/pages/", "FB-bi-mat-1"
pytestmark = pytest.mark.django_db


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


def made(api: APIClient, house: House, **more: Any) -> Any:
    given = {"unit": house.commune.pk, "name": "A", "kind": "rtmp", "stream_key": KEY}
    return api.post(URL, given | {"address": "rtmp://127.0.0.1/live"} | more, format="json")


@pytest.mark.parametrize("address", ["rtmp://127.0.0.1/live", "rtmp://127.0.0.1:1935/live/"])
def test_a_second_page_with_the_same_address_and_key_is_refused(
    address: str, api: APIClient, house: House
) -> None:
    assert made(api, house).status_code == 201
    refused = made(api, house, name="B", address=address)
    assert (refused.status_code, refused.json()["code"]) == (409, "same_target")
    assert "“A”" in refused.json()["message"]
    assert KEY not in refused.content.decode()
    assert Page.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"stream_key": "another"},
        {"address": "rtmp://127.0.0.1/live2"},
        {"address": "rtmp://localhost/live"},
        {"stream_key": ""},
    ],
)
def test_pages_that_differ_are_two(more: dict[str, str], api: APIClient, house: House) -> None:
    made(api, house)
    assert made(api, house, name="B", **more).status_code == 201


def test_pages_without_a_key_are_no_rivals(api: APIClient, house: House) -> None:
    assert made(api, house, stream_key="").status_code == 201
    assert made(api, house, name="B", stream_key="").status_code == 201


def test_a_page_that_another_unit_has_is_not_named(api: APIClient, house: House) -> None:
    made(api, house)
    elsewhere = house.client(house.person("technician", "sibling"))
    refused = made(elsewhere, house, unit=house.sibling.pk, name="B")
    assert refused.status_code == 409
    assert "“A”" not in refused.json()["message"]


def test_an_edit_into_anothers_place_is_refused_and_changes_nothing(api: APIClient, house: House) -> None:
    made(api, house)
    number = made(api, house, name="B", stream_key="khac").json()["id"]
    refused = api.patch(f"{URL}{number}/", {"stream_key": KEY}, format="json")
    assert refused.json()["code"] == "same_target"
    assert Page.objects.get(pk=number).key() == "khac"
    assert api.patch(f"{URL}{number}/", {"note": "gọi chị Hoa"}, format="json").status_code == 200


def test_a_backup_is_a_place_too(api: APIClient, house: House) -> None:
    made(api, house, address_backup="rtmp://127.0.0.1:1936/live")
    refused = made(api, house, name="B", address="rtmp://127.0.0.1:1936/live")
    assert refused.json()["code"] == "same_target"
    same = made(api, house, name="C", stream_key="khac", address_backup="rtmp://127.0.0.1/live/")
    assert (same.status_code, same.json()["code"]) == (400, "same_backup")
    assert list(same.json()["fields"]) == ["address_backup"]


def test_the_database_holds_it_where_two_save_in_one_moment(api: APIClient, house: House) -> None:
    made(api, house)
    first = Page.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(unit=first.unit, name="B", kind="rtmp", target_digest=first.target_digest)
    assert KEY not in first.target_digest


@pytest.mark.parametrize(
    ("address", "backup", "status"),
    [
        ("rtmp://127.0.0.1/live", "rtmp://127.0.0.1/live2", 200),
        ("rtmp://127.0.0.1/live", "rtmp://127.0.0.1:1936/live", 400),
        ("rtmp://a.rtmp.youtube.com/live2", "rtmp://b.rtmp.youtube.com/live2?backup=1", 200),
        ("rtmp://a.rtmp.youtube.com/live2", "rtmp://b.rtmp.youtube.com.invalid/live2", 400),
        ("rtmp://a.rtmp.youtube.com/live2", "rtmps://b.rtmps.youtube.com/live2", 200),
        ("rtmps://a.rtmps.youtube.com/live2", "rtmp://b.rtmp.youtube.com/live2", 400),  # in the clear
    ],
)
def test_a_stored_key_goes_to_another_server_only_when_it_is_entered_again(
    address: str, backup: str, status: int, api: APIClient, house: House
) -> None:
    number = made(api, house, address=address).json()["id"]
    answer = api.patch(f"{URL}{number}/", {"address_backup": backup}, format="json")
    assert answer.status_code == status
    if status == 400:
        assert answer.json()["code"] == "key_again"
        both = {"address_backup": backup, "stream_key": KEY}
        answer = api.patch(f"{URL}{number}/", both, format="json")
    assert answer.json()["address_backup"] == backup


@pytest.mark.parametrize(
    "backup", ["file:///etc/passwd", "srt://127.0.0.1:9000", "rtmp://169.254.169.254/live"]
)
def test_a_backup_passes_the_same_gate(backup: str, api: APIClient, house: House) -> None:
    refused = made(api, house, address_backup=backup)
    assert (refused.status_code, list(refused.json()["fields"])) == (400, ["address_backup"])
