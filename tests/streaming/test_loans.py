"""A unit sees where its pages are lent, and takes them back."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import Act
from events.models import Ceremony, User
from events.services import lifecycle
from streaming.services import relays
from tests.people import House
from tests.streaming.conftest import MakePage

URL = "/api/v1/pages/loans/"


def test_a_technician_sees_a_page_in_another_units_ceremony_and_takes_it_back(
    house: House, make_ceremony: Callable[..., Ceremony], make_page: MakePage, technician: User
) -> None:
    parents = make_ceremony(unit=house.parent, title="Giỗ Tổ")
    page, boss = make_page(), house.person("technician", "parent")
    relays.add_page(boss, parents, page)
    api = house.client(technician)
    (loan,) = api.get(URL).json()
    assert (loan["page"], loan["ceremony"]["title"], loan["ceremony"]["unit"]["slug"]) == (
        page.pk,
        "Giỗ Tổ",
        "phu-tho",
    )
    assert (loan["wanted"], loan["withdrawn"], loan["on_air"], loan["runs"]) == (True, False, False, False)
    assert api.post(f"/api/v1/ceremonies/{parents.slug}/broadcast/relays/{page.pk}/stop/").status_code == 204
    (loan,) = api.get(URL).json()
    assert (loan["wanted"], loan["withdrawn"]) == (False, True)
    assert [each["runs"] for each in house.client(boss).get(URL).json()] == [True]


def test_others_see_nothing_of_it_and_what_is_cancelled_is_no_loan(
    house: House, make_ceremony: Callable[..., Ceremony], make_page: MakePage, technician: User
) -> None:
    parents = make_ceremony(unit=house.parent)
    relays.add_page(house.person("technician", "parent"), parents, make_page())
    for who in (house.person("technician", "sibling"), house.person("organizer"), house.person("moderator")):
        assert house.client(who).get(URL).json() == []
    lifecycle.act_on(house.person("organizer", "parent"), parents, Act.CANCEL)
    assert house.client(technician).get(URL).json() == []


def test_many_loans_cost_no_more_questions_than_one(
    house: House, ceremony: Ceremony, make_page: MakePage, technician: User
) -> None:
    api = house.client(technician)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            api.get(URL)
        return len(asked)

    relays.add_page(technician, ceremony, make_page())
    one = cost()
    for name in ("Hai", "Ba", "Bốn"):
        relays.add_page(technician, ceremony, make_page(name))
    assert cost() == one
