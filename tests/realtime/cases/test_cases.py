"""Cases: lifted once, handed on, answered, closed; each change recorded, nothing of the citizen in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.models import AuditEntry, Ceremony, Unit, User
from realtime import case_errors as wrong
from realtime.models import Case
from realtime.services import cases
from tests.people import House
from tests.realtime.cases.conftest import Lift
from tests.realtime.conftest import Post


def told() -> list[tuple[str, dict[str, Any]]]:
    entries = AuditEntry.objects.filter(action__startswith="case.").order_by("id")
    return [(entry.action, entry.detail) for entry in entries]


def test_a_comment_becomes_one_case_whoever_lifts_it_again(
    post: Post, moderator: User, house: House, ceremony: Ceremony
) -> None:
    comment = post("Đường làng tối quá")
    first = cases.lift(moderator, comment, subject="Đèn đường")
    again = cases.lift(house.person("moderator", "parent"), comment, subject="Khác")
    assert (first.repeated, again.repeated, again.case.pk) == (False, True, first.case.pk)
    case = Case.objects.get()
    assert (case.subject, case.unit, case.state, case.owner) == ("Đèn đường", ceremony.unit, "new", None)
    assert timedelta(days=6, hours=23) < case.due_at - timezone.now() <= timedelta(days=7)
    assert [act for act, _ in told()] == ["case.lift"]


def test_an_owner_makes_it_assigned_and_no_owner_new_again(lift: Lift, house: House) -> None:
    case, moderator = lift(), house.person("moderator")
    person = house.person("organizer")
    case = cases.change(moderator, case.pk, {"owner": person.pk})
    assert (case.state, case.owner, case.version) == ("assigned", person, 2)
    case = cases.change(moderator, case.pk, {"owner": None})
    assert (case.state, case.owner, case.version) == ("new", None, 3)
    assert lift(owner=person.pk).state == "assigned"


def test_another_unit_begins_without_an_owner(lift: Lift, house: House) -> None:
    moderator = house.person("moderator")
    case = lift(owner=house.person("organizer").pk)
    case = cases.change(moderator, case.pk, {"unit": house.parent.pk})
    assert (case.unit, case.owner, case.state) == (house.parent, None, "new")
    action, detail = told()[-1]
    assert action == "case.change"
    assert detail["unit"] == ["Xã Hy Cương", "Tỉnh Phú Thọ"]
    assert detail["state"] == ["assigned", "new"]


def test_what_is_so_already_is_no_change(lift: Lift, moderator: User) -> None:
    case = lift()
    entries = len(told())
    same = {"subject": case.subject, "unit": case.unit_id, "owner": None, "due_at": case.due_at}
    assert cases.change(moderator, case.pk, same).version == 1
    cases.answer(moderator, case.pk, text="Đã sửa")
    answered = cases.answer(moderator, case.pk, text="Đã sửa")
    cases.close(moderator, case.pk)
    assert cases.close(moderator, case.pk, reason="lại").close_reason == ""
    assert (answered.version, len(told())) == (2, entries + 2)


def test_units_and_owners_are_of_the_same_tree(lift: Lift, house: House, moderator: User) -> None:
    stranger = Unit.objects.create(name="Tỉnh khác", slug="tinh-khac")
    case = lift()
    with pytest.raises(wrong.UnitNotHere):
        cases.change(moderator, case.pk, {"unit": stranger.pk})
    with pytest.raises(wrong.UnitNotHere):
        lift(unit=stranger.pk)
    with pytest.raises(wrong.OwnerNotOfUnit):
        cases.change(moderator, case.pk, {"owner": house.person("organizer", "sibling").pk})
    assert lift(unit=house.sibling.pk, owner=house.person("organizer", "parent").pk).state == "assigned"


def test_a_deadline_lies_ahead(lift: Lift, moderator: User) -> None:
    case, past = lift(), timezone.now() - timedelta(minutes=1)
    with pytest.raises(wrong.DeadlinePast):
        cases.change(moderator, case.pk, {"due_at": past})
    with pytest.raises(wrong.DeadlinePast):
        lift(due_at=past)


def test_who_answers_first_owns_it_and_an_answer_can_be_put_right(
    lift: Lift, moderator: User, house: House
) -> None:
    case = cases.answer(moderator, lift().pk, text="Sẽ sửa")
    assert (case.state, case.owner, case.answered_name) == ("answered", moderator, moderator.name)
    first = case.answered_at
    case = cases.answer(house.person("organizer"), case.pk, text="Đã sửa xong", version=2)
    assert (case.answer, case.owner, case.answered_at) == ("Đã sửa xong", moderator, first)
    assert [detail["answer"] for act, detail in told() if act == "case.answer"] == ["Sẽ sửa", "Đã sửa xong"]
    with pytest.raises(wrong.CaseAnswered):
        cases.change(moderator, case.pk, {"unit": house.parent.pk})


def test_an_end_without_an_answer_needs_a_reason(lift: Lift, moderator: User) -> None:
    case = lift()
    with pytest.raises(wrong.ReasonNeeded):
        cases.close(moderator, case.pk)
    closed = cases.close(moderator, case.pk, reason="Trùng với kiến nghị khác")
    assert (closed.state, closed.close_reason) == ("closed", "Trùng với kiến nghị khác")


@pytest.mark.parametrize(
    "deed",
    [
        lambda who, pk: cases.change(who, pk, {"subject": "Khác"}),
        lambda who, pk: cases.answer(who, pk, text="Khác"),
    ],
    ids=["change", "answer"],
)
def test_what_is_closed_stays_but_for_notes(
    lift: Lift, moderator: User, deed: Callable[[User, int], Case]
) -> None:
    case = lift()
    cases.close(moderator, case.pk, reason="Trùng")
    with pytest.raises(wrong.CaseClosed):
        deed(moderator, case.pk)
    assert cases.note(moderator, case.pk, "Đã gọi lại").case_id == case.pk


def test_two_who_read_the_same_do_not_overwrite_each_other(lift: Lift, moderator: User) -> None:
    case = lift()
    cases.change(moderator, case.pk, {"subject": "Một"}, version=1)
    with pytest.raises(wrong.CaseChanged):
        cases.change(moderator, case.pk, {"subject": "Hai"}, version=1)
    with pytest.raises(wrong.CaseChanged):
        cases.answer(moderator, case.pk, text="Hai", version=1)
    with pytest.raises(wrong.CaseChanged):
        cases.close(moderator, case.pk, reason="Hai", version=1)
    assert Case.objects.get().subject == "Một"


def test_the_record_holds_no_code_no_note_and_no_private_answer(lift: Lift, moderator: User) -> None:
    case = lift()
    cases.note(moderator, case.pk, "ghi-chu-kin")
    cases.answer(moderator, case.pk, text="tra-loi-rieng", public=False)
    cases.close(moderator, case.pk)
    assert [act for act, _ in told()] == ["case.lift", "case.note", "case.answer", "case.close"]
    for secret in (case.code, "ghi-chu-kin", "tra-loi-rieng"):
        assert secret not in str(told())


def test_a_note_is_written_once(lift: Lift, moderator: User) -> None:
    note = cases.note(moderator, lift().pk, "Đã gọi")
    note.body = "Khác"
    with pytest.raises(TypeError):
        note.save()
    with pytest.raises(TypeError):
        note.delete()
