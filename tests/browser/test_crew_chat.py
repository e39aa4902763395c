"""Two of the crew talk between console and moderation desk; the public has nothing of it."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.desk import PASSWORD, Desk
from tests.figures import Figure

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
PLACE = "/studio/c/le-thuong-co"


def say(page: Page, text: str) -> None:
    page.get_by_test_id("crew-input").fill(text)
    page.get_by_test_id("crew-input").press("Enter")


def holds(page: Page, texts: list[str]) -> None:
    """Nothing lost, nothing doubled, nothing still on its way."""
    expect(page.get_by_test_id("crew-message")).to_have_count(len(texts), timeout=20_000)
    expect(page.get_by_test_id("crew-unheard")).to_have_count(0)
    shown = page.get_by_test_id("crew-message").locator(".text").all_inner_texts()
    assert sorted(shown) == sorted(texts), shown


def is_seen(page: Page) -> None:
    """No urgent message waits on this screen, and the list says that one was seen."""
    expect(page.get_by_test_id("crew-urgent")).to_have_count(0)
    expect(page.get_by_test_id("crew-list")).to_contain_text("đã thấy")


def begin(technician: Watcher, moderator: Watcher) -> tuple[Page, Page]:
    """Both at their desks, the console's field under the hand by its key."""
    console, moderation = log_in(technician, "technician", PASSWORD), log_in(moderator, "moderator", PASSWORD)
    technician.open(f"{PLACE}/console")
    moderator.open(f"{PLACE}/comments")
    console.get_by_test_id("crew-open").wait_for()
    console.keyboard.press("c")
    expect(console.get_by_test_id("crew-input")).to_be_focused()
    return console, moderation


def say_offline(page: Page) -> None:
    """Two messages that wait for the line, the second one urgent."""
    say(page, "Đã đổi dây")
    page.get_by_test_id("crew-needed").check()
    say(page, "Gọi tôi ngay")
    expect(page.get_by_test_id("crew-unheard")).to_have_count(2)
    expect(page.get_by_test_id("crew-unheard").first).to_contain_text("đang gửi")


def beside(page: Page) -> None:
    """The panel stands beside the work and covers none of it."""
    panel, work = page.get_by_test_id("crew-panel").bounding_box(), page.locator(".console").bounding_box()
    assert panel and work and work["x"] + work["width"] <= panel["x"], (panel, work)
    wide = "it => it.scrollWidth > it.clientWidth"
    over = f"[...document.querySelectorAll('.console .sheet')].filter({wide})"
    assert page.evaluate(f"() => {over}.map(it => it.innerText.slice(0, 40))") == []


def test_what_is_said_on_the_console_is_read_at_the_moderation_desk_and_survives_a_cut_line(
    desk: Desk, browser: Browser, figure: Figure
) -> None:
    technician, moderator, viewer = [person(browser, desk.base) for _ in range(3)]
    heard: list[str] = []
    viewer.page.on("websocket", lambda line: line.on("framereceived", lambda frame: heard.append(str(frame))))
    viewer.open("/c/le-thuong-co")
    console, moderation = begin(technician, moderator)

    began = time.monotonic()
    say(console, "Mất tiếng micro chính")
    expect(moderation.get_by_test_id("crew-unread")).to_have_text("1")
    figure("Said on the console, counted at the moderation desk", time.monotonic() - began, "s")
    moderation.get_by_test_id("crew-open").click()
    expect(moderation.get_by_test_id("crew-message")).to_contain_text(["Mất tiếng micro chính"])

    console.context.set_offline(True)
    say_offline(console)
    say(moderation, "Tôi nghe rồi")
    expect(moderation.get_by_test_id("crew-message")).to_have_count(2)
    expect(console.get_by_test_id("crew-message")).to_have_count(1)
    console.context.set_offline(False)
    texts = ["Mất tiếng micro chính", "Tôi nghe rồi", "Đã đổi dây", "Gọi tôi ngay"]
    for page in (console, moderation):
        holds(page, texts)

    console.get_by_test_id("crew-input").fill("Đang gõ dở")
    console.reload()
    console.get_by_test_id("crew-open").wait_for()
    console.keyboard.press("c")
    expect(console.get_by_test_id("crew-input")).to_have_value("Đang gõ dở")
    beside(console)

    moderation.get_by_test_id("crew-seen").click()
    for page in (console, moderation):
        is_seen(page)
    assert heard and not any(text in frame for text in texts for frame in heard)
    for who in (technician, moderator, viewer):
        assert who.foreign == []
        who.page.context.close()


def test_on_a_phone_the_open_sheet_leaves_the_red_button_free(desk: Desk, browser: Browser) -> None:
    desk.ok("technician", "POST", "ceremonies/le-thuong-co/broadcast/start/")
    who = person(browser, desk.base, PHONE)
    page = log_in(who, "technician", PASSWORD)
    who.open(f"{PLACE}/console")
    expect(page.get_by_test_id("slate")).to_be_visible(timeout=30_000)
    chat = "ceremonies/le-thuong-co/crew-chat/"
    urgent = desk.ok("moderator", "POST", chat, ref="phone", body="Mất tiếng", urgent=True)
    expect(page.get_by_test_id("crew-urgent")).to_contain_text("Mất tiếng")
    page.get_by_test_id("stop-button").click(trial=True)
    page.get_by_test_id("crew-open").click()
    sheet, red = page.get_by_test_id("crew-panel").bounding_box(), page.get_by_test_id("slate").bounding_box()
    assert sheet and red
    assert sheet["y"] >= 0 and sheet["y"] + sheet["height"] <= red["y"], (sheet, red)
    page.get_by_test_id("slate").click(trial=True)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_test_id("crew-input").press("Escape")
    expect(page.get_by_test_id("crew-panel")).to_have_count(0)
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()
    desk.ok("technician", "POST", f"{chat}{urgent['id']}/seen/")
    desk.ok("technician", "POST", "ceremonies/le-thuong-co/broadcast/stop/")
