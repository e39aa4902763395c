"""What is posted is looked through before anybody reads it: refused, held with a reason, or shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from events.models import AuditEntry, Ceremony, Unit, User
from realtime.bodies import desk_comment, public_comment
from realtime.errors import WordsRefused
from realtime.limits import Windows
from realtime.models import Comment, WordRules
from realtime.selectors import words
from realtime.services import screening
from realtime.services.rooms import set_room
from realtime.words import Filter, parse
from tests.people import House
from tests.realtime.conftest import Post

pytestmark = pytest.mark.django_db
LIST = "[block]\nđồ ngu\n[hold]\nchán\n[allow]\nchán chê"


@pytest.fixture(autouse=True)
def fresh_filters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test's lists hold at once."""
    monkeypatch.setattr(words, "filters", words.Filters())
    monkeypatch.setattr(words, "FRESH_S", -1.0)


@pytest.fixture
def shown(ceremony: Ceremony, moderator: User) -> Ceremony:
    """A room whose comments are shown at once."""
    set_room(moderator, ceremony, moderation="post")
    return ceremony


@pytest.fixture
def listed(shown: Ceremony) -> Ceremony:
    WordRules.objects.create(unit=shown.unit, text=LIST)
    return shown


def found(comment: Comment) -> tuple[str, list[str]]:
    return comment.state, comment.held_for


@pytest.mark.parametrize(
    ("body", "held_for"),
    [
        ("Chúc buổi lễ thành công tốt đẹp", []),
        ("xem chán chê", []),
        ("Chán quá", ["words"]),
        ("c h á n", ["words"]),
        ("Vào nhom-kin.com nhé", ["link"]),
        ("Gọi 0912 345 678 để mua", ["phone"]),
        ("viết cho tôi: lan@example.org", ["email"]),
        ("Chán, vào nhom-kin.com", ["link", "words"]),
    ],
)
def test_what_is_suspect_waits_with_its_reasons_and_the_rest_is_shown(
    listed: Ceremony, post: Post, body: str, held_for: list[str]
) -> None:
    assert found(post(body)) == ("pending" if held_for else "published", held_for)


def test_a_blocked_word_is_refused_in_words_and_takes_no_number(listed: Ceremony, post: Post) -> None:
    with pytest.raises(WordsRefused) as refused:
        post("mày là đồ ngu")
    assert "Hãy viết lại" in refused.value.message
    assert post("Chào").seq == 1


def test_an_offices_name_is_held_and_a_persons_is_not(listed: Ceremony, post: Post) -> None:
    assert found(post(name="UBND xã Hy Cương")) == ("pending", ["name"])
    assert found(post(name="Nguyễn Thị Chủ")) == ("published", [])


def test_the_same_long_text_is_held_from_the_eleventh_time_and_wishes_are_not(
    listed: Ceremony, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Windows(screening.SAME_MOST, screening.SAME_SECONDS, screening.TEXTS_KEPT)
    monkeypatch.setattr(screening, "same_texts", fresh)
    long = "Mua đất nền giá rẻ nhất tỉnh, liên hệ ngay hôm nay"
    states = [found(post(long + "!" * number)) for number in range(12)]
    assert states == [("published", [])] * 10 + [("pending", ["same"])] * 2
    assert {found(post("Chúc mừng buổi lễ"))[0] for _ in range(12)} == {"published"}


def test_a_check_that_cannot_run_holds_the_comment(
    shown: Ceremony, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(unit_id: int) -> Filter:
        raise MemoryError

    monkeypatch.setattr(words.filters, "of", broken)
    assert found(post("Chào cả nhà")) == ("pending", ["unchecked"])


def test_the_desk_reads_why_and_where_and_nobody_else_does(listed: Ceremony, post: Post) -> None:
    comment = post("👍 Chán quá")
    desk: Any = desk_comment(comment)
    assert desk["held_for"] == ["words"]
    ((start, end),) = desk["hits"]
    as_a_browser_counts = comment.body.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
    assert as_a_browser_counts == "Chán"
    assert {"held_for", "hits"}.isdisjoint(public_comment(comment))


def test_a_list_holds_below_its_unit_and_beside_the_list_of_the_unit_itself(
    shown: Ceremony, post: Post
) -> None:
    above = shown.unit.parent
    assert above is not None
    WordRules.objects.create(unit=above, text="[hold]\nđất nền")
    assert found(post("bán đất nền"))[1] == ["words"]
    WordRules.objects.create(unit=shown.unit, text="[hold]\nchán")
    assert found(post("bán đất nền"))[1] == ["words"]
    assert found(post("chán quá"))[1] == ["words"]


def test_where_nobody_saved_a_list_there_is_one_to_begin_with(shown: Ceremony, post: Post) -> None:
    with pytest.raises(WordsRefused):
        post("địt mẹ")
    assert post("Tổ quốc ghi công").state == "published"


class TestDesk:
    """The list over REST."""

    @pytest.fixture
    def api(self, house: House, moderator: User) -> APIClient:
        return house.client(moderator)

    @pytest.fixture
    def url(self, ceremony: Ceremony) -> str:
        return f"/api/v1/units/{ceremony.unit_id}/words/"

    def test_it_begins_with_a_proposal_is_saved_whole_and_by_version(
        self, api: APIClient, url: str, ceremony: Ceremony
    ) -> None:
        first = api.get(url).json()
        assert first["version"] == 0 and len(parse(first["text"])) > 50
        saved = api.put(url, {"text": LIST, "version": 0}, format="json").json()
        assert (saved["version"], saved["text"]) == (1, LIST)
        late = api.put(url, {"text": "", "version": 0}, format="json")
        assert (late.status_code, late.json()["code"]) == (409, "words_changed")
        again = api.put(url, {"text": LIST + "\nhay", "version": 1}, format="json").json()
        assert again["version"] == 2
        assert api.put(url, {"text": "", "version": 1}, format="json").status_code == 409
        assert AuditEntry.objects.filter(action="words.set").count() == 2

    def test_a_line_that_cannot_be_listed_is_named_and_nothing_is_saved(
        self, api: APIClient, url: str, ceremony: Ceremony
    ) -> None:
        refused = api.put(url, {"text": "[block]\n" + "rất " * 13, "version": 0}, format="json")
        assert refused.status_code == 400
        assert "rất rất" in refused.json()["fields"]["text"]
        assert not WordRules.objects.exists()

    def test_the_box_says_what_would_become_of_a_comment_and_keeps_nothing(
        self, api: APIClient, url: str, make_ceremony: Callable[..., Ceremony]
    ) -> None:
        tried = api.post(f"{url}try/", {"body": "Chán, 0912 345 678", "text": LIST}, format="json").json()
        assert tried == {"refused": False, "held_for": ["phone", "words"], "hits": [[0, 4]]}
        assert api.post(f"{url}try/", {"body": "mày là đồ ngu", "text": LIST}, format="json").json()[
            "refused"
        ]
        assert api.post(f"{url}try/", {"body": "Chào"}, format="json").json()["held_for"] == []
        assert not Comment.objects.exists() and not WordRules.objects.exists()

    def test_a_unit_that_is_not_there_is_not_found(self, api: APIClient) -> None:
        assert api.get("/api/v1/units/99999/words/").status_code == 404
        assert Unit.objects.count() < 99999
