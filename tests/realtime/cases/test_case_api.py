"""One case over REST: who lifts, who answers, who reads what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from rest_framework.test import APIClient

from events.models import Ceremony, CrewMember, User
from realtime.services import receipts
from tests.people import House
from tests.realtime.cases.conftest import Lift
from tests.realtime.conftest import Post


def sent(client: APIClient, address: str, status: int = 200, method: str = "post", **body: Any) -> Any:
    answer = getattr(client, method)(f"/api/v1/{address}", body, format="json")
    assert answer.status_code == status, answer.json()
    return answer.json()


def test_from_the_comment_to_the_end(staff: APIClient, house: House, post: Post, citizen: APIClient) -> None:
    comment = post("Đường làng tối quá", name="Cô Hoa")
    asked = sent(staff, f"comments/{comment.pk}/case/", method="get")
    assert (asked["case"], asked["unit"]) == (None, house.commune.pk)
    assert {unit["name"] for unit in asked["units"]} == {"Tỉnh Phú Thọ", "Xã Hy Cương", "Phường Vân Phú"}
    due = (timezone.now() + timedelta(days=3)).isoformat()
    body: dict[str, Any] = {"subject": " Đèn  đường ", "unit": house.sibling.pk, "due_at": due}
    made = sent(staff, f"comments/{comment.pk}/case/", 201, **body)
    assert (made["subject"], made["state"], made["unit"]["name"]) == ("Đèn đường", "new", "Phường Vân Phú")
    assert (made["comment"]["body"], made["author"]) == ("Đường làng tối quá", "Cô Hoa")
    assert (made["may_answer"], made["people"]) == (False, [])
    assert sent(staff, f"comments/{comment.pk}/case/", 200, subject="Khác")["subject"] == "Đèn đường"
    assert sent(staff, f"comments/{comment.pk}/case/", method="get")["case"] == made["id"]
    at = f"cases/{made['id']}/"
    sent(staff, f"{at}answer/", 403, text="Không phải việc của tôi")
    theirs = house.client(house.person("organizer", "sibling"))
    owner = house.person("technician", "sibling")
    assert owner.pk in [one["id"] for one in sent(theirs, at, method="get")["people"]]
    given = sent(theirs, at, method="patch", owner=owner.pk, version=made["version"])
    assert (given["state"], given["owner"]["id"]) == ("assigned", owner.pk)
    assert sent(theirs, f"{at}notes/", 201, body="Đã gọi điện lực")["by"] == "Tổ chức Phường Vân Phú"
    sent(theirs, f"{at}answer/", 409, text="Đã sửa", version=made["version"])
    done = sent(theirs, f"{at}answer/", text="Đã sửa", version=given["version"])
    assert (done["state"], done["answered_by"]) == ("answered", "Tổ chức Phường Vân Phú")
    ended = sent(staff, f"{at}close/")
    assert (ended["state"], [note["body"] for note in ended["notes"]]) == ("closed", ["Đã gọi điện lực"])
    assert sent(citizen, f"receipts/{made['code']}/", method="get")["answer"] == "Đã sửa"


def test_a_guest_moderator_of_the_crew_lifts_and_does_not_answer(
    house: House, ceremony: Ceremony, post: Post
) -> None:
    guest = User.objects.create(username="khách")
    CrewMember.objects.create(user=guest, ceremony=ceremony, role="moderator")
    client = house.client(guest)
    made = sent(client, f"comments/{post().pk}/case/", 201, subject="Đèn đường")
    assert (made["may_answer"], made["people"]) == (False, [])
    sent(client, f"cases/{made['id']}/answer/", 403, text="Đã sửa")


def test_only_the_units_staff_reads_how_the_citizen_is_reached(
    lift: Lift, staff: APIClient, house: House
) -> None:
    case = lift(unit=house.sibling.pk)
    receipts.set_contact(case.code, "", phone="0912 345 678")
    theirs = house.client(house.person("technician", "sibling"))
    contact = sent(theirs, f"cases/{case.pk}/", method="get")["contact"]
    assert contact == {"readable": True, "name": "", "phone": "0912 345 678", "email": ""}
    assert sent(staff, f"cases/{case.pk}/", method="get")["contact"] is None
    for address in ("cases/", "cases.csv"):
        assert "0912" not in theirs.get(f"/api/v1/{address}").content.decode()


def test_what_cannot_be_opened_says_so(lift: Lift, staff: APIClient) -> None:
    case = lift()
    case.contact_sealed = "not-of-this-keyring"
    case.save()
    contact = sent(staff, f"cases/{case.pk}/", method="get")["contact"]
    assert contact == {"readable": False, "name": "", "phone": "", "email": ""}


def test_a_case_of_others_is_nothing(lift: Lift, house: House) -> None:
    case, stranger = lift(), house.client(house.person("moderator", "sibling"))
    for method, rest in (
        ("get", ""),
        ("patch", ""),
        ("post", "notes/"),
        ("post", "answer/"),
        ("post", "close/"),
    ):
        sent(stranger, f"cases/{case.pk}/{rest}", 404, method=method)


def test_bodies_are_bounded(lift: Lift, staff: APIClient, post: Post) -> None:
    at = f"cases/{lift().pk}/"
    sent(staff, f"comments/{post().pk}/case/", 400, subject="\u200b ")
    sent(staff, at, 400, method="patch", subject="x" * 201)
    sent(staff, f"{at}notes/", 400, body="")
    sent(staff, f"{at}answer/", 400, text="x" * 4001)
    said = sent(staff, f"{at}close/", 400)
    assert (said["code"], list(said["fields"])) == ("reason_needed", ["reason"])
