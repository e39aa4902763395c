"""Links, telephone and identity numbers are found and covered; prices, years, dates and scores are not."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.words.contacts import Contact, Kind, contacts, mask
from realtime.words.names import ReservedNames
from realtime.words.sameness import fingerprint
from tests.realtime.words.tables import lines

LINKS = [
    "abc.com", "abc.com.vn", "ABC.VN", "bit.ly/3xYz", "bit . ly/x", "zalo.me", "zalo . me/0912345678",
    "zаlo.me", "https://phutho.gov.vn/tin?a=1", "hxxps://a.b", "www.abc.vn/x", "www . abc . vn",
    "abc[.]com", "abc (.) com", "abc chấm com", "abc cham com", "abc dot com", "abc . com",
    "ａｂｃ．ｃｏｍ", "abc。com", "ab\u200bc.c\u200bom", "t.me/nhom", "m.facebook.com/x",
    "docs.google.com", "a.b.link", "abc.shop/mua", "http://1.2.3.4:8080/x",
]  # fmt: skip
PHONES = {
    "0912345678": "091•••••78", "0.912.345.678": "0.91•.•••.•78", "0912 345 678": "091• ••• •78",
    "091.234.5678": "091.•••.••78", "09-12-34-56-78": "09-1•-••-••-78",
    "+84 912 345 678": "+84 9•• ••• •78", "+84(0)912345678": "+84(0)•••••••78",
    "84912345678": "849••••••78", "0084912345678": "008••••••••78",
    "0 9 1 2 3 4 5 6 7 8": "0 9 1 • • • • • 7 8", "0210 3846 647": "021• •••• •47",
    "0９１２345678": "0９１•••••78", "o912345678": "o912••••78", "0912\u200b345678": "091••••••78",
    "không chín một hai ba bốn năm sáu bảy tám": "•••",
    "khong chin mot hai ba bon nam sau bay tam": "•••", "không 9 một 2 ba 4 năm 6 bảy 8": "•••",
}  # fmt: skip
IDENTITIES = {
    "025090001234": "••••••••••34", "025 090 001 234": "••• ••• ••• •34",
    "001.204.012.345": "•••.•••.•••.•45", "131234567": "•••••••67", "0250 9000 1234": "•••• •••• ••34",
}  # fmt: skip
NONE = [
    "Ngày 2/9/1945 và 30/4/1975", "03.02.1930 95 năm", "10-03-2026 8 giờ", "Giá 1.500.000 đồng",
    "500000000", "250000000đ", "120000000 đồng", "123.456.789", "07.30 - 08.45 11 giờ", "2024-2025",
    "Giai đoạn 2021-2025", "Tỉ số 3-0, 2-1", "một hai ba bốn năm sáu bảy tám chín mười",
    "Gọi 113, 114, 115", "Hotline 1900 1234", "123456789012", "STK 0123456789012", "350 000 000",
    "Điểm 9.75 8.25 10", "0,912345678", "km 12+500", "v.v", "tp.hcm", "Th.S Nguyễn", "vui quá.me ve roi",
    "xong.Cả nhà", "anh T. Mẹ em", "Đẹp quá . Com lam ngon", "1.2.3 bắt đầu", "099 độ", "a@b", "@hoa",
    "Lớp 10A1 có 45 em", "năm nay năm năm một lần", "Điều 25, khoản 1, điểm a", "0987", "20.000.000",
    "0912345678 đồng",
]  # fmt: skip


def only(text: str) -> Contact:
    (contact,) = contacts(text)
    return contact


@pytest.mark.parametrize("link", LINKS)
def test_a_link_is_found_where_it_is(link: str) -> None:
    contact = only(f"xem {link}, nhé")
    assert (contact.kind, contact.start, contact.end) == (Kind.LINK, 4, 4 + len(link))
    assert mask(f"xem {link}, nhé", [contact]) == "xem […], nhé"


@pytest.mark.parametrize(("number", "masked"), PHONES.items())
def test_a_telephone_number_is_found_and_covered(number: str, masked: str) -> None:
    contact = only(f"gọi {number} nhé")
    assert (contact.kind, contact.start, contact.end) == (Kind.PHONE, 4, 4 + len(number))
    assert contact.masked == masked


@pytest.mark.parametrize(("number", "masked"), IDENTITIES.items())
def test_an_identity_number_is_found_and_covered(number: str, masked: str) -> None:
    contact = only(f"số {number}.")
    assert (contact.kind, contact.start, contact.masked) == (Kind.IDENTITY, 3, masked)


def test_nine_digits_apart_are_an_identity_number_only_where_they_are_called_one() -> None:
    assert only("CMND của tôi: 131 234 567").kind is Kind.IDENTITY
    assert only("căn cước 500.123.456").kind is Kind.IDENTITY
    assert not contacts("131 234 567")
    assert not contacts("tiền chứng minh là 131 234 567 đồng")


@pytest.mark.parametrize("text", NONE)
def test_prices_dates_scores_and_abbreviations_are_left_alone(text: str) -> None:
    assert contacts(text) == ()


def test_innocent_sentences_hold_one_address_and_no_number() -> None:
    found = {text: contacts(text) for text in lines("innocent.txt")}
    kinds = [(text, contact.kind) for text, all_ in found.items() for contact in all_]
    assert kinds == [("Email của em là hoa1990@gmail.com", Kind.EMAIL)]


def test_own_addresses_are_left_alone_and_no_others() -> None:
    own = ["phutho.gov.vn"]
    assert not contacts("xem https://tin.phutho.gov.vn/a?b và phutho.gov.vn.", own)
    assert [c.kind for c in contacts("xem phutho.gov.vn.abc.com, xphutho.gov.vn", own)] == [Kind.LINK] * 2


def test_several_are_masked_in_their_order() -> None:
    text = "zalo 0912345678, abc.com, cccd 025090001234"
    found = contacts(text)
    assert mask(text, found) == "zalo 091•••••78, […], cccd ••••••••••34"
    assert mask(text, ()) == text


ANY = st.text(st.characters(), max_size=200)
NEAR = st.text(st.sampled_from("0123456789 .-+()đabc.com/@\u200bkhông"), max_size=80)


@settings(deadline=None)
@given(ANY | NEAR)
def test_no_text_raises_and_what_is_found_lies_in_it_apart(text: str) -> None:
    at = 0
    for contact in contacts(text):
        assert at <= contact.start < contact.end <= len(text)
        at = contact.end
    assert isinstance(mask(text, contacts(text)), str)
    assert len(fingerprint(text)) == 16
    ReservedNames().find(text[:20])


PREFIXES, GAPS = ["0", "+84", "0084", "84"], ["", " ", ".", "-", "\u200b", ") "]


@settings(deadline=None)
@given(st.sampled_from(PREFIXES), st.sampled_from(GAPS), st.lists(st.booleans(), min_size=9, max_size=9))
def test_a_covered_number_shows_no_more_than_five_digits(prefix: str, gap: str, gaps: list[bool]) -> None:
    cut = prefix + "".join(gap * before + digit for digit, before in zip("912345678", gaps, strict=True))
    assert sum(char.isdigit() for char in mask(cut, contacts(cut))) <= 5


def seconds(look: Callable[[str], object], text: str) -> float:
    taken = []
    for _ in range(3):
        began = time.thread_time()
        look(text)
        taken.append(time.thread_time() - began)
    return min(taken)


HOSTILE = [
    "a.", "a-", "0 ", "0912", "không ", "h", "www.", "a@", "a.a@", "[", "( ", "cmnd ", "84", "+ ", "a . ",
    " dot ", "1.1", "0o", "a[.]", "http", "://", "03-", "\u0301", "đ.com",
]  # fmt: skip


@pytest.mark.alone
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    short, long = ((piece * length)[:length] for length in (4_000, 32_000))
    for look in (contacts, fingerprint):
        assert seconds(look, long) <= 3 * 8 * seconds(look, short) + 0.005
