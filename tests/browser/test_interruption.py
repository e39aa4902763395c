"""The programme breaks off and comes back: the picture of whoever watches stays as they set it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import person
from tests.desk import Desk
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SLUG = "le-thuong-co"
BROADCAST = f"ceremonies/{SLUG}/broadcast/"
MOVES = "from => document.querySelector('video').currentTime > from + 2"


@pytest.fixture
def viewer(desk: Desk, browser: Browser) -> Iterator[Page]:
    """On air, watched in full screen with sound; the page remembers which video element that was."""
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    page = person(browser, desk.base).open(f"/c/{SLUG}")
    page.wait_for_function("() => (document.querySelector('video')?.currentTime ?? 0) > 0.2", timeout=30_000)
    page.locator(".unmute").click()
    page.locator(".picture video").hover()
    page.get_by_role("button", name="Toàn màn hình").click()
    page.wait_for_function("() => document.fullscreenElement?.dataset.testid === 'watch-state'")
    page.evaluate("() => { window.watched = document.querySelector('video'); }")
    yield page
    page.context.close()  # it would go on playing beside the next one


def is_as_it_was(page: Page) -> bool:
    """The same element, with sound, in full screen."""
    found = page.evaluate(
        """() => [document.querySelector('video') === window.watched, window.watched.muted,
                  document.fullscreenElement?.dataset.testid]"""
    )
    return bool(found == [True, False, "watch-state"])


def time_of(page: Page) -> float:
    return float(page.evaluate("() => window.watched.currentTime"))


def showing(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.ok("technician", "GET", BROADCAST)["program"]["showing"]
    return found


def restarts(desk: Desk) -> int:
    return int(desk.ok("technician", "GET", BROADCAST)["program"]["restarts"])


def test_a_program_that_dies_leaves_sound_and_full_screen_alone(desk: Desk, viewer: Page) -> None:
    before = restarts(desk)
    (pid,) = desk.pids("ffmpeg", "seg-")
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: restarts(desk) > before, within_s=15)
    viewer.wait_for_function(MOVES, arg=time_of(viewer), timeout=30_000)
    assert is_as_it_was(viewer)
    expect(viewer.get_by_test_id("watch-state")).to_have_attribute("data-state", "on_air")


def test_a_change_of_source_leaves_sound_and_full_screen_alone(desk: Desk, viewer: Page) -> None:
    other = desk.ok("technician", "POST", f"{BROADCAST}sources/", kind="test_card", name="Hình thử hai")
    encoder = desk.pids("ffmpeg", "seg-")
    version = desk.ok("technician", "GET", BROADCAST)["version"]
    desk.ok("technician", "PATCH", BROADCAST, version=version, source=other["id"])
    eventually(lambda: showing(desk)["source"] == other["id"], within_s=30)
    assert desk.pids("ffmpeg", "seg-") == encoder
    viewer.wait_for_function(MOVES, arg=time_of(viewer), timeout=30_000)
    assert is_as_it_was(viewer)


def test_a_longer_interruption_is_told_over_the_last_picture_and_ends_by_itself(
    desk: Desk, viewer: Page
) -> None:
    (mixer,) = desk.pids("streaming.mixer")
    os.kill(mixer, signal.SIGSTOP)  # it hangs, until the worker ends it and starts another
    expect(viewer.get_by_text("Chương trình sẽ tiếp tục trong giây lát")).to_be_visible(timeout=30_000)
    assert is_as_it_was(viewer)
    viewer.wait_for_function(MOVES, arg=time_of(viewer), timeout=40_000)
    assert mixer not in desk.pids("streaming.mixer")
    expect(viewer.get_by_text("Chương trình sẽ tiếp tục trong giây lát")).to_have_count(0)
    assert is_as_it_was(viewer)


def test_a_line_that_breaks_off_until_the_player_gives_up_leaves_sound_and_full_screen_alone(
    viewer: Page,
) -> None:
    viewer.context.route("**/live/**", lambda route: route.abort())
    # More than the player's library tries by itself: from here on it is ours to ask again.
    for _ in range(12):
        viewer.wait_for_event("requestfailed", timeout=30_000)
    viewer.wait_for_function("() => window.watched.readyState < 3", timeout=40_000)
    held = time_of(viewer)
    viewer.context.unroute("**/live/**")
    viewer.wait_for_function(MOVES, arg=held, timeout=40_000)
    assert is_as_it_was(viewer)
