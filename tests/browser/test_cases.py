"""From a comment to a public answer: lifted, answered, looked up; by mouse, by keyboard, on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.browser.reach import walk
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SLUG = "le-thuong-co"
CODE = re.compile(r"KN-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
SUBJECTS = ("Đèn đường xóm 3", "Rác ở bến xe", "Đường vào đền lầy")


@pytest.fixture(scope="module")
def made(desk: Desk) -> list[str]:
    """Three cases of published comments; their codes."""
    desk.ok("moderator", "PATCH", f"ceremonies/{SLUG}/room/", moderation="post", state="open")
    codes = []
    for number, subject in enumerate(SUBJECTS):
        body = f"Xin hỏi về việc: {subject}"
        told = {"ref": f"case-{number}", "name": "Cô Hoa", "body": body}
        comment = desk.ok(None, "POST", f"ceremonies/{SLUG}/comments/", **told)["id"]
        codes.append(desk.ok("moderator", "POST", f"comments/{comment}/case/", subject=subject)["code"])
    return codes


@pytest.fixture
def who(desk: Desk, browser: Browser, made: list[str]) -> Iterator[Watcher]:
    """A moderator at the list of cases, without errors to the end."""
    found = person(browser, desk.base)
    log_in(found, "moderator", PASSWORD)
    found.page.get_by_role("link", name="Kiến nghị").click()
    expect(found.page.get_by_test_id("case-row").first).to_be_visible()
    yield found
    assert (found.foreign, found.errors) == ([], [])
    found.page.context.close()


def wide(who: Watcher) -> int:
    return int(who.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def asks(phone: Page) -> None:
    phone.get_by_placeholder("Viết bình luận…").fill("Bao giờ xóm 5 có nước sạch ạ?")
    name = phone.get_by_label("Tên hiển thị")
    if name.is_visible():
        name.fill("Bà Tám")
    phone.get_by_test_id("comment-send").click()
    expect(phone.get_by_test_id("comment").filter(has_text="nước sạch")).to_be_visible()


def lifts(page: Page) -> str:
    """Makes the case and takes it on; its code."""
    page.get_by_test_id("lift-open").click()
    page.get_by_test_id("lift-search").fill("nuoc sach")
    page.get_by_test_id("lift-comment").click()
    page.get_by_test_id("lift-subject").fill("Nước sạch xóm 5")
    page.get_by_test_id("lift-do").click()
    detail = page.get_by_test_id("case-detail")
    expect(detail).to_have_attribute("data-state", "new")
    expect(page.get_by_test_id("case-row").first).to_contain_text("Nước sạch xóm 5")
    code = page.get_by_test_id("case-code").inner_text()
    assert CODE.fullmatch(code)
    page.get_by_test_id("case-owner").select_option(label="Lê Minh Anh")
    page.get_by_test_id("case-save").click()
    expect(detail).to_have_attribute("data-state", "assigned")
    return code


def looks_it_up(phone: Page, base: str, code: str) -> None:
    """By the code as people type it, and leaves a telephone number."""
    phone.goto(f"{base}/")
    phone.get_by_role("link", name="Tra cứu kiến nghị").click()
    expect(phone.get_by_test_id("mine")).to_contain_text(code)  # nobody had to tell it
    phone.get_by_test_id("receipt-code").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Tra cứu").click()
    expect(phone.get_by_test_id("receipt").first).to_contain_text("Đang xử lý")
    phone.get_by_test_id("contact").get_by_text("Để lại liên hệ").click()
    phone.get_by_label("Điện thoại").fill("0912 345 678")
    phone.get_by_role("button", name="Gửi liên hệ").click()
    expect(phone.get_by_text("Đã nhận liên hệ.")).to_be_visible()


def answers(page: Page) -> None:
    page.reload()
    page.get_by_test_id("case-row").first.click()
    expect(page.get_by_test_id("case-contact")).to_have_text("0912 345 678")
    page.get_by_test_id("case-note").fill("Đã hỏi công ty nước")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_test_id("case-detail")).to_contain_text("Đã hỏi công ty nước")
    page.get_by_test_id("case-answer").fill("Tháng 6 sẽ có nước.")
    page.get_by_test_id("case-send").click()
    expect(page.get_by_test_id("case-detail")).to_have_attribute("data-state", "answered")


def test_from_the_phone_that_asked_to_the_answer_on_it(who: Watcher, desk: Desk, browser: Browser) -> None:
    citizen = person(browser, desk.base, PHONE, has_touch=True)
    phone = citizen.open(f"/c/{SLUG}")
    asks(phone)
    code = lifts(who.page)
    looks_it_up(phone, desk.base, code)
    assert wide(citizen) <= 0
    answers(who.page)
    phone.goto(f"{desk.base}/tra-cuu?le={SLUG}#{code}")
    expect(phone.get_by_test_id("receipt-answer")).to_contain_text("Tháng 6 sẽ có nước.")
    expect(phone.get_by_test_id("answers")).to_contain_text("Tháng 6 sẽ có nước.")
    assert "Đã hỏi công ty nước" not in phone.content()
    assert (wide(citizen), citizen.foreign, citizen.errors) == (0, [], [])
    phone.context.close()


def test_the_desk_is_worked_by_keys_alone(who: Watcher) -> None:
    page = who.page
    page.keyboard.press("/")
    page.keyboard.type("ben xe")
    rows = page.get_by_test_id("case-row")
    expect(rows).to_have_count(1)
    page.get_by_test_id("case-search").fill("")
    expect(page.get_by_test_id("case-row").nth(2)).to_be_visible()
    page.get_by_test_id("case-search").blur()
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(at)).to_have_attribute("aria-current", "true")
    expect(page.get_by_test_id("case-detail")).to_be_visible()
    found = walk(page)
    assert (found.missed, found.dark, found.hidden) == ([], [], [])
    rows.first.focus()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("case-detail")).to_have_count(0)
    expect(rows.first).to_be_focused()


def test_what_was_typed_is_not_lost_by_the_next_case(who: Watcher) -> None:
    page, asked = who.page, list[str]()
    rows = page.get_by_test_id("case-row")
    rows.filter(has_text=SUBJECTS[0]).click()
    page.get_by_test_id("case-answer").fill("Đang viết dở")

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stays)
    rows.filter(has_text=SUBJECTS[1]).click()
    assert len(asked) == 1
    expect(page.get_by_test_id("case-answer")).to_have_value("Đang viết dở")


def test_an_end_without_an_answer_asks_why(who: Watcher, desk: Desk, made: list[str]) -> None:
    page = who.page
    page.get_by_test_id("case-row").filter(has_text=SUBJECTS[2]).click()
    page.get_by_test_id("case-close").click()
    page.get_by_test_id("case-reason").fill("Đã có kiến nghị khác")
    page.get_by_test_id("case-close-confirm").click()
    expect(page.get_by_test_id("case-detail")).to_have_attribute("data-state", "closed")
    expect(page.get_by_test_id("case-answer")).to_have_count(0)
    assert desk.ok(None, "GET", f"receipts/{made[2]}/")["close_reason"] == "Đã có kiến nghị khác"


def test_on_a_phone_the_list_and_the_case_take_turns(desk: Desk, browser: Browser, made: list[str]) -> None:
    who = person(browser, desk.base, PHONE, has_touch=True)
    page = log_in(who, "moderator", PASSWORD)
    who.open("/studio/cases")
    row = page.get_by_test_id("case-row").filter(has_text=SUBJECTS[0])
    expect(row).to_be_visible()
    assert wide(who) <= 0
    row.click()
    expect(page.get_by_test_id("case-detail")).to_be_visible()
    expect(row).to_be_hidden()
    assert wide(who) <= 0
    page.get_by_role("button", name="Về danh sách").click()
    expect(row).to_be_focused()
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()


def test_a_wrong_code_is_said_in_words(desk: Desk, browser: Browser) -> None:
    citizen = person(browser, desk.base, PHONE)
    page = citizen.open("/tra-cuu")
    page.get_by_test_id("receipt-code").fill("KN-2222-2222")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Không có mã này")
    assert (wide(citizen) <= 0, citizen.foreign, citizen.errors) == (True, [], [])
    page.context.close()


@pytest.mark.parametrize("login", ["technician", "admin"])
def test_four_links_fit_a_phone_and_the_present_one_is_in_sight(
    desk: Desk, browser: Browser, login: str
) -> None:
    who = person(browser, desk.base, PHONE, has_touch=True)
    page = log_in(who, login, PASSWORD)
    for path, name in (("/studio/cases", "Kiến nghị"), ("/studio/storage", "Lưu trữ")):
        who.open(path)
        link = page.get_by_role("link", name=name)
        expect(link).to_be_in_viewport(ratio=0.9)
        assert wide(who) <= 0, path
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()


def test_no_field_leaves_its_sheet(who: Watcher) -> None:
    page = who.page
    page.get_by_test_id("case-row").first.click()
    sheet, due = (
        page.get_by_test_id("case-detail").bounding_box(),
        page.get_by_test_id("case-due").bounding_box(),
    )
    assert sheet is not None
    assert due is not None
    assert due["x"] + due["width"] <= sheet["x"] + sheet["width"]
