"""Moderators list words, try them, and read on the queue why a comment waits."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"


def test_a_listed_word_is_tried_saved_and_holds_a_comment_with_its_reason(
    desk: Desk, browser: Browser
) -> None:
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", moderation="post")
    who, viewer = person(browser, desk.base), person(browser, desk.base, PHONE)
    page = log_in(who, "moderator", PASSWORD)
    who.open(f"/studio/c/{SLUG}/comments")
    page.get_by_role("link", name="Danh sách từ").click()
    listed = page.get_by_test_id("word-list")
    expect(listed).to_have_value(re.compile("Thô tục"))  # a list to begin with
    listed.fill("[hold]\nđất nền\n[block]\n" + "rất " * 13)
    page.get_by_role("button", name="Lưu danh sách").click()
    expect(page.get_by_text("Không nhận được từ “rất rất")).to_be_visible()
    listed.fill("[hold]\nđất nền")
    page.get_by_test_id("try-body").fill("Ai mua đ ấ t nền không")
    said = page.get_by_test_id("try-said")
    expect(said).to_contain_text("Bị giữ chờ duyệt")
    expect(said.locator("mark")).to_have_text("đ ấ t nền")
    page.get_by_role("button", name="Lưu danh sách").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")

    watch = viewer.open(f"/c/{SLUG}")
    for text in ("Bán ĐẤT NỀN giá rẻ", "Chúc bà con một ngày vui"):
        desk.ok(None, "POST", f"ceremonies/{SLUG}/comments/", ref=f"r{len(text)}", body=text)
    expect(watch.get_by_text("Chúc bà con một ngày vui")).to_be_visible()
    expect(watch.get_by_text("ĐẤT NỀN")).to_have_count(0)
    who.open(f"/studio/c/{SLUG}/comments")
    item = page.get_by_test_id("queue-item").filter(has_text="giá rẻ")
    expect(item.get_by_test_id("held-for")).to_have_text("Từ trong danh sách")
    expect(item.locator("mark")).to_have_text("ĐẤT NỀN")
    item.get_by_test_id("comment-publish").click()
    expect(watch.get_by_text("Bán ĐẤT NỀN giá rẻ")).to_be_visible()
    for each in (who, viewer):
        assert (each.foreign, each.errors) == ([], [])
        each.page.context.close()
