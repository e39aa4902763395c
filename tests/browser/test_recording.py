"""Looking back while it is live, the recording in the staff's hands, and the public that watches it again."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from streaming.ffmpeg import executable
from streaming.recording import mp4
from tests.browser.chromium import PHONE, Watcher, log_in, person
from tests.desk import PASSWORD, Desk
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SLUG = "le-thuong-co"
C = f"ceremonies/{SLUG}/"
RECORDING = f"/studio/c/{SLUG}/recording"
PARTS = ("Ổn định tổ chức, giới thiệu đại biểu", "Lễ thượng cờ, hát Quốc ca")
TIME = "() => document.querySelector('video')?.currentTime ?? 0"


@pytest.fixture(scope="module")
def technician(desk: Desk, browser: Browser) -> Iterator[Watcher]:
    who = person(browser, desk.base, accept_downloads=True)
    log_in(who, "technician", PASSWORD)
    yield who
    assert (who.foreign, who.errors) == ([], [])


@pytest.fixture(scope="module")
def viewer(desk: Desk, browser: Browser) -> Iterator[Watcher]:
    who = person(browser, desk.base, PHONE)
    yield who
    assert (who.foreign, who.errors) == ([], [])


def use_film(desk: Desk, page: Page, film: Path) -> None:
    """Uploaded and chosen through the console."""
    page.goto(f"{desk.base}/studio/c/{SLUG}/console")
    page.get_by_role("button", name="Thêm nguồn").click()
    page.get_by_text("Tải tệp lên").click()
    page.get_by_label("Tệp phim").set_input_files(film)
    page.get_by_test_id("source-save").click()
    row = page.get_by_test_id("source-row").filter(has_text=film.stem)
    expect(row).to_be_visible()
    choose = row.get_by_test_id("as-main")
    if choose.count():
        choose.click()
    expect(row).to_contain_text("Chính")


def cue(desk: Desk, number: int) -> None:
    segments = desk.ok("organizer", "GET", f"{C}rundown/")["segments"]
    desk.ok("organizer", "POST", f"{C}cue/", segment=segments[number]["id"])


def recorded_s(desk: Desk) -> float:
    folder = desk.data / "live" / SLUG / "segments.jsonl"
    lines = folder.read_text().splitlines() if folder.exists() else []
    return sum(float(json.loads(line)["duration_s"]) for line in lines)


def test_a_film_is_shown_looked_back_at_recorded_downloaded_and_watched_again(
    desk: Desk, technician: Watcher, viewer: Watcher, video_file: Path, tmp_path: Path
) -> None:
    page = technician.page
    use_film(desk, page, video_file)
    desk.ok("technician", "POST", f"{C}broadcast/start/")
    eventually(lambda: recorded_s(desk) > 1, within_s=30)
    cue(desk, 0)
    page.goto(desk.base + RECORDING)
    expect(page.get_by_test_id("recording-state")).to_have_text("Đang ghi", timeout=15_000)
    looks_back(desk, viewer)
    cue(desk, 1)
    eventually(lambda: recorded_s(desk) > 14, within_s=40)
    desk.ok("technician", "POST", f"{C}broadcast/stop/")

    expect(page.get_by_test_id("recording-state")).to_have_text("Sẵn sàng", timeout=40_000)
    with page.expect_download() as started:
        page.get_by_test_id("recording-download").click()
    film = tmp_path / "tai-ve.mp4"
    started.value.save_as(film)
    assert started.value.suggested_filename == f"{SLUG}.mp4"
    whole_and_with_parts(film, page.get_by_test_id("recording-sha256").inner_text())
    watches_again(viewer.page)


def looks_back(desk: Desk, viewer: Watcher) -> None:
    """The long playlist is asked for only now; the slider goes to the beginning, one press to the present."""
    asked: list[str] = []
    viewer.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = viewer.open(f"/c/{SLUG}")
    page.wait_for_function(f"() => ({TIME})() > 0.5", timeout=20_000)
    eventually(lambda: recorded_s(desk) > 10, within_s=30)
    assert not [name for name in asked if name.startswith("dvr")]
    page.get_by_test_id("go-back").click()
    expect(page.get_by_test_id("past-time")).to_have_text(re.compile(r"chậm 0:\d\d"), timeout=15_000)
    with page.expect_request("**/dvr.m3u8?_HLS_skip=YES", timeout=15_000):
        page.get_by_role("slider").fill("1")
    page.wait_for_function(f"() => ({TIME})() > 1.5 && ({TIME})() < 12", timeout=15_000)
    page.get_by_test_id("to-live").click()
    expect(page.get_by_test_id("past")).to_have_count(0)
    page.wait_for_function("() => document.querySelector('video')?.readyState >= 3", timeout=15_000)


def whole_and_with_parts(film: Path, sha256: str) -> None:
    assert hashlib.sha256(film.read_bytes()).hexdigest() == sha256
    names = mp4.boxes(film)
    assert names.index("moov") < names.index("mdat")
    told = subprocess.run([executable(), "-i", str(film)], capture_output=True, check=False).stderr.decode()
    assert [title for title in PARTS if title in told] == list(PARTS)
    argv = [executable(), "-v", "error", "-i", str(film), "-f", "null", "-"]
    assert not subprocess.run(argv, capture_output=True, check=True).stderr


def watches_again(page: Page) -> None:
    """On the page that was open all the while."""
    page.get_by_test_id("watch-again").click(timeout=15_000)
    parts = page.get_by_test_id("parts").get_by_role("button")
    expect(parts).to_have_count(2)
    page.wait_for_function(f"() => ({TIME})() > 0.5", timeout=20_000)
    parts.nth(1).click()
    expect(parts.nth(1)).to_have_attribute("aria-current", "true")
    first = page.evaluate(TIME)
    page.wait_for_function(f"first => ({TIME})() > first + 1", arg=first, timeout=15_000)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_test_id("watch-again")).to_be_visible()


def test_who_deletes_types_the_word_and_then_nobody_watches_it_any_more(
    desk: Desk, technician: Watcher, viewer: Watcher
) -> None:
    page = technician.page
    page.goto(f"{desk.base}/studio/storage")
    expect(page.get_by_test_id("would-delete").get_by_role("listitem")).to_have_count(2)
    page.get_by_test_id("would-delete").get_by_role("link").first.click()
    page.get_by_test_id("recording-purge").click()
    confirm = page.get_by_test_id("recording-purge-confirm")
    expect(confirm).to_be_disabled()
    page.get_by_label("để xác nhận").fill("XOA")
    confirm.click()
    expect(page.get_by_test_id("recording-state")).to_have_text("Đã xoá")
    folder = desk.data / "recordings" / SLUG
    eventually(lambda: not folder.exists(), within_s=15)
    viewer.open(f"/c/{SLUG}")
    expect(viewer.page.get_by_test_id("watch-state")).to_have_attribute("data-state", "over")
    expect(viewer.page.get_by_test_id("watch-again")).to_have_count(0)


@pytest.mark.parametrize(
    ("share", "state", "says"),
    [(0.15, "low", "vẫn bình thường"), (0.04, "full", "Phát sóng không bị ảnh hưởng")],
)
def test_the_console_says_what_still_works_when_the_disk_runs_full(
    share: float, state: str, says: str, desk: Desk, technician: Watcher
) -> None:
    def answer(route: Route) -> None:
        body: dict[str, Any] = route.fetch().json()
        route.fulfill(json=body | {"free_bytes": int(body["total_bytes"] * share), "state": state})

    page = technician.page
    page.route("**/api/v1/storage/**", answer)  # the disk of this machine is not ours to fill
    page.goto(f"{desk.base}/studio/c/{SLUG}/console")
    expect(page.get_by_test_id("storage-banner")).to_contain_text(says)
    page.get_by_role("link", name="Xem lưu trữ").click()
    expect(page.get_by_test_id("storage-state")).to_have_attribute("data-state", state)
    page.unroute("**/api/v1/storage/**")
