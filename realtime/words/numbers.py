"""Telephone and identity numbers of Việt Nam in a text; prices, years, scores and dates are none.

Mobile: ten digits from 03, 05, 07, 08, 09; fixed: eleven from 02; with +84 instead of the first 0. CCCD:
twelve digits, a province's code, century and sex, year of birth (Circular 59/2021/TT-BCA); CMND: nine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

GAP = r"[ .\-_()]{0,3}"
DIGIT = "[0-9oli]"  # letters that stand for 0 and 1
MARKS = "[\u0300-\u036f]{0,3}"
PREFIX = rf"(?:\+{GAP}84{GAP}(?:\(?0\)?{GAP})?|(?<!\d)0084{GAP}|(?<!\d)84{GAP}|[0o]{GAP})"
PHONE = re.compile(
    rf"(?<![0-9a-z,+])(?<!\d[.,/])(?:{PREFIX}(?:[35789](?:{GAP}{DIGIT}){{8}}|2(?:{GAP}{DIGIT}){{9}}))"
    r"(?![0-9])(?![.,/]\d)"
)
DATE = re.compile(
    r"(?<!\d)\d{1,2}[.\-]\d{1,2}[.\-](?:19|20)\d{2}|\d{1,2}[.]\d{2} ?- ?\d{1,2}[.]\d{2}"
    r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d"
)
STAND_INS = str.maketrans("oli", "011")

PROVINCE_CODES = """
001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038
040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082
083 084 086 087 089 091 092 093 094 095 096
"""
PROVINCES = frozenset(PROVINCE_CODES.split())
TWELVE = r"\d{9}|([ .\-])\d{3}\1\d{3}\1\d{3}|\d([ .\-])\d{4}\2\d{4}"
CCCD = re.compile(rf"(?<![0-9a-z])(?<!\d[.,/])0\d\d(?:{TWELVE})(?![0-9])(?![.,/]\d)")
CMND = re.compile(r"(?<![0-9a-z+])(?<!\d[.,/\-])[0-3]\d{8}(?![0-9])(?![.,/]\d)")
CMND_NAMED = re.compile(r"(?<![0-9a-z+])\d{3}([ .\-]?)\d{3}\1\d{3}(?![0-9])(?![.,/]\d)")


def _with_marks(words: str) -> str:
    """Any of these words, whatever marks it has."""
    return "|".join(" ".join(map(_with_its_marks, word.split())) for word in words.split("|"))


def _with_its_marks(word: str) -> str:
    return "".join(char + MARKS for char in word)


PAPERS = re.compile(
    rf"(?:{_with_marks('cccd|cmnd|cmtnd|cmt|can cuoc|chung minh|dinh danh')})[^\d\n]{{0,30}}$"
)
MONEY = re.compile(rf" ?(?:{_with_marks('dong|đong|vnd|vnđ|trieu|ty|usd|ti|nghin')}|[dđ](?![a-z])|%|\$)")
SPOKEN = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7,
    "tam": 8, "chin": 9,
}  # fmt: skip
SPOKEN_DIGIT = rf"(?:(?:{_with_marks('|'.join(SPOKEN))}|\d(?!\d))(?:[ .,\-]{{1,3}}|(?![a-z0-9])))"
WORDS = re.compile(rf"(?<![a-z\u0300-\u036f]){SPOKEN_DIGIT}{{10,11}}(?![a-z0-9])")
WORD = re.compile(r"[a-z\u0300-\u036f]+|\d")
NO_MARK = re.compile(r"[\u0300-\u036f]")


def may_have(seen: str) -> bool:
    """Whether any number can be there: seven digits, or zero as a word."""
    return sum(map(seen.count, "0123456789")) >= 7 or "kh" in seen


def phones(seen: str) -> Iterator[tuple[int, int]]:
    """Where telephone numbers are in a text folded by `plain`."""
    for found in PHONE.finditer(seen):
        digits = sum(char.isdigit() for char in found[0])
        if digits >= 7 and not DATE.search(found[0]) and not MONEY.match(seen, found.end()):
            yield found.span()
    for found in WORDS.finditer(seen):
        if _is_phone(_spoken(found[0])):
            yield found.start(), found.start() + len(found[0].rstrip(" .,-"))


def identities(seen: str) -> Iterator[tuple[int, int]]:
    """Where identity numbers are in a text folded by `plain`."""
    for found in CCCD.finditer(seen):
        digits = re.sub(r"\D", "", found[0])
        if digits[:3] in PROVINCES and digits[3] in "0123":
            yield found.span()
    for found in CMND.finditer(seen):
        if not found[0].endswith("000") and not MONEY.match(seen, found.end()):
            yield found.span()
    for found in CMND_NAMED.finditer(seen):
        if PAPERS.search(seen, max(0, found.start() - 60), found.start()) and not MONEY.match(
            seen, found.end()
        ):
            yield found.span()


def _spoken(words: str) -> str:
    """ "không chín ba" is "093"."""
    return "".join(
        word if word.isdigit() else str(SPOKEN.get(NO_MARK.sub("", word), "")) for word in WORD.findall(words)
    )


def _is_phone(digits: str) -> bool:
    return re.fullmatch(r"0(?:[35789]\d{8}|2\d{9})", digits.translate(STAND_INS)) is not None
