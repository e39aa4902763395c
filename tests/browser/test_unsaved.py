"""What was typed and not saved: kept, or given up on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.chromium import log_in, person
from tests.desk import PASSWORD, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
PREPARE = "/studio/c/le-thuong-co"


@dataclass
class Writer:
    """Somebody at a desk; `stays` answers every question, `asked` keeps them."""

    page: Page
    stays: bool = True
    asked: list[str] = field(default_factory=list)

    def answer(self, dialog: Dialog) -> None:
        self.asked.append(dialog.message if dialog.type == "confirm" else dialog.type)
        if self.stays:
            dialog.dismiss()
        else:
            dialog.accept()


@contextmanager
def writing(desk: Desk, browser: Browser, login: str, path: str) -> Iterator[Writer]:
    who = person(browser, desk.base)
    found = Writer(log_in(who, login, PASSWORD))
    found.page.on("dialog", found.answer)
    found.page.goto(desk.base + path)
    yield found
    assert who.errors == []
    found.page.context.close()


@pytest.fixture
def organizer(desk: Desk, browser: Browser) -> Iterator[Writer]:
    with writing(desk, browser, "organizer", PREPARE) as found:
        yield found


@pytest.fixture
def technician(desk: Desk, browser: Browser) -> Iterator[Writer]:
    with writing(desk, browser, "technician", "/studio/pages") as found:
        yield found


def test_a_new_segment_is_typed_into_straight_away(organizer: Writer) -> None:
    page = organizer.page
    page.get_by_role("button", name="Thêm tiết mục").click()
    page.keyboard.type("Dâng hương tại Đền Thượng")
    expect(page.get_by_role("listitem", name="Tiết mục 8").get_by_label("Tên tiết mục")).to_have_value(
        "Dâng hương tại Đền Thượng"
    )


def test_another_tab_asks_first_and_to_stay_keeps_the_rundown(organizer: Writer) -> None:
    page = organizer.page
    page.get_by_role("button", name="Thêm tiết mục").click()
    page.keyboard.type("Lời cảm ơn")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Kỹ thuật").click()
    expect(page.get_by_role("listitem", name="Tiết mục 8").get_by_label("Tên tiết mục")).to_have_value(
        "Lời cảm ơn"
    )
    assert organizer.asked == ["Có thay đổi chưa lưu. Rời đi và bỏ những thay đổi ấy?"]
    organizer.stays = False
    page.get_by_role("link", name="Kỹ thuật").click()
    page.wait_for_url("**/console")
    assert len(organizer.asked) == 2


def test_two_forms_with_changes_ask_once_and_both_survive(organizer: Writer) -> None:
    page = organizer.page
    page.get_by_label("Địa điểm").fill("Đền Giếng")
    page.get_by_role("button", name="Thêm tiết mục").click()
    page.keyboard.type("Lời cảm ơn")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Buổi lễ của tôi").click()
    assert len(organizer.asked) == 1
    expect(page.get_by_label("Địa điểm")).to_have_value("Đền Giếng")
    expect(page.get_by_role("listitem", name="Tiết mục 8")).to_be_visible()


def test_the_way_back_a_logout_and_a_closing_window_ask_too(organizer: Writer, desk: Desk) -> None:
    page = organizer.page
    page.get_by_label("Địa điểm").fill("Đền Giếng")
    with page.expect_event("dialog"):
        page.evaluate("() => history.back()")
    expect(page.get_by_label("Địa điểm")).to_have_value("Đền Giếng")
    page.locator("summary", has_text="Nguyễn Thị Lan").click()
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_label("Địa điểm")).to_have_value("Đền Giếng")
    assert len(organizer.asked) == 2
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    expect(page.get_by_label("Địa điểm")).to_have_value("Đền Giếng")
    assert organizer.asked[2:] == ["beforeunload"]


def test_what_is_saved_is_left_without_a_question(organizer: Writer) -> None:
    page = organizer.page
    page.get_by_label("Địa điểm").fill("Sân hành lễ")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu").first).to_be_visible()
    page.get_by_role("link", name="Kỹ thuật").click()
    page.wait_for_url("**/console")
    assert organizer.asked == []


def test_an_edited_published_ceremony_says_that_the_public_still_sees_the_older_one(
    organizer: Writer, desk: Desk
) -> None:
    page = organizer.page
    page.get_by_label("Địa điểm").fill("Quảng trường thành phố")
    page.get_by_role("button", name="Lưu", exact=True).click()
    steps = page.get_by_role("region", name="Duyệt và công bố")
    expect(steps).to_contain_text("Khách vẫn thấy bản cũ cho đến khi công bố lại.")
    assert public_place(desk) != "Quảng trường thành phố"
    steps.get_by_test_id("publish-button").click()
    steps.get_by_test_id("publish-button-confirm").click()
    expect(steps).to_contain_text("Khách đang thấy bản này.")
    assert public_place(desk) == "Quảng trường thành phố"


def test_a_pages_form_asks_before_it_is_closed_changed_for_another_or_left(technician: Writer) -> None:
    page = technician.page
    page.get_by_role("button", name="Sửa").first.click()
    note = page.get_by_role("form").get_by_label("Ghi chú")
    note.fill("Gọi anh Tuấn")
    for way_out in (
        page.get_by_role("form").get_by_role("button", name="Thôi"),
        page.get_by_role("button", name="Sửa").last,
        page.get_by_role("button", name="Thêm trang"),
        page.get_by_role("link", name="Buổi lễ"),
    ):
        with page.expect_event("dialog"):
            way_out.click()
        expect(note).to_have_value("Gọi anh Tuấn")
    assert technician.asked == ["Có thay đổi chưa lưu. Rời đi và bỏ những thay đổi ấy?"] * 4
    technician.stays = False
    page.get_by_role("button", name="Sửa").last.click()
    expect(note).not_to_have_value("Gọi anh Tuấn")
    page.get_by_role("form").get_by_role("button", name="Thôi").click()  # nothing was typed into this one
    expect(page.get_by_role("form")).to_be_hidden()
    assert len(technician.asked) == 5


def test_a_source_and_a_start_by_the_clock_that_were_not_set_ask_too(technician: Writer) -> None:
    page = technician.page
    page.goto(page.url.replace("/studio/pages", f"{PREPARE}/console"))
    page.get_by_role("button", name="Thêm nguồn").click()
    page.get_by_label("Tên nguồn").fill("Máy quay sân lễ")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Bình luận").click()
    for way in ("OBS, máy gửi RTMP", "Máy gửi SRT", "Thẻ thử hình"):
        page.locator("label").filter(has_text=way).click()
        expect(page.get_by_label("Tên nguồn")).to_have_value("Máy quay sân lễ")
    technician.stays = False
    page.get_by_role("button", name="Thôi").click()
    expect(page.get_by_label("Tên nguồn")).to_be_hidden()
    technician.stays = True
    page.get_by_test_id("arm").click()
    page.get_by_test_id("arm-at").fill("2031-04-18T07:00")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="Buổi lễ của tôi").click()
    expect(page.get_by_test_id("arm-at")).to_have_value("2031-04-18T07:00")
    assert len(technician.asked) == 3


def public_place(desk: Desk) -> str:
    return str(desk.ok(None, "GET", "ceremonies/le-thuong-co/", view="public")["place"])
