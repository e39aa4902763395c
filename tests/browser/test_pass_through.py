"""Pass-through on both screens: what is sent is what is watched, and what becomes of it when nobody sends."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.browser.encoder import HEIGHT, encoding
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(240)]
SLUG = "le-thuong-co"
MOVES = "from => window.watched.currentTime > from + 1.5"


def goes_on(viewer: Page) -> None:
    """The very element that was there at first, with the size that is sent."""
    at = viewer.evaluate("() => window.watched.currentTime")
    viewer.wait_for_function(MOVES, arg=at, timeout=20_000)
    assert viewer.evaluate("() => document.querySelector('video') === window.watched")


def on_air(desk: Desk, console: Page) -> Locator:
    """Started by hand in this quality; what the console says is shown."""
    console.goto(f"{desk.base}/studio/c/{SLUG}/console")
    console.get_by_text("Chuyển thẳng", exact=True).click()
    expect(console.get_by_test_id("pass-says")).to_contain_text("máy chủ không mã hoá")
    sender = console.get_by_test_id("source-row").filter(has_text="Máy quay")
    expect(sender).to_contain_text("khung khoá 1 s")
    console.get_by_test_id("start-button").click()
    console.get_by_test_id("start-button-confirm").click()
    now = console.get_by_test_id("now-showing")
    expect(now).to_have_attribute("data-what", "source", timeout=40_000)
    expect(console.get_by_test_id("levels")).to_have_count(0)
    return now


def watching(citizen: Watcher) -> Page:
    """The size that is sent, and no other."""
    viewer = citizen.open(f"/c/{SLUG}")
    sized = f"() => document.querySelector('video')?.videoHeight === {HEIGHT}"
    viewer.wait_for_function(sized, timeout=30_000)
    viewer.evaluate("() => { window.watched = document.querySelector('video'); }")
    goes_on(viewer)
    return viewer


def test_what_is_sent_is_watched_covered_and_stands_still_until_it_is_sent_again(
    desk: Desk, browser: Browser
) -> None:
    staff, citizen = person(browser, desk.base), person(browser, desk.base, PHONE)
    console = log_in(staff, "technician", PASSWORD)
    with encoding(desk) as encoder:
        now = on_air(desk, console)
        viewer = watching(citizen)
        console.locator("body").press("h")
        expect(now).to_have_attribute("data-what", "slate", timeout=15_000)
        goes_on(viewer)
        console.get_by_test_id("unslate").click()
        expect(now).to_have_attribute("data-what", "source", timeout=15_000)
        goes_on(viewer)

        encoder.end()
        alert = console.get_by_test_id("alert")
        expect(alert).to_contain_text("Nguồn chính không gửi gì nên hình đứng yên", timeout=15_000)
        expect(now).to_contain_text("Hình đứng yên")
        expect(viewer.get_by_text("Chương trình sẽ tiếp tục trong giây lát")).to_be_visible(timeout=20_000)
        encoder.begin()
        expect(now).to_have_attribute("data-what", "source", timeout=20_000)
        expect(viewer.get_by_text("Chương trình sẽ tiếp tục")).to_have_count(0, timeout=20_000)
        goes_on(viewer)
        expect(alert).to_have_attribute("data-open", "false", timeout=15_000)
        # The only one of this broadcast: neither a slate nor a web server that is broken.
        expect(alert).to_have_attribute("data-code", "source_away")
    desk.ok("technician", "POST", f"ceremonies/{SLUG}/broadcast/stop/")
    for who in (staff, citizen):
        assert (who.foreign, who.errors) == ([], [])
