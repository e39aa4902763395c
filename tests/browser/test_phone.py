"""What a phone of 360 px shows: nothing cut, nothing out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"
THUMB_PX = 44
ZALGO = "Chào" + "\u0323\u0302\u0301" * 40


@pytest.fixture
def phone(desk: Desk, browser: Browser) -> Iterator[Page]:
    who = person(browser, desk.base, PHONE, has_touch=True)
    yield who.page
    assert (who.foreign, who.errors) == ([], [])
    who.page.context.close()


def on_screen(found: Locator) -> bool:
    """Whole within the width of the screen."""
    box = found.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


def is_clipped(found: Locator) -> bool:
    return bool(found.evaluate("it => getComputedStyle(it).overflowY") == "clip")


def test_the_watch_page_has_a_way_home_and_the_other_language_and_the_picture_stays_first(
    desk: Desk, phone: Page
) -> None:
    phone.goto(f"{desk.base}/c/{SLUG}")
    picture = phone.get_by_test_id("watch-state").bounding_box()
    assert picture is not None
    assert (picture["x"], picture["y"], picture["width"]) == (0, 0, PHONE["width"])
    language = phone.get_by_role("button", name="Switch to English").last
    for found in (language, phone.get_by_role("link", name="Về lịch phát sóng").last):
        box = found.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= THUMB_PX
        assert on_screen(found)
    language.click()
    expect(phone.get_by_placeholder("Write a comment…")).to_be_visible()
    phone.reload()
    expect(phone.get_by_placeholder("Write a comment…")).to_be_visible()
    phone.get_by_role("link", name="Back to the calendar").last.click()
    expect(phone.get_by_role("heading", name="Broadcast calendar")).to_be_visible()


def test_the_place_and_the_moderators_filters_are_shown_whole(desk: Desk, phone: Page) -> None:
    phone.goto(f"{desk.base}/c/{SLUG}")
    place = phone.locator(".meta")
    expect(place).to_contain_text("Quảng trường Hùng Vương")
    assert place.evaluate("it => it.scrollWidth <= it.clientWidth")
    log_in_on(phone, desk, "moderator")
    phone.goto(f"{desk.base}/studio/c/{SLUG}/comments")
    for name in ("Chờ duyệt", "Đã hiện", "Đã ẩn", "Tất cả"):
        assert on_screen(phone.locator("label", has_text=name)), name


def test_no_comment_can_draw_over_its_neighbours(desk: Desk, phone: Page) -> None:
    desk.ok(None, "POST", f"ceremonies/{SLUG}/comments/", ref="zalgo-1", name="Lan", body=ZALGO)
    phone.goto(f"{desk.base}/c/{SLUG}")
    assert is_clipped(phone.get_by_test_id("comment").first)
    log_in_on(phone, desk, "moderator")
    phone.goto(f"{desk.base}/studio/c/{SLUG}/comments")
    item = phone.get_by_test_id("queue-item").filter(has_text="Lan").last
    expect(item).to_be_visible()
    assert is_clipped(item)


def test_a_cancellation_suggests_its_reason_and_the_question_stays_on_the_screen(
    desk: Desk, phone: Page
) -> None:
    log_in_on(phone, desk, "organizer")
    phone.goto(f"{desk.base}/studio/c/{SLUG}")
    phone.get_by_test_id("cancel-button").click()
    question = phone.get_by_role("group", name="Huỷ buổi lễ này?")
    assert on_screen(question)
    question.get_by_role("button", name="Thời tiết xấu").click()
    expect(question.get_by_label("Lý do, khách sẽ đọc được")).to_have_value("Thời tiết xấu")
    phone.get_by_test_id("cancel-button-confirm").click()
    expect(phone.get_by_text("Thời tiết xấu")).to_be_visible()
    # What is cancelled is no longer edited.
    expect(phone.get_by_label("Tên buổi lễ")).to_be_disabled()
    expect(phone.get_by_role("button", name="Thêm tiết mục")).to_have_count(0)


def log_in_on(page: Page, desk: Desk, login: str) -> None:
    """The same browser, now of somebody of the staff."""
    log_in(Watcher(page, desk.base), login, PASSWORD)
