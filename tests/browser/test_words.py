"""In Vietnamese, no screen of the staff shows a code's name or an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import PHONE, log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
DESK = "/studio/c/le-thuong-co"
SCREENS = ["/studio", "/studio/new", "/studio/pages", DESK, f"{DESK}/console", f"{DESK}/comments"]
# What people read: texts, and what a field or a picture says of itself. Not what people or ffmpeg wrote.
TEXTS = """() => {
  const found = [], skip = 'pre, script, noscript, style, textarea';
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode())
    if (!walk.currentNode.parentElement.closest(skip)) found.push(walk.currentNode.data);
  for (const name of ['aria-label', 'title', 'placeholder'])
    for (const it of document.querySelectorAll(`[${name}]`)) found.push(it.getAttribute(name));
  return found.map((text) => text.trim()).filter(Boolean);
}"""
LOADED = "() => document.querySelector('main :is(h1, h2)') && !document.querySelector('.skeleton')"
CODE_NAME = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[a-z_]+\b(?!\.)")
# Words that no Vietnamese sentence has, and every English one has some of.
ENGLISH = re.compile(
    r"\b(the|is|are|was|of|and|not|no|to|in|on|off|has|have|with|for|this|that|choose|file|page|source|error|failed|"
    r"running|waiting|draft|pending|published|hidden|idle|starting|stopped|ended|cancelled|scheduled|live|closed|open)\b"
)
# Names and addresses that are the same in every language.
SAME = re.compile(r"\S+://\S*|m3u8|\bMP4\b|H\.264|AAC|English|organizer, technician, moderator|admin")


def told(page: Page) -> list[str]:
    texts: Any = page.evaluate(TEXTS)
    return [str(text) for text in texts]


def foreign(texts: list[str]) -> list[str]:
    bare = [(text, SAME.sub(" ", text)) for text in texts]
    return [text for text, rest in bare if CODE_NAME.search(rest) or ENGLISH.search(rest.lower())]


@pytest.fixture
def admin(desk: Desk, browser: Browser) -> Iterator[Page]:
    """Sees every part of every screen."""
    who = person(browser, desk.base, PHONE)
    yield log_in(who, "admin", PASSWORD)
    who.page.context.close()


def open_all(page: Page) -> None:
    """Every fold and every form that a screen keeps closed."""
    page.wait_for_function(LOADED)
    # What is asked for only while somebody sees it.
    page.evaluate("() => document.querySelector('[data-testid=load]')?.scrollIntoView()")
    for name in ("Xem nhật ký", "Thêm nguồn", "Thêm trang", "Xem thêm"):
        for button in page.get_by_role("button", name=name).all():
            if button.is_enabled():
                button.click()
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.wait_for_function(LOADED)


def look_around(page: Page, base: str) -> dict[str, list[str]]:
    found = {}
    for path in SCREENS:
        page.goto(base + path)
        open_all(page)
        texts = told(page)
        assert len(texts) > 8, path
        found[path] = foreign(texts)
    return {path: texts for path, texts in found.items() if texts}


def test_no_code_and_no_english_before_on_and_after_air(desk: Desk, admin: Page) -> None:
    assert look_around(admin, desk.base) == {}
    broadcast = "ceremonies/le-thuong-co/broadcast/"
    url = {"kind": "url", "name": "Máy quay", "url": "rtsp://127.0.0.1:9/x"}
    refusing = desk.ok("technician", "POST", f"{broadcast}sources/", **url)
    desk.ok("technician", "POST", f"{broadcast}start/", source=refusing["id"])
    admin.goto(f"{desk.base}{DESK}/console")
    admin.get_by_test_id("last-error").first.wait_for(timeout=30_000)
    assert look_around(admin, desk.base) == {}
    desk.ok("technician", "POST", f"{broadcast}stop/")
    assert look_around(admin, desk.base) == {}


def test_the_look_itself_finds_what_it_looks_for() -> None:
    assert foreign(["Đang chờ", "rtsp:// hoặc srt://", "30.0 fps", "mã thoát 1"]) == []
    for bad in ("room_closed", "relay.withdraw", "Choose file", "The source has ended", "waiting"):
        assert foreign([bad]) == [bad]
