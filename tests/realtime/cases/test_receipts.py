"""The public side: look-ups are slowed, contact details sealed, and answers bring no comment back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from events.models import AuditEntry, Ceremony, User
from realtime import codes, device
from realtime.models import Case
from realtime.services import cases, receipts
from realtime.services.retention import forget_addresses
from tests.people import House
from tests.realtime.cases.conftest import Lift
from tests.realtime.conftest import Act

NEAR, NEIGHBOUR, FAR = "203.0.113.7", "203.0.113.99", "198.51.100.7"
PUBLIC = {
    "code", "subject", "state", "unit", "body", "lifted_at", "due_at", "late", "answer", "answered_at",
    "close_reason", "closed_at", "has_contact", "ceremony",
}  # fmt: skip


def asked(client: APIClient, code: str, address: str = NEAR) -> Any:
    return client.get(f"/api/v1/receipts/{code}/", REMOTE_ADDR=address)


def left(client: APIClient, code: str, address: str = NEAR, **body: str) -> Any:
    return client.post(f"/api/v1/receipts/{code}/contact/", body, format="json", REMOTE_ADDR=address)


def test_the_citizen_reads_how_far_it_is_and_nothing_of_the_staff(
    lift: Lift, citizen: APIClient, moderator: User
) -> None:
    case = lift(body="Đường làng tối quá", owner=moderator.pk)
    cases.note(moderator, case.pk, "ghi-chu-kin")
    answer = asked(citizen, case.code.lower())
    body = answer.json()
    assert answer["Cache-Control"] == "no-store"
    assert body.keys() == PUBLIC
    assert (body["state"], body["body"], body["has_contact"]) == ("assigned", "Đường làng tối quá", False)
    assert moderator.name not in str(body)
    assert "ghi-chu-kin" not in str(body)


def test_guesses_are_bounded_by_network_and_true_codes_are_no_way_around(
    lift: Lift, citizen: APIClient
) -> None:
    code = lift().code
    for _ in range(receipts.MISSES):
        assert asked(citizen, codes.new_code()).status_code == 404
    stopped = asked(citizen, code, NEIGHBOUR)
    assert stopped.status_code == 429
    assert 1 <= stopped.json()["retry_after"] <= receipts.WINDOW_S
    assert left(citizen, code, phone="0912345678").status_code == 429
    assert asked(citizen, code, FAR).status_code == 200


def test_looks_at_true_codes_are_bounded_widely(
    lift: Lift, citizen: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "LOOKS", 3)
    code = lift().code
    assert [asked(citizen, code).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_contact_details_are_sealed_and_in_no_answer_and_no_record(lift: Lift, citizen: APIClient) -> None:
    code = lift().code
    answer = left(citizen, code, name="Cô Hoa", phone="0912 345 678", email="hoa@example.vn")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["has_contact"]
    case = Case.objects.get()
    given = {"name": "Cô Hoa", "phone": "0912 345 678", "email": "hoa@example.vn"}
    assert receipts.contact_of(case) == given
    entry = AuditEntry.objects.filter(action="case.contact").get()
    assert entry.detail == {"case": case.pk, "again": False}
    row = str(Case.objects.filter(pk=case.pk).values())
    for secret in given.values():
        for place in (row, answer.content.decode(), asked(citizen, code).content.decode(), str(entry.detail)):
            assert secret not in place


def test_the_newer_contact_takes_the_olders_place(lift: Lift, citizen: APIClient) -> None:
    code = lift().code
    left(citizen, code, phone="0912345678")
    left(citizen, code, email="hoa@example.vn")
    assert receipts.contact_of(Case.objects.get()) == {"name": "", "phone": "", "email": "hoa@example.vn"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "Cô Hoa"}, "contact_missing"),
        ({"phone": "gọi tôi nhé"}, "invalid"),
        ({"email": "hoa"}, "invalid"),
        ({"phone": "0912345678", "name": "x" * 61}, "invalid"),
    ],
    ids=["name alone", "no number", "no address", "long name"],
)
def test_what_reaches_nobody_is_refused(
    lift: Lift, citizen: APIClient, body: dict[str, str], code: str
) -> None:
    answer = left(citizen, lift().code, **body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_contacts_are_bounded_and_end_with_the_case(lift: Lift, citizen: APIClient, moderator: User) -> None:
    case = lift()
    for _ in range(receipts.CONTACTS):
        assert left(citizen, case.code, phone="0912345678").status_code == 200
    assert left(citizen, case.code, phone="0912345678").status_code == 429
    cases.close(moderator, case.pk, reason="Trùng")
    ended = left(citizen, case.code, FAR, phone="0987654321")
    assert (ended.status_code, ended.json()["code"]) == (409, "case_closed")


def test_contacts_are_forgotten_ninety_days_after_the_end(lift: Lift, moderator: User) -> None:
    made = [lift() for _ in range(3)]
    for case in made:
        receipts.set_contact(case.code, "", phone="0912345678")
    for case, days in zip(made[:2], (91, 89), strict=True):
        cases.close(moderator, case.pk, reason="Trùng")
        Case.objects.filter(pk=case.pk).update(closed_at=timezone.now() - timedelta(days=days))
    forget_addresses()
    kept = Case.objects.exclude(contact_sealed="").values_list("pk", flat=True)
    assert set(kept) == {made[1].pk, made[2].pk}


def test_a_phone_finds_the_receipts_of_its_own_comments(lift: Lift, citizen: APIClient, house: House) -> None:
    mine, _ = lift(device="a" * 32), lift(device="b" * 32)
    assert citizen.get("/api/v1/receipts/").json() == {"receipts": []}
    citizen.cookies[device.COOKIE] = device.signed("a" * 32)
    answer = citizen.get("/api/v1/receipts/")
    assert [one["code"] for one in answer.json()["receipts"]] == [mine.code]
    assert answer["Cache-Control"] == "no-store"
    forger = house.client()
    forger.cookies[device.COOKIE] = "a" * 32
    assert forger.get("/api/v1/receipts/").json() == {"receipts": []}


def test_answers_are_public_with_their_comments_and_without_the_code(
    lift: Lift, citizen: APIClient, ceremony: Ceremony, moderator: User
) -> None:
    case = lift("Đèn đường", body="Tối quá", name="Cô Hoa")
    at = f"/api/v1/ceremonies/{ceremony.slug}/answers/"
    assert citizen.get(at).json() == {"answers": []}
    cases.answer(moderator, case.pk, text="Đã sửa")
    (found,) = citizen.get(at).json()["answers"]
    assert (found["comment"], found["name"], found["body"]) == (case.comment_id, "Cô Hoa", "Tối quá")
    assert (found["subject"], found["unit"], found["answer"]) == ("Đèn đường", "Xã Hy Cương", "Đã sửa")
    assert case.code not in str(found)
    cases.close(moderator, case.pk)
    assert len(citizen.get(at).json()["answers"]) == 1


def test_an_answer_brings_no_comment_back_that_the_public_does_not_see(
    lift: Lift, citizen: APIClient, ceremony: Ceremony, moderator: User, act: Act
) -> None:
    waiting, hidden, private = lift(shown=False), lift(), lift()
    for case, public in ((waiting, True), (hidden, True), (private, False)):
        cases.answer(moderator, case.pk, text="Đã sửa", public=public)
    act(hidden.comment, "hide")
    assert citizen.get(f"/api/v1/ceremonies/{ceremony.slug}/answers/").json() == {"answers": []}
    assert [asked(citizen, case.code).json()["answer"] for case in (waiting, hidden, private)] == [
        "Đã sửa"
    ] * 3
