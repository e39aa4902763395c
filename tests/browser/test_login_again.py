"""A session that runs out takes nothing with it: not what was typed, and not the console of a broadcast."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.browser.expiry import asked_again, log_in_again, runs_out
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SLUG = "le-thuong-co"
PREPARE = f"/studio/c/{SLUG}"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"
MOVES = "from => document.querySelector('[data-testid=source-look] video').currentTime > from + 1.5"


@pytest.fixture
def organizer(desk: Desk, browser: Browser) -> Iterator[Watcher]:
    who = person(browser, desk.base)
    log_in(who, "organizer", PASSWORD)
    yield who
    assert (who.foreign, who.errors) == ([], [])
    who.page.context.close()


def technician_at(desk: Desk, browser: Browser, path: str, **more: object) -> Watcher:
    who = person(browser, desk.base, **more)  # type: ignore[arg-type]
    log_in(who, "technician", PASSWORD)
    who.open(path)
    return who


def note_of(desk: Desk, name: str) -> str:
    (found,) = [page for page in desk.ok("technician", "GET", "pages/") if page["name"] == name]
    return str(found["note"])


def test_a_pages_form_is_saved_after_the_login_over_it_on_a_small_phone(desk: Desk, browser: Browser) -> None:
    who = technician_at(desk, browser, "/studio/pages", size=PHONE)
    page = who.page
    page.get_by_role("button", name="Sửa").first.click()
    form = page.get_by_role("form")
    name = form.get_by_label("Tên trang").input_value()
    form.get_by_label("Ghi chú").fill("Gọi anh Tuấn trước khi phát")
    runs_out(desk, page)
    form.get_by_label("Ghi chú").press("Enter")

    dialog = asked_again(page, "technician")
    box = dialog.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    for _ in range(3):  # the browser lets a second one through where nothing was pressed between
        page.keyboard.press("Escape")
    page.keyboard.type("khong-phai-mat-khau")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("không đúng")
    log_in_again(page, "technician")

    expect(form.get_by_label("Ghi chú")).to_have_value("Gọi anh Tuấn trước khi phát")
    assert note_of(desk, name) != "Gọi anh Tuấn trước khi phát"
    form.get_by_role("button", name="Lưu").click()
    expect(form).to_be_hidden()
    assert note_of(desk, name) == "Gọi anh Tuấn trước khi phát"
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()


def test_ceremony_and_rundown_survive_and_what_was_not_done_says_so(desk: Desk, organizer: Watcher) -> None:
    page = organizer.open(PREPARE)
    page.get_by_role("textbox", name="Giới thiệu").fill("Chào cờ, hát Quốc ca, dâng hương.")
    page.get_by_role("button", name="Thêm tiết mục").click()
    page.keyboard.type("Dâng hương tại Đền Thượng")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lưu kịch bản").click()
    log_in_again(page, "organizer")
    expect(page.get_by_text("Việc vừa rồi chưa được thực hiện, xin bấm lần nữa.")).to_be_visible()
    expect(page.get_by_role("button", name="Lưu kịch bản")).to_be_focused()

    page.get_by_role("button", name="Lưu kịch bản").click()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Đã lưu")).to_have_count(2)
    titles = [
        each["title"] for each in desk.ok("organizer", "GET", f"ceremonies/{SLUG}/rundown/")["segments"]
    ]
    assert titles[-1] == "Dâng hương tại Đền Thượng"
    ceremony = desk.ok("organizer", "GET", f"ceremonies/{SLUG}/")
    assert ceremony["summary"] == "Chào cờ, hát Quốc ca, dâng hương."


def test_a_list_that_was_refused_loads_by_itself(desk: Desk, organizer: Watcher) -> None:
    page = organizer.open("/studio")
    expect(page.get_by_role("link", name="Lễ thượng cờ").first).to_be_visible()  # this list asks no more
    runs_out(desk, page)
    page.get_by_role("link", name="Buổi lễ mới").click()  # this screen begins with a question to the server
    log_in_again(page, "organizer")
    expect(page.get_by_label("Tên buổi lễ")).to_be_visible()


def test_the_console_stays_and_shows_the_live_state_again(desk: Desk, browser: Browser) -> None:
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    who = technician_at(desk, browser, f"{PREPARE}/console")
    page = who.page
    now = page.get_by_test_id("now-showing")
    expect(now).to_have_attribute("data-what", "source", timeout=40_000)
    page.get_by_test_id("look").first.click()
    expect(page.get_by_test_id("source-look")).to_have_attribute("data-moving", "true", timeout=40_000)
    runs_out(desk, page)
    asked_again(page, "technician")
    expect(now).to_be_visible()  # behind the dialog
    desk.ok("technician", "POST", f"{BROADCAST}slate/")  # a colleague

    log_in_again(page, "technician")
    expect(now).to_have_attribute("data-what", "slate", timeout=15_000)
    desk.ok("technician", "POST", f"{BROADCAST}unslate/")
    expect(now).to_have_attribute("data-what", "source", timeout=15_000)
    at = page.evaluate("() => document.querySelector('[data-testid=source-look] video').currentTime")
    page.wait_for_function(MOVES, arg=at, timeout=20_000)
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()


def test_a_logout_in_one_tab_takes_nothing_from_another_and_a_login_gives_it_back(
    desk: Desk, organizer: Watcher
) -> None:
    page = organizer.open(PREPARE)
    page.get_by_label("Địa điểm").fill("Đền Giếng")
    other = page.context.new_page()
    other.goto(f"{desk.base}/studio")
    log_out(other)
    dialog = asked_again(page, "organizer")
    other.get_by_label("Tên đăng nhập").fill("organizer")
    other.get_by_label("Mật khẩu").fill(PASSWORD)
    other.get_by_role("button", name="Đăng nhập").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu", exact=True)).to_be_visible()


def test_another_account_is_let_in_over_nothing_that_was_typed_without_a_question(
    desk: Desk, organizer: Watcher
) -> None:
    page = organizer.open(PREPARE)
    page.get_by_label("Địa điểm").fill("Sân vận động")
    runs_out(desk, page)
    dialog = asked_again(page, "organizer")
    page.once("dialog", lambda question: question.dismiss())
    dialog.get_by_test_id("login-other").click()
    expect(dialog).to_be_visible()
    page.once("dialog", lambda question: question.accept())
    dialog.get_by_test_id("login-other").click()
    page.wait_for_url("**/studio/login?next=*")
    page.get_by_label("Tên đăng nhập").fill("moderator")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{PREPARE}")
    expect(page.locator("summary")).not_to_contain_text("Nguyễn Thị Lan")
    expect(page.get_by_label("Địa điểm")).not_to_have_value("Sân vận động")


def log_out(page: Page) -> None:
    page.locator("summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/studio/login*")
