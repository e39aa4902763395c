"""The list: whose cases, narrowed, late ones marked, as a file."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import Ceremony, CrewMember, User
from realtime.models import Case
from realtime.services import cases
from tests.people import House
from tests.realtime.cases.conftest import Lift

AT = "/api/v1/cases/"


def shown(client: APIClient, **query: Any) -> list[str]:
    answer = client.get(AT, query)
    assert answer.status_code == 200, answer.json()
    return [case["subject"] for case in answer.json()["cases"]]


def overdue(case: Case, days: int = 1) -> Case:
    Case.objects.filter(pk=case.pk).update(due_at=timezone.now() - timedelta(days=days))
    return case


def test_everybody_sees_the_cases_of_the_own_units_and_ceremonies(
    lift: Lift, house: House, ceremony: Ceremony
) -> None:
    lift("của xã")
    lift("chuyển phường", unit=house.sibling.pk)
    lift("chuyển tỉnh", unit=house.parent.pk)
    every = ["chuyển tỉnh", "chuyển phường", "của xã"]
    guest = User.objects.create(username="khách")
    expected = {
        ("moderator", "commune"): every,  # moderates the ceremony
        ("organizer", "commune"): ["của xã"],
        ("technician", "sibling"): ["chuyển phường"],
        ("organizer", "parent"): every,
    }
    for (role, where), subjects in expected.items():
        assert shown(house.client(house.person(role, where))) == subjects, (role, where)
    assert shown(house.client(guest)) == []
    for role in ("moderator", "technician"):  # two places bring nothing twice
        CrewMember.objects.create(user=guest, ceremony=ceremony, role=role)
    assert shown(house.client(guest)) == every


def test_it_is_narrowed_by_unit_state_lateness_and_words(
    lift: Lift, staff: APIClient, moderator: User, house: House
) -> None:
    lift("Đèn đường hỏng", body="Xóm 3 tối om")
    road = lift("Đường lầy", unit=house.sibling.pk, name="Cô Hoà")
    answered = cases.answer(moderator, lift("Rác thải").pk, text="Đã thu gom")
    overdue(road)
    assert shown(staff, unit=house.sibling.pk) == ["Đường lầy"]
    assert shown(staff, state="answered") == ["Rác thải"]
    assert shown(staff, late=True) == ["Đường lầy"]
    assert shown(staff, late=False) == ["Rác thải", "Đèn đường hỏng"]
    assert shown(staff, q="duong") == ["Đường lầy", "Đèn đường hỏng"]
    assert shown(staff, q="DUONG co hoa") == ["Đường lầy"]
    assert shown(staff, q="xom 3") == ["Đèn đường hỏng"]
    assert shown(staff, q="thu gom") == ["Rác thải"]
    assert shown(staff, q=answered.code.lower().replace("-", " ")) == ["Rác thải"]
    assert shown(staff, q="%") == []
    assert staff.get(AT, {"state": "gone"}).status_code == 400


@pytest.mark.parametrize(
    ("answered", "closed", "late"),
    [
        (None, None, True),
        (-2, None, False),
        (1, None, True),
        (None, -2, False),
        (-2, 1, False),
        (None, 1, True),
    ],
    ids=["waits", "in time", "too late", "ended in time", "answered in time, ended after", "ended too late"],
)
def test_a_late_one_is_marked_alike_in_the_list_and_in_the_filter(
    lift: Lift, staff: APIClient, answered: int | None, closed: int | None, late: bool
) -> None:
    """Days from a deadline that was two days ago."""
    due = timezone.now() - timedelta(days=2)
    times = {
        "answered_at": due + timedelta(days=answered) if answered else None,
        "closed_at": due + timedelta(days=closed) if closed else None,
    }
    Case.objects.filter(pk=lift().pk).update(due_at=due, **times)
    (case,) = staff.get(AT).json()["cases"]
    assert case["late"] is late
    assert bool(shown(staff, late=True)) is late
    assert bool(shown(staff, late=False)) is not late


def test_pages_follow_each_other(lift: Lift, staff: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtime.api.cases.SHOWN", 2)
    made = [lift(str(number)) for number in range(3)]
    first = staff.get(AT).json()
    assert ([case["id"] for case in first["cases"]], first["more"]) == ([made[2].pk, made[1].pk], True)
    rest = staff.get(AT, {"before": made[1].pk}).json()
    assert ([case["id"] for case in rest["cases"]], rest["more"]) == ([made[0].pk], False)


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    lift: Lift, staff: APIClient, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        lift()
    with django_assert_max_num_queries(6):
        assert len(shown(staff)) == 12


def test_the_file_has_what_is_asked_for_and_no_formula(lift: Lift, staff: APIClient, moderator: User) -> None:
    late = overdue(lift("=cmd|calc", body="@SUM(1)"))
    done = cases.answer(moderator, lift("Rác thải").pk, text="Đã thu gom")
    cases.note(moderator, done.pk, "ghi-chu-kin")
    answer = staff.get("/api/v1/cases.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    head, second, first = list(csv.reader(io.StringIO(text)))
    assert head[:4] == ["Mã", "Nội dung", "Bình luận", "Người viết"]
    assert (first[0], first[1], first[2], first[10]) == (late.code, "'=cmd|calc", "'@SUM(1)", "trễ")
    assert (second[1], second[7], second[11]) == ("Rác thải", "Đã trả lời", "Đã thu gom")
    assert "ghi-chu-kin" not in text
    narrowed = staff.get("/api/v1/cases.csv", {"late": True}, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert narrowed.splitlines()[0].startswith("\ufeffCode,Subject")
    assert "Rác thải" not in narrowed
