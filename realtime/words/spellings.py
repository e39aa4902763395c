"""What a word may be meant for: digits and signs for letters, letters drawn out, teencode, Telex left raw.

Each reading is a spelling of its own, so that a term is stored once and looked up by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from realtime.words.common import KNOWN, is_ambiguous
from realtime.words.letters import ASIDE, DIGITS, OTHER
from realtime.words.syllables import (
    BASES,
    LEET,
    LOOK_ALIKE,
    NO_QUALITY,
    REPEATED,
    TEENCODE,
    TELEX,
    VOWELS,
    Unit,
    Written,
    one_i,
    squeezed,
    written,
)

LEET_LETTERS = str.maketrans("0134567890@$!|", "oieasgtbgoasii")
ONES = "1!|"  # l as well as i
NO_LETTERS = frozenset(DIGITS + ASIDE + OTHER)
# A whole word cut down to a letter or two. They count only inside a phrase.
SHORT = {
    "k": "không", "ko": "không", "kg": "không", "kh": "không", "hk": "không", "hok": "không", "khum": "không",
    "j": "gì", "z": "vậy", "dc": "được", "đc": "được", "ng": "người", "m": "mày", "mi": "mày", "t": "tao",
    "cx": "cũng", "vs": "với", "mk": "mình", "mik": "mình", "bt": "biết", "ns": "nói", "đ": "đéo", "r": "rồi",
    "th": "thằng",
}  # fmt: skip
# How a syllable may begin or end in teencode, and what that stands for.
STARTS = (
    ("dz", ("d", "gi", "v")), ("z", ("d", "gi", "v")), ("f", ("ph",)), ("w", ("qu",)), ("j", ("gi",)),
    ("k", ("c",)), ("c", ("k",)), ("q", ("c", "k")), ("gh", ("g",)), ("p", ("b",)),
)  # fmt: skip
ENDS = (("z", ("n",)), ("k", ("c", "ch")), ("q", ("c",)), ("g", ("ng",)), ("h", ("nh", "ch")), ("w", ("u",)))
TELEX_TONES = {"f": 1, "s": 2, "r": 3, "x": 4, "j": 5}
TELEX_PAIRS = re.compile("dd|aa|ee|oo|[aou]w")
TELEX_SIGNS = {"d": "-", "a": "^", "e": "^", "o": "^"}


def spellings(parts: Sequence[Unit], *, plain: bool = False) -> Iterator[Written]:
    """The word as it stands first, then what it may stand for; at most some thirty.

    `plain`: only digits and signs are taken for letters.
    """
    stands = written(parts)
    yield stands
    if not _has_letters(stands.base):
        return
    if plain:
        yield from _without_digits(stands)
        return
    short = squeezed(parts)
    forms = [stands]
    if len(short) < len(parts) and not (len(short) == len(parts) - 1 and is_ambiguous(stands.base)):
        forms.append(written(short, REPEATED))
        yield forms[-1]
    bare_word = _without_numbers(parts)
    if bare_word:
        yield bare_word
    for form in forms:
        yield from _other_letters(form)
    yield from _telex(stands)


def _other_letters(form: Written) -> Iterator[Written]:
    for letters in _without_digits(form):
        if letters is not form:
            yield letters
        yield from _teencode(letters)


def _without_numbers(parts: Sequence[Unit]) -> Written | None:
    """ "ngu123": a number at the end or the beginning is none of the word's letters, if a word is left."""
    kept = list(parts)
    while kept and kept[-1].letter in DIGITS:
        kept.pop()
    while kept and kept[0].letter in DIGITS:
        kept.pop(0)
    form = written(kept)
    return form if 2 < len(kept) < len(parts) or (len(kept) == 2 < len(parts) and form.tone) else None


def _has_letters(base: str) -> bool:
    return any(char not in NO_LETTERS for char in base)


def _without_digits(form: Written) -> list[Written]:
    """Digits and signs as letters where letters outweigh them; "10n" and "4g" are what they are."""
    base, how = form.base, form.how
    signs = sum(char in NO_LETTERS and char != "*" for char in base)
    found = [form]
    if signs and signs <= len(base) - signs:
        found = [form._replace(base=one_i(base.translate(LEET_LETTERS)), how=how | LEET)]
        if base[0] in ONES:
            found.append(form._replace(base="l" + base[1:].translate(LEET_LETTERS), how=how | LEET))
    elif base[0] == "i" and base[1:2] and base[1] in VOWELS:  # a capital I
        found.append(form._replace(base="l" + base[1:], how=how | LOOK_ALIKE))
    return found


def _teencode(form: Written) -> Iterator[Written]:
    for start in _starts(form):
        if start is not form:
            yield start
        for old, ends in ENDS:
            if start.base.endswith(old) and start.base[-2:-1] and start.base[-2] in VOWELS:
                for new in ends:
                    yield _replaced(start, len(start.base) - len(old), len(start.base), new)
    if form.base[-1] in "jy" and form.base[-2:-1] and form.base[-2] in VOWELS and form.base not in KNOWN:
        yield _replaced(form, len(form.base) - 1, len(form.base), "i")


def _starts(form: Written) -> Iterator[Written]:
    yield form
    for old, news in STARTS:
        if form.base.startswith(old) and form.base[len(old) : len(old) + 1] in VOWELS:
            for new in news:
                yield _replaced(form, 0, len(old), new)
    at = form.base.find("j", 1)
    if at > 0 and form.base[at - 1] not in VOWELS:
        yield _replaced(form, at, at + 1, "i")


def _replaced(form: Written, start: int, end: int, new: str) -> Written:
    quality = form.quality[:start] + NO_QUALITY * len(new) + form.quality[end:]
    return form._replace(
        base=form.base[:start] + new + form.base[end:], quality=quality, how=form.how | TEENCODE
    )


def _telex(form: Written) -> Iterator[Written]:
    """ "ddijt", "lônf": typed where the keyboard made no marks, or not all, and no syllable as it stands."""
    if form.base in BASES or not 3 <= len(form.base) <= 10:
        return
    if form.tone or form.quality.strip(NO_QUALITY):
        yield from _telex_rest(form)
        return
    for base, tone in _telex_tones(form.base):
        signs = TELEX_PAIRS.sub(lambda pair: pair[0][0], base)
        if signs in BASES and (tone or signs != base):
            yield Written(one_i(signs), _telex_quality(base), tone, how=form.how | TELEX)


def _telex_rest(form: Written) -> Iterator[Written]:
    base, quality, how = form.base, form.quality, form.how | TELEX
    if base.startswith("dd") and base[1:] in BASES:
        yield form._replace(base=base[1:], quality="-" + quality[2:], how=how)
    if not form.tone and base[-1] in TELEX_TONES and base[:-1] in BASES:
        yield form._replace(base=base[:-1], quality=quality[:-1], tone=TELEX_TONES[base[-1]], how=how)


def _telex_tones(base: str) -> Iterator[tuple[str, int]]:
    yield base, 0
    for at in range(len(base) - 1, 0, -1):
        if base[at] in TELEX_TONES:
            yield base[:at] + base[at + 1 :], TELEX_TONES[base[at]]


def _telex_quality(base: str) -> str:
    def sign(pair: re.Match[str]) -> str:
        first, second = pair[0][0], pair[0][1]
        return ("(" if first == "a" else "+") if second == "w" else TELEX_SIGNS[first]

    return re.sub(r"[a-z]", NO_QUALITY, TELEX_PAIRS.sub(sign, base))
