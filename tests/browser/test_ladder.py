"""A weak line: a small picture, then the sound alone, then all is back; or the viewer chooses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Request, expect

from streaming.enums import Profile
from tests.browser.chromium import PHONE, Watcher, person
from tests.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"
MOVES = "from => (document.querySelector('video')?.currentTime ?? 0) > from + 2"
HEIGHT = "lines => document.querySelector('video')?.videoHeight === lines"
WEAK = "Mạng yếu: đang phát tiếng, hình sẽ trở lại khi mạng ổn"
PIECE = re.compile(r"/(seg|low|audio)-\d+-\d+\.ts$")


@pytest.fixture(scope="module")
def on_air(desk: Desk) -> Desk:
    version = desk.ok("technician", "GET", BROADCAST)["version"]
    desk.ok("technician", "PATCH", BROADCAST, version=version, profile=Profile.P720)
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    return desk


@pytest.fixture
def viewer(on_air: Desk, browser: Browser) -> Iterator[Watcher]:
    who = person(browser, on_air.base)
    yield who
    assert (who.foreign, who.errors) == ([], [])
    who.page.context.close()


def plays(page: Page, within_s: float = 40) -> None:
    """For two seconds more than now; the time begins anew with another stream."""
    page.wait_for_function(
        "() => (document.querySelector('video')?.currentTime ?? 0) > 0.2", timeout=within_s * 1000
    )
    now = page.evaluate("() => document.querySelector('video').currentTime")
    page.wait_for_function(MOVES, arg=now, timeout=within_s * 1000)


def line(session: CDPSession, kbps: float) -> None:
    """So much from now on; 0: as it was. One session for all: several of them do not undo each other."""
    rate = kbps * 1000 / 8 if kbps else -1
    given = {
        "offline": False,
        "latency": 40 if kbps else 0,
        "downloadThroughput": rate,
        "uploadThroughput": -1,
    }
    session.send("Network.emulateNetworkConditions", given)


def pieces(page: Page) -> list[str]:
    """The kinds of the segments that are asked for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if found := PIECE.search(request.url):
            asked.append(found[1])

    page.on("request", note)
    return asked


def choose(page: Page, name: str) -> None:
    page.locator(".picture .bar").hover()
    page.get_by_test_id("quality").click()
    page.get_by_role("radio", name=name).click()


def weakened(viewer: Watcher) -> tuple[Page, CDPSession]:
    """A watch page with the sharp picture, and the line that it came over."""
    page = viewer.open(f"/c/{SLUG}")
    page.wait_for_function(HEIGHT, arg=720, timeout=40_000)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    return page, network


def test_a_line_too_weak_for_any_picture_leaves_the_sound(viewer: Watcher) -> None:
    page, network = weakened(viewer)
    line(network, 180)
    expect(page.get_by_text(WEAK)).to_be_visible(timeout=60_000)
    plays(page)
    expect(page.get_by_role("button", name="Phát", exact=True)).to_have_count(0)


@pytest.mark.long
def test_a_weak_line_brings_the_small_picture_then_the_sound_and_a_good_one_all_back(viewer: Watcher) -> None:
    page, network = weakened(viewer)
    line(network, 950)
    page.wait_for_function(HEIGHT, arg=360, timeout=60_000)
    plays(page)
    expect(page.get_by_test_id("listening")).to_have_count(0)
    line(network, 180)
    expect(page.get_by_text(WEAK)).to_be_visible(timeout=60_000)
    plays(page)
    line(network, 0)
    expect(page.get_by_text(WEAK)).to_have_count(0, timeout=60_000)
    page.wait_for_function(HEIGHT, arg=720, timeout=60_000)
    plays(page)


def test_listening_alone_asks_for_no_picture_and_is_kept_for_the_next_visit(viewer: Watcher) -> None:
    page = viewer.open(f"/c/{SLUG}")
    plays(page)
    choose(page, "Chỉ nghe")
    expect(page.get_by_test_id("listening")).to_have_attribute("data-why", "chosen")
    plays(page)
    asked = pieces(page)
    plays(page)
    assert set(asked) == {"audio"}
    page.reload()
    expect(page.get_by_test_id("listening")).to_be_visible(timeout=30_000)
    plays(page)
    assert set(asked) == {"audio"}
    page.get_by_role("button", name="Xem hình").click()
    page.wait_for_function(HEIGHT, arg=720, timeout=40_000)
    expect(page.get_by_test_id("listening")).to_have_count(0)


def test_saving_and_sharp_are_kept_to_and_the_same_element_goes_on(viewer: Watcher) -> None:
    page = viewer.open(f"/c/{SLUG}")
    plays(page)
    page.evaluate("() => { window.watched = document.querySelector('video'); }")
    for name, lines in (("Tiết kiệm", 360), ("Hình rõ", 720)):
        choose(page, name)
        page.wait_for_function(HEIGHT, arg=lines, timeout=30_000)
        plays(page)
        page.wait_for_function(HEIGHT, arg=lines)
    assert page.evaluate("() => document.querySelector('video') === window.watched")


@pytest.mark.parametrize(
    ("given", "first"), [({"effectiveType": "2g"}, "audio"), ({"saveData": True}, "low")]
)
def test_a_phone_on_a_slow_network_begins_low(
    given: dict[str, object], first: str, on_air: Desk, browser: Browser
) -> None:
    who = person(browser, on_air.base, PHONE)
    said = f"Object.defineProperty(navigator, 'connection', {{value: {given!r}}})".replace("True", "true")
    who.page.add_init_script(said)
    asked = pieces(who.page)
    page = who.open(f"/c/{SLUG}")
    plays(page)
    assert set(asked) == {first}
    who.page.context.close()


def test_the_four_choices_fit_into_a_small_phones_picture(on_air: Desk, browser: Browser) -> None:
    who = person(browser, on_air.base, PHONE)
    page = who.open(f"/c/{SLUG}")
    plays(page)
    page.get_by_test_id("quality").click()
    stage = page.get_by_test_id("watch-state").bounding_box()
    assert stage
    for name in ("Tự động", "Hình rõ", "Tiết kiệm", "Chỉ nghe"):
        box = page.get_by_text(name, exact=True).bounding_box()
        assert box and stage["y"] <= box["y"] and box["y"] + box["height"] <= stage["y"] + stage["height"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("radio")).to_have_count(0)
    who.page.context.close()
