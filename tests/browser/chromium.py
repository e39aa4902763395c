"""Debian's Chromium, driven by Playwright; every page must stay on our own server and free of errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
SCREEN: ViewportSize = {"width": 1440, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser for as long as the block runs."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watcher:
    """One person's browser: what it asked of others, and what its console complained of."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to one of our own addresses."""
        self.page.goto(self.base + path)
        return self.page

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, self.base.replace("http", "ws"), "blob:", "data:")):
            self.foreign.append(request.url)

    def said(self, message: ConsoleMessage) -> None:
        # A 404 of the playlist before the first segment is meant, and Chromium logs every one.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)


def person(browser: Browser, base: str, size: ViewportSize = SCREEN, **more: Any) -> Watcher:
    """A browser profile of its own, in Vietnamese."""
    context: BrowserContext = browser.new_context(viewport=size, locale="vi-VN", **more)
    context.set_default_timeout(15_000)
    watcher = Watcher(context.new_page(), base)
    watcher.page.on("request", watcher.asked)
    watcher.page.on("console", watcher.said)
    watcher.page.on("pageerror", lambda error: watcher.errors.append(str(error)))
    return watcher


def log_in(who: Watcher, login: str, password: str) -> Page:
    """Through the login screen."""
    page = who.open("/studio/login")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/studio")
    return page
