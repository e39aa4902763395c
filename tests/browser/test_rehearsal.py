"""A rehearsal from the console: seen going, judged in words, a file to keep; the public has nothing of it."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SLUG = "le-thuong-co"
PLACE = f"/studio/c/{SLUG}"
QUIET = {"snapshot", "pong", "viewers"}  # what a room says of itself when nothing happens in it


def public(desk: Desk) -> tuple[Any, int]:
    """What a stranger finds: the calendar, and whether there is a stream."""
    calendar = httpx.get(f"{desk.base}/api/v1/ceremonies/", timeout=10).json()["results"]
    for each in calendar:
        del each["server_now"]
    return calendar, httpx.get(f"{desk.base}/live/{SLUG}/index.m3u8", timeout=10).status_code


def begin(page: Page) -> None:
    """With one page that refuses, by the button; in seconds, where the list offers minutes."""

    def short(route: Route) -> None:
        asked = dict(route.request.post_data_json or {}) | {"length_s": 10}
        route.continue_(post_data=json.dumps(asked))

    page.route("**/broadcast/rehearsals/", short, times=1)
    card = page.get_by_test_id("rehearsal")
    expect(card).to_contain_text("Chưa diễn tập lần nào.")
    for name in ("nhận rồi đứng", "hay ngắt", "trả lời chậm", "Mất nguồn", "Nút đỏ", "mã hoá"):
        card.get_by_label(name).uncheck()
    card.get_by_test_id("rehearsal-start").click()
    expect(card).to_have_attribute("data-state", "running")
    expect(card).to_contain_text("Đang diễn tập, KHÔNG lên sóng")


def watching(desk: Desk, browser: Browser) -> tuple[Watcher, list[str]]:
    """A viewer, and the kinds of frames that its socket hears."""
    viewer, heard = person(browser, desk.base, PHONE), list[str]()
    tell = lambda text: heard.append(json.loads(text)["type"])  # noqa: E731
    viewer.page.on("websocket", lambda line: line.on("framereceived", tell))
    viewer.open(f"/c/{SLUG}")
    viewer.page.wait_for_function("() => document.body.innerText.includes('Lễ thượng cờ')")
    return viewer, heard


def test_it_runs_from_the_console_is_judged_and_the_public_has_nothing_of_it(
    desk: Desk, browser: Browser
) -> None:
    technician, organizer = person(browser, desk.base), person(browser, desk.base)
    console, prepare = log_in(technician, "technician", PASSWORD), log_in(organizer, "organizer", PASSWORD)
    viewer, heard = watching(desk, browser)
    organizer.open(PLACE)
    line = prepare.get_by_test_id("last-rehearsal")
    expect(line).to_contain_text("Chưa diễn tập lần nào.")
    before = public(desk)

    technician.open(f"{PLACE}/console")
    begin(console)
    expect(line).to_have_attribute("data-state", "running", timeout=15_000)
    card = console.get_by_test_id("rehearsal")
    expect(card.locator("ul[aria-live]")).not_to_be_empty(timeout=20_000)
    assert public(desk) == before

    refused = card.locator("[data-testid=rehearsal-row], details p").filter(has_text="từ chối khoá")
    expect(card).not_to_have_attribute("data-state", "running", timeout=60_000)
    expect(refused.first).to_be_attached()
    said = card.get_by_test_id("rehearsal-message").inner_text()
    expect(line).to_contain_text("Diễn tập gần nhất: Hôm nay")
    expect(line).to_contain_text(said)
    with console.expect_download() as taken:
        card.get_by_role("link", name="Tải biên bản").click()
    assert taken.value.path().read_text(encoding="utf-8-sig").count("\n") > 5

    assert public(desk) == before
    assert set(heard) <= QUIET, set(heard) - QUIET
    for who in (technician, organizer, viewer):
        assert (who.foreign, who.errors) == ([], [])
        who.page.context.close()
