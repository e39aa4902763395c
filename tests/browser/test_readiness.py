"""Before the start: are the pages ready? Asked on the console, told in words, the same on every screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, log_in, person
from tests.desk import PASSWORD, Desk, free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"


def test_a_page_that_nobody_answers_at_is_named_with_whom_to_call_on_both_screens(
    desk: Desk, browser: Browser
) -> None:
    unit = desk.ok("technician", "GET", BROADCAST)["relays"][0]["page"]["unit"]["id"]
    fields = {"name": "Trang Xã Kim Đức", "kind": "rtmp", "contact": "Anh Hùng 0912 000 111"}
    fields["stream_key"] = "khoa-bi-mat"
    address = f"rtmp://127.0.0.1:{free_port()}/live"
    page_id = desk.ok("technician", "POST", "pages/", unit=unit, address=address, **fields)["id"]

    one, other = (person(browser, desk.base, *more) for more in ((), (PHONE,)))
    console = log_in(one, "technician", PASSWORD)
    console.goto(f"{desk.base}/studio/c/{SLUG}/console")
    phone = log_in(other, "organizer", PASSWORD)
    phone.goto(f"{desk.base}/studio/c/{SLUG}/console")
    board = console.get_by_test_id("readiness")
    expect(phone.get_by_test_id("readiness-ask")).to_have_count(0)  # who may not, is not offered it

    board.get_by_test_id("readiness-ask").click()
    expect(board).to_have_attribute("data-level", "green", timeout=15_000)
    expect(board).to_contain_text("4 sẵn sàng")
    desk.ok("technician", "POST", f"{BROADCAST}relays/{page_id}/start/")
    expect(board).to_contain_text("Danh sách trang đã đổi")
    board.get_by_test_id("readiness-ask").click()
    for screen in (console, phone):
        shown = screen.get_by_test_id("readiness")
        expect(shown).to_have_attribute("data-level", "red", timeout=15_000)
        row = shown.get_by_test_id("readiness-row")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("Trang Xã Kim Đức")
        expect(row).to_contain_text("Chưa được")
        expect(row).to_contain_text("Gọi: Anh Hùng 0912 000 111")
        expect(shown).to_contain_text("4 sẵn sàng")
        expect(shown).not_to_contain_text("Danh sách trang đã đổi")

    desk.ok("technician", "POST", f"{BROADCAST}start/")
    expect(board).to_have_count(0, timeout=15_000)  # on air the pages' own rows say more
    assert (one.foreign, one.errors, other.foreign, other.errors) == ([], [], [], [])
