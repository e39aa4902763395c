"""A Vietnamese syllable as letters, the shapes of its vowels, and one tone, wherever that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from realtime.words.letters import FOREIGN, QUALITIES, TONES

VOWELS = frozenset("aeiouy")
NO_QUALITY = "."
CARRIERS = {"^": "aeo", "(": "a", "+": "ou"}  # circumflex, breve, horn: on which letters

# How a text differs from a term. A set of bits: what was found in the syllables of a phrase adds up.
BARE, PARTIAL, REPEATED, LEET, TEENCODE, SPACED = 1, 2, 4, 8, 16, 32
JOINED, MASKED, FLOODED, TELEX, SHORTENED = 64, 128, 256, 512, 1024
LOOK_ALIKE, INVISIBLE = 2048, 4096
# Not disguises, but what decides whether a likeness means anything.
NO_WORD = 1 << 16  # it is not spelled exactly, and what is there is no common word either
COMMON = 1 << 17  # without marks it may as well be a common word
UNMARKED = 1 << 18  # the term has no marks, and with marks it would be a common word
MARKED = 1 << 19  # marks were typed, and they are the term's
UNSURE = 1 << 20  # it may be two words that stand beside each other
INEXACT = BARE | PARTIAL | MASKED | FLOODED | SHORTENED

ONSETS = "- b c ch d g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
NUCLEI = (
    "a e i o u y ai ao au ay eo eu ia ie iu oa oe oi oo ua ue ui uo uu uy ieu yeu ye oai oay oao oeo uai uay "
    "uoi uou uya uye uyu uao ueo"
)
CODAS = "- c ch m n ng nh p t"
BASES = frozenset(
    "".join(parts).replace("-", "") for parts in product(*map(str.split, (ONSETS, NUCLEI, CODAS)))
)
LONGEST = 7  # letters, of "nghieng"


class Unit(NamedTuple):
    """One letter with its marks, and where it is: `start:end` in the folded text."""

    letter: str
    quality: str
    tone: int
    odd: bool
    start: int
    end: int


class Written(NamedTuple):
    """A syllable as it was written: `quality` has a sign for every letter of `base`."""

    base: str
    quality: str
    tone: int
    odd: bool = False
    how: int = 0


def units(token: str, offset: int = 0) -> list[Unit]:
    """The letters of a folded token with their marks; marks without a letter are dropped."""
    found: list[Unit] = []
    for at, char in enumerate(token, offset):
        if char in TONES or char in QUALITIES or char == FOREIGN:
            if found:
                found[-1] = _marked(found[-1], char, at)
        elif char == "đ":
            found.append(Unit("d", "-", 0, False, at, at + 1))
        else:
            found.append(Unit(char, NO_QUALITY, 0, False, at, at + 1))
    return found


def _marked(unit: Unit, mark: str, at: int) -> Unit:
    """With one more mark; what no Vietnamese letter carries makes it odd and is not taken."""
    if mark in TONES and unit.tone in (0, TONES[mark]):
        return unit._replace(tone=TONES[mark], odd=unit.odd or unit.letter not in VOWELS, end=at + 1)
    quality = QUALITIES.get(mark, "")
    if quality and unit.letter in CARRIERS[quality] and unit.quality in (NO_QUALITY, quality):
        return unit._replace(quality=quality, end=at + 1)
    return unit._replace(odd=True, end=at + 1)


def written(parts: Sequence[Unit], how: int = 0) -> Written:
    """Letters in a row as one syllable; two different tones are one too many, so none counts."""
    base = "".join([unit.letter for unit in parts])
    tones = {unit.tone for unit in parts if unit.tone}
    odd = len(tones) > 1 or any(unit.odd for unit in parts)
    tone = tones.pop() if len(tones) == 1 else 0
    return Written(one_i(base), "".join([unit.quality for unit in parts]), tone, odd, how)


def one_i(base: str) -> str:
    """y where it sounds as i and both are written: "ly", "quý", "yêu"; "tay" and "thuý" stay."""
    if "y" not in base:
        return base
    letters = list(base)
    for at, letter in enumerate(letters):
        if letter == "y" and _alone(letters, at):
            letters[at] = "i"
    return "".join(letters)


def _alone(letters: list[str], at: int) -> bool:
    before = letters[at - 1] if at else ""
    if not before:
        return letters[1:2] == ["e"]
    return before not in VOWELS or (before == "u" and letters[at - 2 : at - 1] == ["q"])


def likeness(text: Written, term: Written) -> int | None:
    """0 (or MARKED) where the marks are the term's, PARTIAL or BARE where some or all are missing, else None.

    Both have the same base. A flood of marks neither says nor denies anything: FLOODED.
    """
    if text.quality == term.quality and text.tone == term.tone:
        return 0 if not (term.tone or term.quality.strip(NO_QUALITY)) else MARKED
    if text.odd:
        return FLOODED
    if text.tone not in (0, term.tone):
        return None
    pairs = zip(text.quality, term.quality, strict=True)
    if any(mine not in (NO_QUALITY, theirs) for mine, theirs in pairs):
        return None
    return PARTIAL if text.tone or text.quality.strip(NO_QUALITY) else BARE


def squeezed(parts: Sequence[Unit]) -> list[Unit]:
    """Every letter once; "ưu" is two letters, "uuu" and "ưưu" are one drawn out."""
    kept: list[Unit] = []
    run = 0
    for at, unit in enumerate(parts):
        last = kept[-1] if kept else None
        if last is None or last.letter != unit.letter or not _drawn_out(parts, at, run, last):
            kept.append(unit)
            run = 0
            continue
        run += 1
        quality = unit.quality if last.quality == NO_QUALITY else last.quality
        tone, odd = last.tone or unit.tone, last.odd or unit.odd
        kept[-1] = Unit(unit.letter, quality, tone, odd, last.start, unit.end)
    return kept


def _drawn_out(parts: Sequence[Unit], at: int, run: int, last: Unit) -> bool:
    unit, after = parts[at], parts[at + 1] if at + 1 < len(parts) else None
    same = unit.quality == last.quality or unit.letter != "u"
    return same or run > 0 or (after is not None and after.letter == unit.letter)


def fits(base: str, known: frozenset[str]) -> tuple[list[bool], list[bool]]:
    """For every place of letters run together: whether what is before and after it are known syllables."""
    size = len(base)
    before, after = [True] + [False] * size, [False] * size + [True]
    for at in range(1, size + 1):
        before[at] = any(before[i] and base[i:at] in known for i in range(max(0, at - LONGEST), at))
    for at in range(size - 1, -1, -1):
        ends = range(at + 1, min(size, at + LONGEST) + 1)
        after[at] = any(after[end] and base[at:end] in known for end in ends)
    return before, after
