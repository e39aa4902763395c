"""What strangers type becomes fit for a screen, and nothing of what they said is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realtime.text import clean_body, clean_name

FAMILY = "👨\u200d👩\u200d👧"
HEART_ON_FIRE = "❤\ufe0f\u200d🔥"
WAVING = "👋🏽"


@pytest.mark.parametrize("text", [FAMILY, HEART_ON_FIRE, WAVING, "🇻🇳", "Chào! ❤\ufe0f", "m²"])
def test_emoji_stay_whole(text: str) -> None:
    assert clean_body(text) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Chào \t các   bạn  ", "Chào các bạn"),
        ("Hoa\u0300 bi\u0300nh", "Hoà bình"),
        ("a\u200bb\u200cc\u200dd\ufeffe", "abcde"),
        ("an\u202eevil\u2066x\u2069", "anevilx"),
        ("a\x00b\x1bc\x7fd\x85e", "abcd\ne"),
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("một\n\n \n\n\nhai", "một\n\nhai"),
        ("\u3164\u2800\u034f \u200b", ""),
        ("lone \ud800 half", "lone half"),
        ("\ue000riêng", "riêng"),
    ],
)
def test_what_cannot_be_seen_goes_away(typed: str, shown: str) -> None:
    assert clean_body(typed) == shown


ZALGO = "".join(map(chr, range(0x300, 0x34F)))


@pytest.mark.parametrize("clean", [clean_body, clean_name])
def test_accents_do_not_climb_over_what_is_near(clean: Callable[[str], str]) -> None:
    shown = clean(f"Z{ZALGO}o{ZALGO}")
    assert [unicodedata.category(char)[0] for char in shown].count("M") <= 6
    assert (shown[0], len(shown)) == ("Z", 8)


@pytest.mark.parametrize("text", ["Nguyễn Thị Ngượng ở Đền Hùng", "ที่นี่", "नमस्ते", "שָׁלוֹם", "1\ufe0f\u20e3"])
def test_no_living_script_loses_an_accent(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert clean_body(unicodedata.normalize(form, text)) == unicodedata.normalize("NFC", text)


def test_a_name_stays_on_one_line() -> None:
    assert clean_name(" Cô\nHoa,\u2029 Lâm  Thao ") == "Cô Hoa, Lâm Thao"


@given(st.text())
def test_cleaning_is_stable_and_always_storable(typed: str) -> None:
    once = clean_body(typed)
    assert clean_body(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    once.encode()
