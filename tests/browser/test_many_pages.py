"""Pages of a broadcast: made in the form, seen in trouble, handled all at once, told in the log."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"
REFUSED = re.compile("Trang từ chối luồng ngay khi bắt đầu")


def fill(page: Page, desk: Desk) -> None:
    """A rehearsal page that refuses the key, in the form."""
    page.goto(f"{desk.base}/studio/pages")
    page.get_by_role("button", name="Thêm trang").first.click()
    form = page.get_by_role("form")
    form.get_by_label("Tên trang").fill("Trang khó tính")
    form.get_by_label("Loại").select_option("rehearsal")
    expect(form.get_by_label("Khoá luồng")).to_have_count(0)
    form.get_by_label("Trang tập làm gì").select_option("refuse_key")
    form.get_by_label("Gọi cho ai").fill("Chị Lan 0912 000 222")
    form.get_by_role("button", name="Thêm", exact=True).click()


def charted(page: Page, leaves: str) -> None:
    """What the charts say that leaves now; they ask only while somebody sees them."""
    charts = page.get_by_test_id("load")
    charts.scroll_into_view_if_needed()
    expect(charts.get_by_test_id("load-line-figure")).to_have_text(re.compile(leaves), timeout=15_000)
    expect(charts.get_by_test_id("load-cpu-figure")).to_have_text(re.compile(r"\d+%"))
    expect(charts.locator("canvas")).to_have_count(2)


def test_a_page_that_refuses_is_named_tried_again_and_all_are_stopped_after_one_question(
    desk: Desk, browser: Browser
) -> None:
    who = person(browser, desk.base)
    page = log_in(who, "technician", PASSWORD)
    fill(page, desk)
    expect(page.get_by_text("Trang khó tính").first).to_be_visible()
    pages = {it["name"]: it for it in desk.ok("technician", "GET", "pages/")}
    made = pages["Trang khó tính"]
    assert (made["behaviour"], made["contact"], made["priority"]) == ("refuse_key", "Chị Lan 0912 000 222", 2)

    desk.ok("technician", "POST", f"{BROADCAST}relays/{made['id']}/start/")
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    page.goto(f"{desk.base}/studio/c/{SLUG}/console")
    row = page.locator(f"[data-page-id='{made['id']}']")
    expect(row.get_by_test_id("last-error")).to_contain_text(REFUSED, timeout=40_000)
    expect(page.get_by_test_id("relays-sending")).to_contain_text(
        "4/5 trang công chúng xem được", timeout=40_000
    )
    log = page.get_by_test_id("incidents")
    expect(log.locator("[data-grave=true]").first).to_contain_text(
        "Trang khó tính bị gián đoạn", timeout=15_000
    )

    desk.ok("technician", "PATCH", f"pages/{made['id']}/", behaviour="accept")
    page.get_by_test_id("many-retry").click()
    expect(page.get_by_test_id("relays-sending")).to_contain_text(
        "5/5 trang công chúng xem được", timeout=40_000
    )
    expect(log).to_contain_text("Trang khó tính có lại sau", timeout=15_000)

    charted(page, "[1-9].* Mb/s")
    page.get_by_test_id("many-stop").click()
    expect(page.get_by_text("Dừng 5 trang?")).to_be_visible()
    page.get_by_test_id("many-stop-confirm").click()
    expect(page.get_by_test_id("relay-groups")).to_contain_text("Đã làm với 5 trang.")
    relays = desk.ok("technician", "GET", BROADCAST)["relays"]
    assert {relay["desired"] for relay in relays} == {"off"}
    charted(page, "^0 Mb/s")
    assert (who.foreign, who.errors) == ([], [])
