"""The desk by its keys: the next segment, this moment; and never while somebody writes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"


def marks(desk: Desk) -> list[str]:
    found = desk.ok("technician", "GET", f"ceremonies/{SLUG}/rundown/")["marks"]
    return [it["words"] for it in found]


def test_n_is_the_next_segment_m_this_moment_and_letters_in_a_field_are_letters(
    desk: Desk, browser: Browser
) -> None:
    desk.ok("technician", "POST", f"ceremonies/{SLUG}/broadcast/start/")
    who = person(browser, desk.base)
    page = log_in(who, "technician", PASSWORD)
    who.open(f"/studio/c/{SLUG}/console")
    on, log = page.get_by_test_id("cue-now"), page.get_by_test_id("incidents")
    first, second = [
        it["title"] for it in desk.ok("technician", "GET", f"ceremonies/{SLUG}/rundown/")["segments"][:2]
    ]
    expect(page.get_by_test_id("cue-next")).to_contain_text(first, timeout=30_000)
    page.keyboard.press("n")
    expect(on).to_have_text(first)
    expect(log).to_contain_text(f"chuyển tiết mục: {first}")

    page.get_by_test_id("mark").dblclick()
    expect(page.get_by_test_id("last-mark")).to_contain_text("Đã đánh dấu lúc")
    expect(log).to_contain_text("đánh dấu thời điểm này.")
    assert marks(desk) == [""]

    words = page.get_by_test_id("mark-words")
    words.focus()
    page.keyboard.type("mn M N")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("last-mark")).to_contain_text("mn M N")
    expect(words).to_have_value("")
    expect(on).to_have_text(first)
    words.blur()
    page.keyboard.press("m")
    expect(log.get_by_text("đánh dấu thời điểm này.")).to_have_count(3)
    assert marks(desk) == ["", "mn M N", ""]
    page.keyboard.press("n")
    expect(on).to_have_text(second)
    assert (who.foreign, who.errors) == ([], [])
