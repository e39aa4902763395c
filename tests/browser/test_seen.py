"""Green is for what the public is known to see: a person says so, and it is gone with the stream."""

from __future__ import annotations

import re
import subprocess

import pytest
from playwright.sync_api import Browser, expect

from streaming.argv.relay import sink_argv
from tests.browser.chromium import log_in, person
from tests.desk import PASSWORD, Desk, free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"


def test_a_page_that_nobody_confirms_is_green_once_a_person_saw_it_and_no_longer_than_it_flows(
    desk: Desk, browser: Browser
) -> None:
    port = free_port()
    unit = desk.ok("technician", "GET", "pages/")[0]["unit"]["id"]
    address = {"address": f"rtmp://127.0.0.1:{port}/live", "stream_key": "bi-mat"}
    public = {"public_url": "https://facebook.com/xa"}
    made = desk.ok(
        "technician", "POST", "pages/", unit=unit, name="Trang xã", kind="rtmp", **address, **public
    )
    desk.ok("technician", "POST", f"{BROADCAST}relays/{made['id']}/start/")
    with subprocess.Popen(sink_argv(port, "accept")) as sink:
        try:
            desk.ok("technician", "POST", f"{BROADCAST}start/")
            who = person(browser, desk.base)
            page = log_in(who, "technician", PASSWORD)
            page.goto(f"{desk.base}/studio/c/{SLUG}/console")
            row = page.locator(f"[data-page-id='{made['id']}']")
            expect(row).to_contain_text("Đang gửi, chưa ai xác nhận", timeout=40_000)
            head = page.get_by_test_id("relays-sending")
            # The demo's own pages are confirmed by the platform behind them, this one by nobody.
            expect(head).to_contain_text("4/5 trang công chúng xem được, 1 chưa ai xác nhận", timeout=30_000)
            expect(row.get_by_role("link")).to_have_attribute("href", "https://facebook.com/xa")

            row.get_by_test_id("saw").focus()
            page.keyboard.press("Enter")
            expect(row).to_have_attribute("data-verdict", "public")
            expect(row).to_contain_text("Công chúng xem được")
            expect(row.get_by_test_id("seen-by")).to_have_text(
                re.compile(r"Trần Văn Hùng thấy lúc \d\d:\d\d")
            )
            expect(head).to_contain_text("5/5 trang công chúng xem được")
            expect(page.get_by_test_id("incidents")).to_contain_text("đã thấy buổi lễ trên Trang xã")
        finally:
            sink.kill()
    expect(row).not_to_have_attribute("data-verdict", "public", timeout=15_000)
    expect(row).not_to_contain_text("Công chúng xem được")
    expect(head).to_contain_text("4/5 trang công chúng xem được")
    assert (who.foreign, who.errors) == ([], [])
