"""Codes: readable, unforeseeable, found however they are typed."""

from __future__ import annotations

import re

import pytest

from realtime import codes


def test_a_code_has_forty_bits_in_letters_that_are_not_mistaken() -> None:
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 32
    assert not set(codes.ALPHABET) & set("01IO")
    made = [codes.new_code() for _ in range(2000)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch(r"KN-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code) for code in made)
    assert set("".join(code[3:].replace("-", "") for code in made)) == set(codes.ALPHABET)


@pytest.mark.parametrize(
    "typed", ["KN-7F3K-9QXA", "kn-7f3k-9qxa", " kn 7f3k 9qxa ", "7F3K9QXA", "KN7F3K9QXA", "kn–7f3k.9qxa"]
)
def test_it_is_found_however_it_is_typed(typed: str) -> None:
    assert codes.code_in(typed) == "KN-7F3K-9QXA"


@pytest.mark.parametrize(
    "typed", ["", "KN", "KN-7F3K-9QX", "KN-7F3K-9QX0", "KN-7F3K-9QXAA", "đèn đường", "A" * 10**6]
)
def test_what_is_none_is_none(typed: str) -> None:
    assert codes.code_in(typed) is None


def test_a_code_that_begins_like_the_prefix_is_whole() -> None:
    assert codes.code_in("KN22KN33") == "KN-KN22-KN33"
    assert codes.code_in("KN-KN22-KN33") == "KN-KN22-KN33"
