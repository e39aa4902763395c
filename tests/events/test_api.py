"""The organizers' REST: shapes, errors in the caller's language, nothing lost on bad input."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from rest_framework.test import APIClient

from events.models import Ceremony, User
from tests.people import House

Make = Callable[..., Ceremony]
C = "/api/v1/ceremonies/"


@pytest.fixture
def organizer(house: House) -> APIClient:
    return house.client(house.person("organizer"))


def ceremony_json(house: House, **more: Any) -> dict[str, Any]:
    given = {"unit": house.commune.pk, "title": "Giỗ Tổ", "starts_at": "2027-04-16T07:00:00+07:00"}
    return given | {"ends_at": "2027-04-16T09:00:00+07:00"} | more


def test_a_ceremony_is_scheduled_published_and_seen_by_the_public(house: House, organizer: APIClient) -> None:
    made = organizer.post(C, ceremony_json(house), format="json")
    assert made.status_code == 201
    slug = made.json()["slug"]
    assert (slug, made.json()["starts_at"]) == ("gio-to", "2027-04-16T00:00:00.000Z")
    public = house.client()
    assert public.get(f"{C}{slug}/").status_code == 404
    assert organizer.post(f"{C}{slug}/publish/").json()["published_version"] == 1
    body = public.get(f"{C}{slug}/").json()
    assert (body["title"], body["version"], body["state"]) == ("Giỗ Tổ", 1, "scheduled")
    assert [row["slug"] for row in public.get(C).json()["results"]] == [slug]


def test_the_public_reads_the_published_version_until_the_next(house: House, organizer: APIClient) -> None:
    slug = organizer.post(C, ceremony_json(house), format="json").json()["slug"]
    organizer.post(f"{C}{slug}/publish/")
    edited = organizer.patch(f"{C}{slug}/", {"title": "Giỗ Tổ 2027"}, format="json").json()
    assert (edited["has_unpublished_changes"], edited["review_state"]) == (True, "draft")
    assert house.client().get(f"{C}{slug}/").json()["title"] == "Giỗ Tổ"


@pytest.mark.parametrize(
    ("language", "message"),
    [("vi", "Giờ kết thúc phải sau giờ bắt đầu."), ("en", "The end must be after the start.")],
)
def test_an_end_before_the_start_is_named_in_the_callers_language(
    language: str, message: str, house: House, organizer: APIClient
) -> None:
    bad = ceremony_json(house, ends_at="2027-04-16T06:00:00+07:00")
    answer = organizer.post(C, bad, format="json", headers={"accept-language": language})
    expected = {"code": "end_before_start", "message": message, "fields": {"ends_at": message}}
    assert (answer.status_code, answer.json()) == (400, expected)


def test_a_slug_that_exists_answers_409_and_keeps_the_first(house: House, organizer: APIClient) -> None:
    organizer.post(C, ceremony_json(house, slug="gio-to"), format="json")
    answer = organizer.post(C, ceremony_json(house, slug="gio-to", title="Khác"), format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")
    assert Ceremony.objects.get(slug="gio-to").title == "Giỗ Tổ"


def test_an_illegal_act_answers_409_with_what_would_be_legal(
    organizer: APIClient, make_ceremony: Make
) -> None:
    ceremony = make_ceremony(published=False)
    answer = organizer.post(f"{C}{ceremony.slug}/approve/")
    assert (answer.status_code, answer.json()["legal"]) == (409, ["submit", "publish", "cancel"])


def test_a_draft_moves_to_another_unit_only_where_its_organizer_may_make_one(
    house: House, organizer: APIClient, make_ceremony: Make
) -> None:
    slug = make_ceremony(published=False).slug
    refused = organizer.patch(f"{C}{slug}/", {"unit": house.sibling.pk}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    above = house.client(house.person("organizer", "parent"))
    moved = above.patch(f"{C}{slug}/", {"unit": house.sibling.pk}, format="json")
    assert moved.json()["unit"]["slug"] == "van-phu"
    above.post(f"{C}{slug}/publish/")
    fixed = above.patch(f"{C}{slug}/", {"unit": house.commune.pk}, format="json")
    assert (fixed.status_code, fixed.json()["code"]) == (409, "unit_fixed")


def test_missing_fields_are_each_named(organizer: APIClient) -> None:
    answer = organizer.post(C, {}, format="json")
    assert answer.json()["code"] == "invalid"
    assert set(answer.json()["fields"]) == {"unit", "title", "starts_at", "ends_at"}


def test_a_bad_segment_is_named_by_its_row(organizer: APIClient, make_ceremony: Make) -> None:
    rows = [{"title": "Chào cờ"}, {"title": "", "duration_s": -1}]
    slug = make_ceremony().slug
    answer = organizer.put(f"{C}{slug}/rundown/", {"segments": rows}, format="json")
    assert set(answer.json()["fields"]) == {"segments.1.title", "segments.1.duration_s"}


def test_times_flow_through_the_rundown_and_the_cue_is_seen_in_public(
    house: House, organizer: APIClient, make_ceremony: Make
) -> None:
    slug = make_ceremony(published=False).slug
    rows = [{"title": "Chào cờ", "duration_s": 300}, {"title": "Diễn văn", "duration_s": 600}]
    body = organizer.put(f"{C}{slug}/rundown/", {"segments": rows}, format="json").json()
    starts = [row["starts_at"][14:19] for row in body["segments"]]
    assert int(starts[1][:2]) == (int(starts[0][:2]) + 5) % 60
    organizer.post(f"{C}{slug}/publish/")
    second = body["segments"][1]["id"]
    organizer.post(f"{C}{slug}/cue/", {"segment": second}, format="json")
    public = house.client().get(f"{C}{slug}/").json()
    assert (public["now"], [row["title"] for row in public["rundown"]]) == (second, ["Chào cờ", "Diễn văn"])
    assert "notes" not in public["rundown"][0]


def picture(kind: str) -> SimpleUploadedFile:
    raw = io.BytesIO()
    Image.new("RGB", (64, 36), "maroon").save(raw, kind)
    return SimpleUploadedFile(f"bia.{kind.lower()}", raw.getvalue())


def test_a_cover_is_taken_as_a_picture_and_nothing_else(
    house: House, organizer: APIClient, make_ceremony: Make
) -> None:
    slug = make_ceremony(published=False).slug
    taken = organizer.patch(f"{C}{slug}/", {"cover": picture("PNG")}, format="multipart")
    assert taken.json()["cover"].startswith("/media/covers/")
    assert house.client().get(taken.json()["cover"]).status_code == 200
    for wrong in (picture("GIF"), SimpleUploadedFile("a.png", b"<svg onload=alert(1)>")):
        refused = organizer.patch(f"{C}{slug}/", {"cover": wrong}, format="multipart")
        assert (refused.status_code, refused.json()["code"]) == (400, "bad_picture")
    assert organizer.get(f"{C}{slug}/").json()["cover"] == taken.json()["cover"]


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [(b"{", 400, "malformed"), (b'"x"', 400, "invalid"), (b'{"title": "' + b"x" * 300_000, 413, "too_big")],
)
def test_a_broken_or_oversized_body_gets_the_envelope(
    raw: bytes, status: int, code: str, organizer: APIClient
) -> None:
    answer = organizer.post(C, raw, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_login_opens_a_session_and_a_wrong_one_says_nothing_of_which_part(house: House) -> None:
    User.objects.create_user("lan", password="dung-mat-khau", name="Nguyễn Thị Lan")
    client = house.client()
    assert client.get("/api/v1/session/").json()["user"] is None
    for wrong in ({"username": "lan", "password": "sai"}, {"username": "ai-do", "password": "dung-mat-khau"}):
        answer = client.post("/api/v1/session/", wrong, format="json")
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_login")
    right = {"username": "lan", "password": "dung-mat-khau"}
    assert client.post("/api/v1/session/", right, format="json").json()["user"]["name"] == "Nguyễn Thị Lan"
    assert client.get("/api/v1/session/").json()["user"]["username"] == "lan"
    assert client.delete("/api/v1/session/").status_code == 204
    assert client.get("/api/v1/session/").json()["user"] is None


def test_a_token_opens_the_api(house: House) -> None:
    User.objects.create_user("may", password="dung-mat-khau")
    client = house.client()
    token = client.post("/api/v1/token/", {"username": "may", "password": "dung-mat-khau"}, format="json")
    client.credentials(HTTP_AUTHORIZATION=f"Token {token.json()['token']}")
    assert client.get("/api/v1/units/").status_code == 200


def test_a_covers_name_is_ours_and_nothing_in_it_can_run(organizer: APIClient, make_ceremony: Make) -> None:
    upload = picture("PNG")
    upload.name = "evil.html"
    slug = make_ceremony(published=False).slug
    cover = organizer.patch(f"{C}{slug}/", {"cover": upload}, format="multipart").json()["cover"]
    assert cover.endswith(".png")
    answer = organizer.get(cover)
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("year", ["1816", "9999"])
def test_a_year_far_away_is_refused(year: str, house: House, organizer: APIClient) -> None:
    given = {"starts_at": f"{year}-01-01T00:00:00Z", "ends_at": f"{year}-01-01T01:00:00Z"}
    answer = organizer.post(C, ceremony_json(house, **given), format="json")
    assert (answer.status_code, set(answer.json()["fields"])) == (400, {"starts_at", "ends_at"})


@pytest.mark.parametrize("query", [f"unit={2**70}", "unit=-1", "from=x", "state=none", "scope=all"])
def test_an_odd_question_gets_an_answer_and_no_failure(query: str, organizer: APIClient) -> None:
    assert organizer.get(f"{C}?{query}").json()["code"] == "invalid"


def test_deeply_nested_json_is_malformed_and_no_failure(organizer: APIClient) -> None:
    answer = organizer.post(C, b"[" * 100_000, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
