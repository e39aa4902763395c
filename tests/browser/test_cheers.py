"""Hearts, flags, rules, pace and consent at the watch page; the switch at the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.desk import PASSWORD, Desk
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"
COUNTS = """() => {
    window.seen = {heart: 0, flag: 0};
    new MutationObserver((changes) => {
        const added = changes.flatMap((change) => [...change.addedNodes]);
        for (const kind of ['heart', 'flag'])
            window.seen[kind] += added.filter((node) => node.classList?.contains(kind)).length;
    }).observe(document.querySelector('[data-testid=air]'), {childList: true});
}"""
RULES = "Xin giữ lời lẽ trang trọng.\nKhông quảng cáo."


@pytest.fixture(autouse=True)
def as_before(desk: Desk) -> Iterator[None]:
    yield
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", reactions=True, rules="", slow_seconds=0)


@pytest.fixture
def phones(desk: Desk, browser: Browser) -> Iterator[tuple[Watcher, Watcher]]:
    """Two viewers, without errors to the end."""
    both = (person(browser, desk.base, PHONE, has_touch=True), person(browser, desk.base, PHONE))
    yield both
    for each in both:
        assert (each.foreign, each.errors) == ([], [])
        each.page.context.close()


def watching(who: Watcher) -> Page:
    page = who.open(f"/c/{SLUG}")
    expect(page.get_by_test_id("comment-input")).to_be_enabled()
    return page


def test_what_one_sends_floats_up_at_both_and_at_the_sender_once(phones: tuple[Watcher, Watcher]) -> None:
    here, there = (watching(each) for each in phones)
    for page in (here, there):
        page.evaluate(COUNTS)
    here.get_by_test_id("react-heart").tap()
    here.get_by_test_id("react-heart").tap()
    here.get_by_test_id("react-flag").tap()
    eventually(lambda: there.evaluate("seen.heart >= 2 && seen.flag >= 1"), 5)
    there.get_by_test_id("react-flag").click()
    eventually(lambda: here.evaluate("seen.flag >= 2"), 5)  # later than the echo of its own
    assert here.evaluate("window.seen") == {"heart": 2, "flag": 2}
    expect(here.get_by_test_id("air").locator("span")).to_have_count(0)
    assert here.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_desk_takes_them_away_and_gives_rules_and_a_pace_without_a_reload(
    desk: Desk, browser: Browser, phones: tuple[Watcher, Watcher]
) -> None:
    page = watching(phones[0])
    expect(page.get_by_test_id("comment-consent")).to_contain_text("đồng ý")
    expect(page.get_by_test_id("react-heart")).to_be_visible()
    staff = person(browser, desk.base)
    desktop = log_in(staff, "moderator", PASSWORD)
    staff.open(f"/studio/c/{SLUG}/comments")
    more = desktop.get_by_test_id("room-more")
    more.locator("summary").click()
    more.get_by_label("Nhận tim và cờ của người xem").uncheck()
    more.locator("textarea").fill(RULES)
    more.locator("select").select_option("30")
    more.get_by_role("button", name="Lưu").click()
    expect(more.get_by_text("Đã lưu")).to_be_visible()
    expect(page.get_by_test_id("react-heart")).to_have_count(0)
    expect(page.get_by_test_id("comment-slow")).to_contain_text("30 giây")
    page.get_by_test_id("comment-rules").locator("summary").tap()
    expect(page.get_by_text("Không quảng cáo.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (staff.foreign, staff.errors) == ([], [])
    desktop.context.close()
