"""The console at work: a look, on air, a backup, a cut, the red button, the sound; viewers see it go on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.browser.reach import walk
from tests.desk import PASSWORD, Desk
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SLUG = "le-thuong-co"
CONSOLE = f"/studio/c/{SLUG}/console"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"
MOVES = "from => document.querySelector('video').currentTime > from + 1.5"
SECOND = "Hình thử hai"


@pytest.fixture(scope="module")
def technician(desk: Desk, browser: Browser) -> Iterator[Watcher]:
    who = person(browser, desk.base)
    log_in(who, "technician", PASSWORD)
    who.open(CONSOLE)
    yield who
    assert (who.foreign, who.errors) == ([], [])


@pytest.fixture(scope="module")
def viewer(desk: Desk, browser: Browser) -> Iterator[Watcher]:
    who = person(browser, desk.base, PHONE)
    yield who
    assert (who.foreign, who.errors) == ([], [])


def row(page: Page, name: str) -> Locator:
    return page.get_by_test_id("source-row").filter(has_text=name)


def added(page: Page, way: str, name: str) -> Locator:
    page.get_by_role("button", name="Thêm nguồn").click()
    page.get_by_text(way, exact=True).first.click()
    page.get_by_label("Tên nguồn").fill(name)
    page.get_by_test_id("source-save").click()
    new = row(page, name)
    expect(new).to_be_visible()
    return new


def look(source: Locator) -> Locator:
    """Its small picture, once it moves."""
    source.get_by_test_id("look").click()
    shown = source.get_by_test_id("source-look")
    expect(shown).to_have_attribute("data-moving", "true", timeout=40_000)
    return shown


def twice(page: Page | Locator, button: str) -> None:
    """Press it, and say yes."""
    page.get_by_test_id(button).click()
    page.get_by_test_id(f"{button}-confirm").click()


def showing(page: Page, name: str, what: str = "source") -> None:
    now = page.get_by_test_id("now-showing")
    expect(now).to_have_attribute("data-what", what, timeout=15_000)
    expect(now).to_contain_text(name)


def goes_on(viewer: Page) -> None:
    """The very element that was there at first, and its time moves."""
    assert viewer.evaluate("() => document.querySelector('video') === window.watched")
    at = viewer.evaluate("() => window.watched.currentTime")
    viewer.wait_for_function(MOVES, arg=at, timeout=20_000)


def looked_at(desk: Desk) -> int:
    return sum(source["preview"] is not None for source in desk.ok("technician", "GET", BROADCAST)["sources"])


def test_a_source_is_looked_at_before_anything_is_public_and_given_back_when_closed(
    desk: Desk, technician: Watcher, viewer: Watcher
) -> None:
    page = technician.page
    main = row(page, "Hình thử")
    look(main)
    expect(main).to_contain_text("Có tín hiệu")
    assert viewer.page.request.get(f"{desk.base}/live/{SLUG}/index.m3u8").status == 404
    preview = desk.ok("technician", "GET", BROADCAST)["sources"][0]["preview"]
    assert viewer.page.request.get(desk.base + preview).status in (401, 403, 404)
    main.get_by_test_id("look").click()
    eventually(lambda: looked_at(desk) == 0, within_s=10)
    expect(main).to_contain_text("Chưa nối", timeout=15_000)


def test_on_air_a_cut_and_the_red_button_leave_the_public_picture_going(
    technician: Watcher, viewer: Watcher
) -> None:
    page = technician.page
    twice(page, "start-button")
    showing_main = page.get_by_test_id("now-showing")
    expect(showing_main).to_have_attribute("data-what", "source", timeout=40_000)
    watch = viewer.open(f"/c/{SLUG}")
    watch.wait_for_function("() => (document.querySelector('video')?.currentTime ?? 0) > 0.5", timeout=30_000)
    watch.evaluate("() => { window.watched = document.querySelector('video'); }")

    second = added(page, "Thẻ thử hình", SECOND)
    second.get_by_test_id("source-more").click()
    second.get_by_test_id("as-backup").click()
    expect(second).to_contain_text("Dự phòng 1")
    look(second).get_by_test_id("cut").click()
    showing(page, SECOND)
    goes_on(watch)

    page.locator("body").press("h")
    showing(page, "Hình chờ", "slate")
    expect(page.get_by_test_id("now-showing")).to_contain_text("Hình chờ đang che mọi trang")
    goes_on(watch)
    page.get_by_test_id("unslate").click()
    showing(page, SECOND)
    page.get_by_test_id("untake").click()
    expect(second).not_to_contain_text("Đang chiếu", timeout=15_000)
    goes_on(watch)


def test_the_key_of_the_red_button_is_a_letter_where_somebody_writes(desk: Desk, technician: Watcher) -> None:
    page = technician.page
    page.get_by_role("button", name="Thêm nguồn").click()
    field = page.get_by_label("Tên nguồn")
    field.press_sequentially("Hoh")
    expect(field).to_have_value("Hoh")
    assert desk.ok("technician", "GET", BROADCAST)["mode"] == "auto"
    page.once("dialog", lambda question: question.accept())  # a name that was typed is not dropped unasked
    page.get_by_role("button", name="Thôi", exact=True).click()
    expect(page.get_by_role("button", name="Thêm nguồn")).to_be_visible()


def tuned(desk: Desk) -> tuple[int, int]:
    """What the server holds: the screen shows what the hand holds before."""
    body = desk.ok("technician", "GET", BROADCAST)
    return body["gain_db"], body["av_offset_ms"]


def test_gain_and_offset_change_on_air_and_the_profile_says_why_it_cannot(
    desk: Desk, technician: Watcher, viewer: Watcher
) -> None:
    page = technician.page
    page.get_by_test_id("gain-less").click()
    page.get_by_test_id("offset-more").click()
    expect(page.get_by_text("−1 dB")).to_be_visible()
    expect(page.get_by_text("tiếng trễ hơn hình 20 ms")).to_be_visible()
    eventually(lambda: tuned(desk) == (-1, 20), within_s=10, told=lambda: tuned(desk))
    expect(page.get_by_role("radio", name="1080p")).to_be_disabled()
    expect(page.get_by_text("Đang phát sóng nên không đổi được")).to_be_visible()
    expect(page.get_by_test_id("levels")).to_have_attribute("data-says", re.compile("low|good|high"))
    goes_on(viewer.page)
    viewer.page.context.close()  # seen enough: it would play on beside all that follows


def test_a_sound_set_while_a_colleague_changes_another_thing_is_not_lost(
    desk: Desk, technician: Watcher
) -> None:
    page = technician.page

    def overtaken(route: Route) -> None:
        version = desk.ok("technician", "GET", BROADCAST)["version"]
        desk.ok("technician", "PATCH", BROADCAST, version=version, loudness=False)
        route.continue_()

    page.route("**/broadcast/", overtaken, times=1)
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_test_id("gain-more").click()
    assert tuned(desk) == (0, 20)
    expect(page.get_by_test_id("loudness")).not_to_be_checked()


def test_what_matters_is_read_from_two_metres(technician: Watcher) -> None:
    page = technician.page
    now = page.get_by_test_id("now-showing").locator(".name")
    for part in (page.get_by_test_id("program-state"), page.locator(".airtime"), now):
        assert part.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") >= 32  # 10 minutes of arc
        expect(part).to_be_in_viewport(ratio=1)


def test_every_control_is_reached_by_the_tab_key_and_nothing_lies_over_it(technician: Watcher) -> None:
    found = walk(technician.page)
    assert (found.missed, found.dark, found.hidden) == ([], [], [])
    assert {"slate", "stop-button", "gain-less"} <= {name.split()[1] for name in found.reached}


def test_the_end_by_itself_is_set_put_off_and_dropped(desk: Desk, technician: Watcher) -> None:
    page = technician.page
    page.get_by_test_id("end-later").click()
    expect(page.get_by_test_id("will-end")).to_contain_text(
        re.compile(r"Tự kết thúc lúc \d\d:\d\d.*còn \d+:\d\d")
    )
    first = desk.ok("technician", "GET", BROADCAST)["ends_itself_at"]
    page.get_by_test_id("extend").click()
    eventually(lambda: desk.ok("technician", "GET", BROADCAST)["ends_itself_at"] > first, within_s=10)
    page.get_by_test_id("never-end").click()
    expect(page.get_by_test_id("will-end")).to_have_count(0)


def test_a_senders_key_is_shown_once_and_another_takes_its_place(desk: Desk, technician: Watcher) -> None:
    page = technician.page
    sender = added(page, "OBS, máy gửi RTMP", "Camera sân khấu")
    key = sender.get_by_test_id("made-stream-key").input_value()
    assert len(key) >= 32
    expect(sender.get_by_test_id("made-server")).to_have_value(re.compile(r"^rtmp://.+:\d+/live$"))
    assert sender.get_by_test_id("made-qr").evaluate("image => image.naturalWidth") > 50
    sender.get_by_test_id("key-copied").click()
    page.reload()
    expect(row(page, "Camera sân khấu")).to_be_visible()
    assert key not in page.content()

    sender.get_by_test_id("source-more").click()
    twice(sender, "rotate")
    assert sender.get_by_test_id("made-stream-key").input_value() not in ("", key)
    sender.get_by_test_id("key-copied").click()
    twice(sender, "source-remove")
    expect(row(page, "Camera sân khấu")).to_have_count(0)


def test_on_a_phone_what_is_on_screen_and_the_red_button_stay_in_sight(
    desk: Desk, browser: Browser, technician: Watcher
) -> None:
    technician.page.context.close()
    who = person(browser, desk.base, PHONE)
    page = log_in(who, "technician", PASSWORD)
    page.goto(desk.base + CONSOLE)
    showing(page, "Hình thử")
    page.get_by_role("button", name="Xem nhật ký").scroll_into_view_if_needed()
    for part in ("now-showing", "slate"):
        expect(page.get_by_test_id(part)).to_be_in_viewport(ratio=1)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    found = walk(page)
    assert (found.missed, found.dark, found.hidden) == ([], [], [])
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()
    desk.ok("technician", "POST", f"{BROADCAST}stop/")
