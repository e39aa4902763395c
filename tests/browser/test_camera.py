"""A phone as the camera: what a fake camera shows is on the watch page, whatever happens on the way."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, PHONE, Watcher, log_in, person
from tests.browser.expiry import log_in_again, runs_out
from tests.desk import PASSWORD, Desk
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"
SCREEN = f"/studio/c/{SLUG}/camera"
FAKE = ["--use-fake-device-for-media-stream=device-count=2", "--use-fake-ui-for-media-stream"]
MOVES = "from => document.querySelector('video').currentTime > from + 1.5"
# The test picture of Chromium's fake camera is green for the most part, our slate and test card are not.
GREEN = """() => {
    const video = document.querySelector('video');
    if (!video?.videoWidth) return false;
    const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
    const pen = canvas.getContext('2d');
    pen.drawImage(video, 0, 0, 32, 18);
    const dots = pen.getImageData(0, 0, 32, 18).data;
    const isGreen = at => dots[at + 1] > dots[at] + 40 && dots[at + 1] > dots[at + 2] + 40;
    let green = 0;
    for (let at = 0; at < dots.length; at += 4) green += isGreen(at);
    return green > 200;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """As the others' one, with a camera and a microphone that say yes."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, *FAKE])
        try:
            yield started
        finally:
            started.close()


def phone_of(desk: Desk, browser: Browser) -> Watcher:
    who = person(browser, desk.base, PHONE, has_touch=True)
    log_in(who, "technician", PASSWORD)
    return who


@pytest.fixture(scope="module")
def phone(desk: Desk, browser: Browser) -> Iterator[Watcher]:
    who = phone_of(desk, browser)
    yield who
    assert (who.foreign, who.errors) == ([], [])


def source(desk: Desk) -> dict[str, Any]:
    sources: list[dict[str, Any]] = desk.ok("technician", "GET", BROADCAST)["sources"]
    (found,) = [each for each in sources if each["kind"] == "camera"]
    return found


def state(page: Page, word: str) -> None:
    expect(page.get_by_test_id("camera")).to_have_attribute("data-state", word, timeout=30_000)


def starts(page: Page) -> None:
    page.get_by_test_id("camera-open").click()
    page.wait_for_function("() => document.querySelector('video')?.videoWidth > 0")
    page.get_by_test_id("camera-start").click()
    state(page, "sending")


def stops(page: Page) -> None:
    page.get_by_test_id("camera-stop").click()
    page.get_by_test_id("camera-stop-confirm").click()
    state(page, "idle")


def test_this_phone_becomes_a_source_is_taken_and_the_public_sees_it(
    desk: Desk, phone: Watcher, browser: Browser
) -> None:
    page = phone.open(SCREEN)
    page.get_by_test_id("camera-make").click()
    expect(page.get_by_test_id("camera")).to_be_visible()
    starts(page)
    eventually(lambda: source(desk)["state"] == "live", 30, told=lambda: source(desk))
    expect(page.get_by_test_id("camera-stage")).to_have_attribute("data-tally", "off")
    expect(page.get_by_test_id("camera-speed")).to_have_text(re.compile(r"[1-9]\d*,\d Mb/s|0,[1-9] Mb/s"))
    assert page.get_by_test_id("camera-dropped").inner_text() == "0,0 giây"
    loud = "() => Number(document.querySelector('[data-testid=camera-level]').ariaValueNow) > -50"
    page.wait_for_function(loud, timeout=15_000)  # the fake microphone beeps once a second

    desk.ok("technician", "POST", f"{BROADCAST}start/", source=source(desk)["id"])
    expect(page.get_by_test_id("camera-stage")).to_have_attribute("data-tally", "air", timeout=40_000)
    viewer = person(browser, desk.base, PHONE)
    watch = viewer.open(f"/c/{SLUG}")
    watch.wait_for_function(GREEN, timeout=40_000)
    at = watch.evaluate("() => document.querySelector('video').currentTime")
    watch.wait_for_function(MOVES, arg=at, timeout=20_000)
    assert (viewer.foreign, viewer.errors) == ([], [])
    watch.context.close()


def is_back(desk: Desk) -> bool:
    try:
        return httpx.get(f"{desk.base}/healthz", timeout=5).is_success
    except httpx.TransportError:
        return False


def converters(desk: Desk) -> list[int]:
    return list(desk.pids("pipe:0", "no_duration_filesize"))


def test_a_killed_ffmpeg_and_a_killed_web_process_are_followed_by_the_phone_itself(
    desk: Desk, phone: Watcher
) -> None:
    page = phone.page
    (first,) = converters(desk)
    os.kill(first, signal.SIGKILL)
    eventually(lambda: converters(desk) not in ([], [first]), 20)
    state(page, "sending")
    (web,) = desk.pids("manage.py", "web")
    os.kill(web, signal.SIGKILL)
    eventually(lambda: desk.pids("manage.py", "web").keys() - {web}, 20)
    eventually(lambda: is_back(desk), 30)
    eventually(lambda: source(desk)["state"] == "live", 40, told=lambda: source(desk))
    state(page, "sending")
    assert len(converters(desk)) == 1
    expect(page.get_by_test_id("camera-stage")).to_have_attribute("data-tally", "air", timeout=30_000)
    phone.errors[:] = [error for error in phone.errors if "WebSocket" not in error]  # Chromium logs each


def test_a_phone_that_loses_its_network_comes_back_by_itself(desk: Desk, phone: Watcher) -> None:
    page = phone.page
    before = converters(desk)
    page.context.set_offline(True)
    lost = page.get_by_test_id("camera").get_attribute
    eventually(lambda: lost("data-state") in ("waiting", "offline", "connecting"), 30)
    page.context.set_offline(False)
    state(page, "sending")
    eventually(lambda: converters(desk) not in ([], before), 20)
    kept = page.get_by_role("group", name="Chất lượng").get_by_role("radio", name="Cao")
    expect(kept).to_be_checked()  # no network is no reason for a worse picture
    phone.errors[:] = [error for error in phone.errors if "WebSocket" not in error]


def test_a_session_that_runs_out_stops_the_phone_only_until_the_login(desk: Desk, phone: Watcher) -> None:
    state(phone.page, "sending")
    runs_out(desk, phone.page)
    state(phone.page, "ended")
    log_in_again(phone.page, "technician")
    state(phone.page, "sending")


def test_another_camera_and_another_quality_go_on_while_sending(desk: Desk, phone: Watcher) -> None:
    page = phone.page
    for change in (page.get_by_text("Vừa", exact=True), page.get_by_test_id("camera-flip")):
        before = converters(desk)
        change.click()
        eventually(lambda before=before: converters(desk) not in ([], before), 20)  # type: ignore[misc]
        state(page, "sending")


def test_a_second_phone_takes_over_and_the_first_says_so_until_it_is_asked_back(
    desk: Desk, phone: Watcher, browser: Browser
) -> None:
    second = phone_of(desk, browser)
    page = second.open(f"{SCREEN}?source={source(desk)['id']}")
    starts(page)
    state(phone.page, "ended")
    expect(phone.page.get_by_test_id("camera-ended")).to_contain_text("Một máy khác vừa gửi thay")
    assert len(converters(desk)) == 1
    phone.page.get_by_role("button", name="Gửi lại từ máy này").click()
    state(phone.page, "sending")
    state(page, "ended")
    assert (second.foreign, second.errors) == ([], [])
    page.context.close()


def test_leaving_asks_first_and_stopping_leaves_no_process(desk: Desk, phone: Watcher) -> None:
    page = phone.page
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="Bàn kỹ thuật").click()
    assert "Rời trang?" in asked.value.message
    state(page, "sending")
    stops(page)
    eventually(lambda: converters(desk) == [], 10)
    eventually(lambda: source(desk)["state"] != "live", 20, told=lambda: source(desk))


@pytest.mark.parametrize(
    ("name", "trouble", "says"),
    [
        ("NotAllowedError", "refused", "chưa được phép"),
        ("NotFoundError", "none", "Không tìm thấy máy quay"),
        ("NotReadableError", "busy", "ứng dụng khác"),
    ],
)
def test_why_there_is_no_camera_is_said_with_what_to_do(
    name: str, trouble: str, says: str, desk: Desk, phone: Watcher
) -> None:
    page = phone.open(f"{SCREEN}?source={source(desk)['id']}")
    page.evaluate(
        """name => {
            navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
        }""",
        name,
    )
    page.get_by_test_id("camera-open").click()
    told = page.get_by_test_id("camera-trouble")
    expect(told).to_have_attribute("data-trouble", trouble)
    expect(told).to_contain_text(says)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_page_without_https_says_how_to_get_it(desk: Desk, phone: Watcher) -> None:
    page = phone.page
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    phone.open(f"{SCREEN}?source={source(desk)['id']}")
    told = page.get_by_test_id("camera-trouble")
    expect(told).to_have_attribute("data-trouble", "insecure")
    expect(told).to_contain_text("https")
    expect(page.get_by_test_id("camera-open")).to_have_count(0)


def test_a_moderator_is_told_that_the_camera_is_the_technicians(desk: Desk, browser: Browser) -> None:
    who = person(browser, desk.base, PHONE)
    log_in(who, "moderator", PASSWORD)
    page = who.open(f"{SCREEN}?source={source(desk)['id']}")
    expect(page.get_by_text("Chỉ kỹ thuật viên")).to_be_visible()
    expect(page.get_by_test_id("camera-open")).to_have_count(0)
    assert (who.foreign, who.errors) == ([], [])
    page.context.close()
