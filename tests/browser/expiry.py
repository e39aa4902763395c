"""A session that runs out under somebody's hands, and the login over the screen that it left."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from playwright.sync_api import Locator, Page, expect

from tests.desk import PASSWORD, Desk


def runs_out(desk: Desk, page: Page) -> None:
    """The server forgets this browser's session; the cookie stays, as with a real one."""
    (key,) = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid"]
    with closing(sqlite3.connect(desk.data / "nhipcau.sqlite3", timeout=20)) as database, database:
        gone = database.execute("DELETE FROM django_session WHERE session_key = ?", [key])
    assert gone.rowcount == 1


def asked_again(page: Page, login: str) -> Locator:
    """The dialog, once it is there, with its name filled in and its password waiting."""
    dialog = page.get_by_role("dialog", name="Phiên làm việc đã hết")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("những gì đang soạn vẫn còn")
    expect(dialog.get_by_label("Tên đăng nhập")).to_have_value(login)
    expect(dialog.get_by_label("Tên đăng nhập")).not_to_be_editable()
    expect(dialog.get_by_label("Mật khẩu")).to_be_focused()
    return dialog


def log_in_again(page: Page, login: str) -> None:
    """As the same person, in the dialog."""
    dialog = asked_again(page, login)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
