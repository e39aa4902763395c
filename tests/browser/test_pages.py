"""A commune's technician takes its page back from the province's broadcast, on the screen."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import PHONE, log_in, person
from tests.desk import PASSWORD, ROOT, Desk

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
BROADCAST = "ceremonies/le-thuong-co/broadcast/"
NEWCOMER = f"""
from events.models import Membership, Unit, User
user = User(username="hy-cuong", name="Phạm Thị Mai")
user.set_password("{PASSWORD}")
user.save()
Membership.objects.create(user=user, unit=Unit.objects.get(slug="hy-cuong"), role="technician")
"""


@pytest.fixture
def commune(desk: Desk) -> str:
    """The login of a technician of one commune: people are made in the admin's pages, not over REST."""
    env = {**os.environ, "NHIPCAU_DATA": str(desk.data)}
    subprocess.run([sys.executable, "manage.py", "shell", "-c", NEWCOMER], cwd=ROOT, env=env, check=True)
    return "hy-cuong"


def state_of(desk: Desk, name: str) -> tuple[str, bool]:
    relays = desk.ok("technician", "GET", BROADCAST)["relays"]
    (found,) = [relay for relay in relays if relay["page"]["name"] == name]
    return found["desired"], found["withdrawn"]


def test_a_page_on_air_for_another_unit_is_taken_back_and_lent_again(
    desk: Desk, browser: Browser, commune: str
) -> None:
    desk.ok("technician", "POST", f"{BROADCAST}start/")
    who = person(browser, desk.base, PHONE)
    page = log_in(who, commune, PASSWORD)
    page.goto(f"{desk.base}/studio/pages")
    loan = page.get_by_test_id("page-loan")
    expect(loan).to_contain_text("Lễ thượng cờ")
    expect(loan).to_contain_text("Đang gửi", timeout=30_000)
    loan.get_by_role("button", name="Rút lại khỏi Lễ thượng cờ").click()
    loan.get_by_test_id("take-back-confirm").click()
    expect(loan).to_contain_text("Đã rút lại")
    assert state_of(desk, "Trang Xã Hy Cương") == ("off", True)
    assert state_of(desk, "Trang Tỉnh Phú Thọ") == ("on", False)

    loan.get_by_role("button", name="Cho phát lại: Lễ thượng cờ").click()
    loan.get_by_role("button", name="Cho phát lại", exact=True).last.click()
    expect(loan).to_contain_text("Đang gửi", timeout=30_000)
    assert state_of(desk, "Trang Xã Hy Cương") == ("on", False)
    assert (who.foreign, who.errors) == ([], [])


def test_who_runs_the_broadcast_is_led_to_its_console(desk: Desk, browser: Browser) -> None:
    page = log_in(person(browser, desk.base), "technician", PASSWORD)
    page.goto(f"{desk.base}/studio/pages")
    expect(page.get_by_test_id("page-loan")).to_have_count(4)
    expect(page.get_by_role("button", name="Rút lại khỏi Lễ thượng cờ")).to_have_count(0)
    page.get_by_test_id("page-loan").first.get_by_role("link", name="Lễ thượng cờ").click()
    page.wait_for_url("**/console")
