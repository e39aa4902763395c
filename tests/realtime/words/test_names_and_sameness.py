"""Names that only an office may have, and texts that say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.words import TermError
from realtime.words.names import ReservedNames
from realtime.words.sameness import fingerprint, same_text

NAMES = ReservedNames(["Trần Duy Đông", "Trung tâm Văn hoá Đất Tổ"])
RESERVED = [
    ("UBND tỉnh", "UBND tỉnh"), ("UBND tinh", "UBND tỉnh"), ("Ụ B N D", "UBND"), ("U.B.N.D", "UBND"),
    ("𝐔𝐁𝐍𝐃", "UBND"), ("ubndtinh", "UBND tỉnh"), ("Công an", "công an"), ("CONG AN", "công an"),
    ("C0ng an", "công an"), ("Công-an", "công an"), ("congan", "công an"),
    ("Đồng chí công an", "công an"), ("Chủ tịch tỉnh", "chủ tịch tỉnh"),
    ("chu tich tinh", "chủ tịch tỉnh"), ("Nguyễn Văn A - Chủ tịch xã", "chủ tịch xã"), ("Admin", "admin"),
    ("Аdmin", "admin"), ("4dmin", "admin"), ("Ban Tổ Chức", "ban tổ chức"), ("BTC", "BTC"),
    ("Uỷ ban", "ủy ban"), ("Lê Thủ Tướng", "thủ tướng"), ("Nhip Cau", "nhịp cầu"),
    ("tran duy dong", "Trần Duy Đông"), ("Trung tâm Văn hóa đất tổ", "Trung tâm Văn hoá Đất Tổ"),
    ("Công\u200b an", "công an"),
]  # fmt: skip
FREE = [
    "Nguyễn Công An", "Nguyen Cong An", "Trần Thanh Trà", "Nguyen Thanh Tra", "Đỗ Quốc Hội",
    "Bùi Quang Huy", "Mai Chủ", "Cô giáo Thảo", "Phạm Tổ Chức", "Nguyễn Thị Bí", "Ngô Bí Thơ", "Modern",
    "Hoa", "", "🌸", "Bà Tám", "Lê Tỉnh", "Trần Thị Xã", "Đặng Ủy", "Hồ Văn Phòng", "An Công",
    "Người con đất Tổ", "Mẹ Bống", "Duy Đông",
]  # fmt: skip


@pytest.mark.parametrize(("name", "reserved"), RESERVED)
def test_a_name_of_an_office_is_reserved_in_any_disguise(name: str, reserved: str) -> None:
    assert NAMES.find(name) == reserved


@pytest.mark.parametrize("name", FREE)
def test_a_citizens_name_is_free(name: str) -> None:
    assert NAMES.find(name) is None


def test_an_own_name_that_cannot_be_listed_is_refused() -> None:
    with pytest.raises(TermError):
        ReservedNames(["…"])


SAME = [
    ("Hay quá!", "hay qua"), ("HAY QUÁÁÁÁ", "hay quá"), ("hay  quá.", "h a y quá 👏"),
    ("hay\u200b quá", "hаy quá"), ("hoà bình", "hòa bình"), ("❤❤❤", "❤"), ("đẹp", "dep"), ("", "  "),
    ("你好", "你好!"),
]  # fmt: skip
OTHER = [
    ("hay quá", "hay lắm"), ("❤", "👏"), ("1", "11"), ("số 1", "số 2"), ("你好", "再见"), ("", "a"),
    ("Привет", "Пока"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_texts_that_say_the_same_have_one_fingerprint(one: str, other: str) -> None:
    assert same_text(one, other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_texts_that_say_something_else_have_another(one: str, other: str) -> None:
    assert not same_text(one, other)


@settings(deadline=None)
@given(
    st.text(st.sampled_from("abcdeghikmnđàảãáạ 123"), min_size=1), st.sampled_from(["\u200b", " ", "!", "…"])
)
def test_signs_and_case_change_no_fingerprint(text: str, noise: str) -> None:
    if any(map(str.isalnum, text)):
        assert fingerprint(noise.join(text.upper())) == fingerprint(text)
