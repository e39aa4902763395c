"""The moderation desk by keyboard: many at once, an author stopped, undo, the log, the room's settings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"
SAID = ("Đường vào Đền Thượng", "Chúc mừng ngày hội", "Bán đồng hồ giá rẻ", "Mua đồng hồ đi bà con")


@pytest.fixture(scope="module")
def said(desk: Desk) -> None:
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", moderation="pre", state="open")
    for number, text in enumerate(SAID):
        desk.ok(None, "POST", f"ceremonies/{SLUG}/comments/", ref=f"desk-{number}", name="Lan", body=text)


@pytest.fixture
def who(desk: Desk, browser: Browser, said: None) -> Iterator[Watcher]:
    """A moderator at the queue, without errors to the end."""
    found = person(browser, desk.base)
    log_in(found, "moderator", PASSWORD)
    found.open(f"/studio/c/{SLUG}/comments")
    expect(found.page.get_by_test_id("queue-item").first).to_be_visible()
    yield found
    assert (found.foreign, found.errors) == ([], [])
    found.page.context.close()


def test_comments_are_found_without_marks_chosen_by_key_and_taken_back(who: Watcher) -> None:
    page, items = who.page, who.page.get_by_test_id("queue-item")
    page.keyboard.press("/")
    page.keyboard.type("den thuong")
    expect(items).to_have_count(1)
    search = page.get_by_test_id("queue-search")
    search.fill("dong ho")
    expect(items).to_have_count(2)
    search.blur()
    for key in "sjs":
        page.keyboard.press(key)
    expect(page.get_by_test_id("bulk")).to_contain_text("Đã chọn 2")
    page.keyboard.press("x")
    undo = page.get_by_test_id("undo")
    expect(undo).to_contain_text("Đã ẩn 2")
    expect(page.locator('[data-testid=queue-item][data-state="hidden"]')).to_have_count(2)
    page.keyboard.press("u")
    expect(undo).to_have_count(0)
    expect(page.locator('[data-testid=queue-item][data-state="pending"]')).to_have_count(2)


def test_an_author_is_stopped_stands_in_the_log_and_is_let_go(who: Watcher) -> None:
    page = who.page
    page.get_by_test_id("queue-item").first.get_by_test_id("comment-author").click()
    box = page.get_by_test_id("author-dialog")
    box.get_by_text("1 giờ").click()
    box.get_by_label("Lý do").fill("Quảng cáo")
    box.get_by_test_id("author-do").click()
    expect(page.get_by_test_id("undo")).to_contain_text("Đã tạm dừng tác giả")
    log = page.get_by_test_id("moderation-log")
    log.get_by_text("Xem nhật ký").click()
    expect(log).to_contain_text("Quảng cáo")
    log.get_by_role("button", name="Gỡ", exact=True).click()
    expect(log).to_contain_text("Không ai bị chặn")


def test_the_rooms_pace_is_set_where_the_queue_is(who: Watcher, desk: Desk) -> None:
    page = who.page
    page.get_by_text("Cài đặt phòng").click()
    page.get_by_label("Giãn nhịp").select_option("30")
    page.get_by_role("button", name="Lưu cài đặt").click()
    expect(page.get_by_text("Đã lưu")).to_be_visible()
    assert desk.ok("moderator", "GET", f"ceremonies/{SLUG}/room/")["slow_seconds"] == 30


def test_the_desk_on_a_phone_fits_its_width(desk: Desk, browser: Browser, said: None) -> None:
    who = person(browser, desk.base, PHONE)
    page = log_in(who, "moderator", PASSWORD)
    who.open(f"/studio/c/{SLUG}/comments")
    expect(page.get_by_test_id("queue-item").first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()
