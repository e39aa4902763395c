"""Pages: the key goes in and never comes out; addresses pass the gate; the pre-flight tells the truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from events import keyring
from events.models import AuditEntry, User
from streaming.models import Page
from tests.desk import free_port
from tests.people import House
from tests.streaming.conftest import MakePage
from tests.streaming.test_greeting import answering

KEY = "FB-123456789-0-bi-mat"
URL = "/api/v1/pages/"


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


def fields(house: House, **more: Any) -> dict[str, Any]:
    given = {"unit": house.commune.pk, "name": "Trang xã", "kind": "rtmp", "stream_key": KEY}
    return given | {"address": "rtmp://127.0.0.1:1935/live"} | more


def test_a_key_goes_in_and_never_comes_out(api: APIClient, house: House) -> None:
    made = api.post(URL, fields(house), format="json")
    assert made.status_code == 201
    page = made.json()
    assert (page["has_key"], page["key_state"]) == (True, "ok")
    shown = [made, api.get(URL), api.get(f"{URL}{page['id']}/"), api.post(f"{URL}{page['id']}/check/")]
    assert all(KEY not in answer.content.decode() for answer in shown)
    row = Page.objects.get()
    assert row.key() == KEY
    assert KEY not in row.key_sealed
    assert KEY not in json.dumps(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_an_edit_keeps_the_key_unless_a_new_one_is_given(api: APIClient, house: House) -> None:
    number = api.post(URL, fields(house), format="json").json()["id"]
    api.patch(f"{URL}{number}/", {"note": "gọi chị Hoa"}, format="json")
    assert Page.objects.get().key() == KEY
    api.patch(f"{URL}{number}/", {"stream_key": "khoa-moi"}, format="json")
    assert Page.objects.get().key() == "khoa-moi"
    assert api.patch(f"{URL}{number}/", {"stream_key": ""}, format="json").json()["key_state"] == "missing"


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("rtmp://127.0.0.1/live2", "ok"),  # the same server
        ("rtmps://127.0.0.1:1935/live", "missing"),
        ("rtmp://127.0.0.1:1936/live", "missing"),
        ("rtmp://khong-co.invalid/live", "missing"),
    ],
)
def test_a_key_is_never_handed_to_another_server(
    address: str, state: str, api: APIClient, house: House
) -> None:
    url = f"{URL}{api.post(URL, fields(house), format='json').json()['id']}/"
    assert api.patch(url, {"address": address}, format="json").json()["key_state"] == state
    moved = api.patch(url, {"address": "rtmp://127.0.0.1:1999/x", "stream_key": "moi"}, format="json")
    assert (moved.json()["key_state"], Page.objects.get().key()) == ("ok", "moi")


def test_a_key_that_cannot_be_opened_is_said_and_is_no_error(
    api: APIClient, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = api.post(URL, fields(house), format="json").json()["id"]

    def other_keys(sealed: str) -> str:
        raise keyring.CannotOpen

    monkeypatch.setattr("streaming.models.page.open_sealed", other_keys)
    assert api.get(f"{URL}{number}/").json()["key_state"] == "unreadable"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"address": "file:///etc/passwd"}, "address_refused", "address"),
        ({"address": "rtmp://a.vn/live -i x"}, "address_refused", "address"),
        ({"address": "rtmp://10.0.0.1\nx"}, "address_refused", "address"),
        ({"address": "rtmp://u:p@a.vn/live"}, "address_refused", "address"),
        ({"address": "rtmp://169.254.169.254/live"}, "address_refused", "address"),
        ({"address": ""}, "address_refused", "address"),
        ({"stream_key": "có dấu cách"}, "bad_key", "stream_key"),
        ({"kind": "tiktok"}, "invalid", "kind"),
        ({"name": ""}, "invalid", "name"),
    ],
)
def test_a_bad_page_is_refused_with_the_field_that_is_wrong(
    more: dict[str, Any], code: str, field: str, api: APIClient, house: House
) -> None:
    answer = api.post(URL, fields(house, **more), format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert list(answer.json()["fields"]) == [field]
    assert not Page.objects.exists()


def test_two_pages_of_a_unit_need_two_names(api: APIClient, house: House) -> None:
    api.post(URL, fields(house), format="json")
    answer = api.post(URL, fields(house, stream_key="khac"), format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "page_name_taken")


def test_facebook_and_youtube_need_no_address(api: APIClient, house: House) -> None:
    made = api.post(URL, fields(house, kind="facebook", address=""), format="json")
    assert made.json()["address"] == "rtmps://live-api-s.facebook.com:443/rtmp/"


def test_a_technician_sees_the_pages_within_reach(house: House, make_page: MakePage) -> None:
    make_page("Của xã")
    seen = {
        where: [p["name"] for p in house.client(house.person("technician", where)).get(URL).json()]
        for where in ("commune", "parent", "sibling")
    }
    assert seen == {"commune": ["Của xã"], "parent": ["Của xã"], "sibling": []}


@pytest.fixture
def listener() -> Iterator[int]:
    with answering("takes us") as port:
        yield port


def check(api: APIClient, page: Page) -> str:
    answer = api.post(f"{URL}{page.pk}/check/").json()
    assert answer["ok"] == (answer["code"] == "page_ok")
    assert answer["message"]
    return str(answer["code"])


def test_the_pre_flight_names_the_first_fault(
    api: APIClient, make_page: MakePage, listener: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streaming.services.pagecheck.WITHIN_S", 1.0)
    there, nobody = f"rtmp://127.0.0.1:{listener}/live", f"rtmp://127.0.0.1:{free_port()}/live"
    assert check(api, make_page("1", address=there, stream_key=KEY)) == "page_ok"
    assert check(api, make_page("2", address=there)) == "key_missing"
    assert check(api, make_page("3", address=nobody, stream_key=KEY)) == "page_unreachable"
    assert check(api, make_page("4", address="rtmp://khong-co.invalid/live")) == "page_name_not_found"
    assert check(api, make_page("5", address=there.replace("rtmp:", "rtmps:"))) == "page_tls_failed"
    assert check(api, make_page("6")) == "page_ok"
