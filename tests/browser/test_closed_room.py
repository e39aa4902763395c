"""A room that takes no comments offers no form, and says why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PHONE, person
from tests.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"


@pytest.fixture
def viewer(desk: Desk, browser: Browser) -> Iterator[Page]:
    who = person(browser, desk.base, PHONE)
    yield who.page
    assert (who.foreign, who.errors) == ([], [])
    who.page.context.close()


def test_a_moderator_closes_and_opens_the_room_under_the_readers_eyes(desk: Desk, viewer: Page) -> None:
    viewer.goto(f"{desk.base}/c/{SLUG}")
    expect(viewer.get_by_test_id("comment-input")).to_be_visible()
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", state="closed")
    expect(viewer.get_by_test_id("comments-closed")).to_have_text("Ban tổ chức đã đóng phần bình luận.")
    expect(viewer.get_by_test_id("comment-input")).to_have_count(0)
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", state="open")
    expect(viewer.get_by_test_id("comment-input")).to_be_visible()


def test_a_cancelled_ceremony_takes_no_comments(desk: Desk, viewer: Page) -> None:
    viewer.goto(f"{desk.base}/c/{SLUG}")
    expect(viewer.get_by_test_id("comment-input")).to_be_visible()
    desk.ok("organizer", "POST", f"ceremonies/{SLUG}/cancel/", reason="Thời tiết xấu")
    expect(viewer.get_by_test_id("comments-closed")).to_have_text(
        "Buổi lễ đã huỷ nên phần bình luận không mở."
    )
    expect(viewer.get_by_test_id("comment-input")).to_have_count(0)
    expect(viewer.get_by_test_id("watch-state")).to_contain_text("Thời tiết xấu")
