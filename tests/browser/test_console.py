"""The technician's console says what is, not what was asked for."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"


@pytest.fixture
def console(desk: Desk, browser: Browser) -> Iterator[Page]:
    who = person(browser, desk.base)
    page = log_in(who, "technician", PASSWORD)
    page.goto(f"{desk.base}/studio/c/{SLUG}/console")
    yield page
    assert who.errors == []
    page.context.close()


def use(desk: Desk, source: int) -> None:
    version = desk.ok("technician", "GET", BROADCAST)["version"]
    desk.ok("technician", "PATCH", BROADCAST, version=version, source=source)


def test_the_picture_plays_on_while_new_figures_come_in(desk: Desk, console: Page) -> None:
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    console.wait_for_function("() => document.querySelector('video')?.currentTime > 0.5", timeout=40_000)
    begun = console.evaluate(
        "() => { const { src, currentTime } = document.querySelector('video'); return { src, currentTime }; }"
    )
    # Longer than three times what lies between two frames of the broadcast.
    console.wait_for_function(
        "begun => document.querySelector('video').currentTime > begun.currentTime + 7",
        arg=begun,
        timeout=60_000,
    )
    assert console.evaluate("() => document.querySelector('video').src") == begun["src"]


def test_pages_that_nothing_is_sent_to_are_not_counted_and_say_why_they_wait(
    desk: Desk, console: Page
) -> None:
    good = desk.ok("technician", "GET", BROADCAST)["source"]["id"]
    refusing = {"kind": "url", "name": "Máy quay", "url": "rtsp://127.0.0.1:9/x"}
    gone = desk.ok("technician", "POST", f"{BROADCAST}sources/", **refusing)
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    count = console.get_by_test_id("relays-sending")
    expect(count).to_have_text("4/4 trang công chúng xem được", timeout=40_000)

    use(desk, gone["id"])
    now = console.get_by_test_id("now-showing")
    expect(now).to_have_attribute("data-what", "slate", timeout=40_000)
    failing = console.locator(f"[data-source-id='{gone['id']}']")
    expect(failing).to_contain_text("Không kết nối được tới nguồn", timeout=20_000)
    expect(count).to_have_text("4/4 trang công chúng xem được")  # the slate is something, too
    use(desk, good)
    expect(now).to_have_attribute("data-what", "source", timeout=40_000)

    for pid in desk.pids("ffmpeg", "seg-"):
        os.kill(pid, signal.SIGSTOP)
    expect(count).to_have_text("0/4 trang công chúng xem được, 4 đang chờ", timeout=40_000)
    for row in console.get_by_test_id("relay-row").all():
        expect(row).not_to_contain_text(re.compile(r"\d kb/s"))
    expect(count).to_have_text("4/4 trang công chúng xem được", timeout=40_000)
    desk.ok("technician", "POST", f"{BROADCAST}stop/")


def test_an_ended_ceremony_keeps_its_times_and_its_texts_are_put_right_and_published(
    desk: Desk, browser: Browser
) -> None:
    page = log_in(person(browser, desk.base), "organizer", PASSWORD)
    page.goto(f"{desk.base}/studio/c/{SLUG}")
    expect(page.get_by_label("Bắt đầu", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Thêm tiết mục")).to_have_count(0)
    page.get_by_label("Địa điểm").fill("Quảng trường chính")
    page.get_by_role("button", name="Lưu", exact=True).click()
    steps = page.get_by_role("region", name="Duyệt và công bố")
    expect(steps).to_contain_text("Khách vẫn thấy bản cũ cho đến khi công bố lại.")
    steps.get_by_test_id("publish-button").click()
    steps.get_by_test_id("publish-button-confirm").click()
    expect(steps).not_to_contain_text("bản cũ")
