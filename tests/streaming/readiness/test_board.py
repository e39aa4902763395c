"""The board: asked by a person or by the clock, with real servers that answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from events.enums import CeremonyState
from events.models import Ceremony, User
from streaming.enums import LookCause
from streaming.messages import WORDS
from streaming.models import Page, Readiness
from streaming.readiness import looking, timetable
from streaming.readiness.looking import look_where_due
from streaming.services import pagecheck, relays
from streaming.services.pagecheck import Check
from tests.people import House
from tests.servers import NginxRtmp
from tests.streaming.conftest import MakePage

pytestmark = pytest.mark.django_db
NOBODY = "rtmp://127.0.0.1:9/live"


def board_at(ceremony: Ceremony) -> str:
    return f"/api/v1/ceremonies/{ceremony.slug}/broadcast/readiness/"


@pytest.fixture
def pages(technician: User, ceremony: Ceremony, make_page: MakePage) -> list[Page]:
    """One of our own, and one that nobody answers at."""
    made = [make_page("Trang tập"), make_page("Trang xã", address=NOBODY, stream_key="k", contact="Anh Hùng")]
    for page in made:
        relays.add_page(technician, ceremony, page)
    return made


def test_a_person_asks_and_everybody_sees_what_was_found(
    house: House, technician: User, ceremony: Ceremony, pages: list[Page]
) -> None:
    at, api = board_at(ceremony), house.client(technician)
    assert api.get(at).json() == {"board": None}
    told = api.post(at).json()["board"]
    rows = {row["page"]["name"]: row for row in told["rows"]}
    assert (rows["Trang tập"]["level"], rows["Trang tập"]["found"]) == ("green", [])
    bad = rows["Trang xã"]
    assert (bad["level"], bad["contact"]) == ("red", "Anh Hùng")
    assert [(it["code"], it["level"]) for it in bad["found"]] == [("page_unreachable", "red")]
    assert (told["level"], told["cause"], told["by"]) == ("red", "person", technician.shown_name())
    assert told["counts"] == {"green": 1, "amber": 0, "red": 1}
    english = house.client(house.person("organizer")).get(at, HTTP_ACCEPT_LANGUAGE="en").json()["board"]
    assert english["rows"][1]["found"][0]["message"] == WORDS["page_unreachable"][1]
    summary = api.get(at.replace("readiness/", "")).json()["readiness"]
    assert summary == {key: told[key] for key in ("at", "cause", "by", "level", "counts")}


def test_pages_that_are_off_are_not_asked(
    house: House, technician: User, ceremony: Ceremony, pages: list[Page]
) -> None:
    relays.stop_page(technician, ceremony, pages[1])
    told = house.client(technician).post(board_at(ceremony)).json()["board"]
    assert [row["page"]["name"] for row in told["rows"]] == ["Trang tập"]
    assert told["level"] == "green"


def test_two_who_ask_at_once_get_one_look(
    house: House, technician: User, ceremony: Ceremony, pages: list[Page]
) -> None:
    api = house.client(technician)
    first = api.post(board_at(ceremony)).json()["board"]
    assert api.post(board_at(ceremony)).json()["board"]["at"] == first["at"]
    assert Readiness.objects.count() == 1
    relays.stop_page(technician, ceremony, pages[1])
    assert len(api.post(board_at(ceremony)).json()["board"]["rows"]) == 1  # about other pages: asked anew


@pytest.mark.servers
def test_a_real_server_is_green_and_a_backup_that_fails_is_amber(
    house: House, technician: User, ceremony: Ceremony, make_page: MakePage, nginx_rtmp: NginxRtmp
) -> None:
    page = make_page("Trang", address=nginx_rtmp.address, address_backup=NOBODY, stream_key="khoa-bi-mat")
    relays.add_page(technician, ceremony, page)
    answer = house.client(technician).post(board_at(ceremony))
    (row,) = answer.json()["board"]["rows"]
    assert [(it["level"], it["code"], it["backup"]) for it in row["found"]] == [
        ("amber", "page_unreachable", True)
    ]
    assert row["found"][0]["message"].startswith("Địa chỉ dự phòng: ")
    assert nginx_rtmp.streams() == {}
    assert "khoa-bi-mat" not in answer.content.decode() + repr(Readiness.objects.values().get())


def test_the_line_is_judged_against_the_sum(
    house: House,
    technician: User,
    ceremony: Ceremony,
    make_page: MakePage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number, cap in enumerate((None, 1000)):
        page = make_page(str(number), address=f"{NOBODY}/{number}", stream_key="k", max_kbps=cap)
        relays.add_page(technician, ceremony, page)
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, uplink_kbps=3000))
    told = house.client(technician).post(board_at(ceremony)).json()["board"]["uplink"]
    assert told == {"needs_kbps": round(2428 * 0.92 + 1000), "has_kbps": 3000, "level": "red"}


def looked(now_s: float = 0.0) -> list[str]:
    """The causes of what is looked at so many seconds from now."""
    known = set(Readiness.objects.values_list("pk", flat=True))
    look_where_due(timezone.now() + timedelta(seconds=now_s))
    return list(Readiness.objects.exclude(pk__in=known).values_list("cause", flat=True))


def planned(
    make: Callable[..., Ceremony], technician: User, page: Page, hours: float, **more: Any
) -> Ceremony:
    ceremony = make(starts_at=timezone.now() + timedelta(hours=hours), **more)
    relays.add_page(technician, ceremony, page)
    return ceremony


def test_a_day_before_and_half_an_hour_before_it_looks_by_itself(
    make_ceremony: Callable[..., Ceremony], technician: User, make_page: MakePage
) -> None:
    ceremony = planned(make_ceremony, technician, make_page(), 25)
    assert looked() == []
    assert looked(3700) == ["day"]
    assert looked(3800) == []
    assert looked(24.6 * 3600) == ["half_hour"]
    assert looked(24.7 * 3600) == []
    assert looked(25.1 * 3600) == []
    later = ceremony.starts_at + timedelta(days=2)
    Ceremony.objects.filter(pk=ceremony.pk).update(starts_at=later, ends_at=later + timedelta(hours=1))
    assert looked(26 * 3600) == []
    assert looked(50 * 3600) == ["day"]  # it was put off, and is looked at anew


@pytest.mark.parametrize("why", ["cancelled", "not published", "no page on"])
def test_what_will_not_be_is_not_looked_at(
    why: str, make_ceremony: Callable[..., Ceremony], technician: User, make_page: MakePage
) -> None:
    page = make_page()
    ceremony = planned(make_ceremony, technician, page, 0.2, published=why != "not published")
    if why == "cancelled":
        Ceremony.objects.filter(pk=ceremony.pk).update(state=CeremonyState.CANCELLED)
    if why == "no page on":
        relays.stop_page(technician, ceremony, page)
    assert looked() == []


def test_a_look_that_nobody_ended_is_begun_again_by_one(
    make_ceremony: Callable[..., Ceremony], technician: User, make_page: MakePage
) -> None:
    ceremony = planned(make_ceremony, technician, make_page(), 0.2)
    now = timezone.now()
    assert timetable.claim(ceremony, LookCause.HALF_HOUR, now)
    assert timetable.claim(ceremony, LookCause.HALF_HOUR, now) is None
    assert look_where_due(now) == 0
    assert look_where_due(now + timetable.GIVEN_UP_AFTER + timedelta(seconds=1)) == 1
    assert Readiness.objects.get().rows


def test_pages_are_asked_at_once(
    technician: User, ceremony: Ceremony, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(6, timeout=10)

    for number in range(6):
        relays.add_page(technician, ceremony, make_page(str(number)))
    real = pagecheck.check_page

    def check(page: Page) -> Check:
        together.wait()  # none goes on before all six are asked
        return real(page)

    monkeypatch.setattr(looking, "check_page", check)
    assert len(looking.look_now(technician, ceremony).rows or []) == 6
