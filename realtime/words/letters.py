"""Any text folded to what a Vietnamese reader sees: small letters, tones, digits; and the way back to it.

Folding goes letter by letter (NFKD, then one table), so that every place in the folded text has a place in
the original. Marks stay, as combining characters: which of them matter is for who compares syllables.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX, BREVE, HORN, FOREIGN = "\u0302", "\u0306", "\u031b", "\u0308"
TONES = {GRAVE: 1, ACUTE: 2, HOOK: 3, TILDE: 4, DOT: 5}
QUALITIES = {CIRCUMFLEX: "^", BREVE: "(", HORN: "+"}
MARKS = frozenset([*TONES, *QUALITIES])
DIGITS = "0123456789"
ASIDE = "@$!|*"  # signs that stand for letters inside a word
STOP, SIGN, OTHER = ".", "~", "\u00a4"  # punctuation; any other sign, emoji too; a letter of another script
LETTERS = "abcdefghijklmnopqrstuvwxyzđ"
TOKEN_CHARS = LETTERS + DIGITS + "".join(sorted(MARKS)) + FOREIGN + ASIDE + OTHER
KEPT_AT_MOST = 20_000  # remembered characters; a stranger may send all of Unicode

# What looks like a Latin letter and is not taken apart by NFKD: Cyrillic, Greek, IPA, Cherokee, Armenian…
LOOK_ALIKES = {
    "a": "аɑαΑАᴀ∂ΛλᎪⱥȺ",
    "b": "ЬьВвΒβʙɓƀƁᏴ",
    "c": "сСϲϹᴄςƈȼȻᏟ",
    "d": "ԁԀɗᴅᏧժ",
    "e": "еЕεΕЄєєᴇɛҽҼΣᎬ℮ɘǝəɇ",
    "f": "ƒғҒϜꜰ",
    "g": "ɡɢԌԍցǥǤɠᏀ",
    "h": "һҺΗНнʜħĦհᎻ",
    "i": "іІιΙıɩɪӀӏɨƗᎥ",
    "j": "јЈϳʝɉᎫ",
    "k": "кКκΚᴋƙҟҡқҚᏦ",
    "l": "ⅼʟłŁƚɫᏞ",
    "m": "мМΜᴍɱᎷ",
    "n": "пΝɴηɲƞոռ",
    "o": "оОοΟσᴏøØөѳѲӨօɵ",
    "p": "рРρΡᴘƥᏢ",
    "q": "ԛԚգɋ",
    "r": "гʀɾɼᎡ",
    "s": "ѕЅꜱʂᏚ",
    "t": "тТτΤᴛŧŦƭᎢ",
    "u": "υцսʊᴜʉɄ",
    "v": "νѵѴᴠʋᏙ",
    "w": "ѡԝԜωᴡɯᎳ",
    "x": "хХχΧ×",
    "y": "уУγΥүҮʏɏƴᎩ",
    "z": "ΖᴢʐƶƵᏃ",
    "đ": "đĐðÐɖƉ",
}
SIGNS = {"€": "e", "£": "l", "¥": "y", "¢": "c", "¡": "i", "ß": "s", "©": "c", "®": "r", "¦": "|", "₫": "đ"}
# Seen as nothing although Unicode calls them letters, marks or symbols.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(c): c for c in TOKEN_CHARS}
    table |= {ord(c): letter for letter, likes in LOOK_ALIKES.items() for c in likes}
    table |= {ord(c): letter for c, letter in SIGNS.items()}
    for first in (0x1F150, 0x1F170):  # white letters on black discs and squares
        table |= {first + at: chr(ord("a") + at) for at in range(26)}
    return (
        table
        | {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
        | {0x0A: "\n", 0x2028: "\n", 0x2029: "\n"}
    )


class _Fold(dict[int, str | None]):
    """What each character becomes; what was never seen is looked up in Unicode once."""

    def __init__(self, table: dict[int, str | None], *, signs: bool) -> None:
        super().__init__(table)
        self._signs = signs

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFKD", chr(code))
        found = "".join(self[ord(char)] or "" if ord(char) in self else self._seen_as(char) for char in apart)
        if len(self) < KEPT_AT_MOST:
            self[code] = found
        return found

    def _seen_as(self, char: str) -> str:
        category = unicodedata.category(char)
        if char.isspace():
            return " "
        if category in ("Cf", "Cc", "Cs") or char in INVISIBLE or _is_variation(char):
            return ""
        if category[0] == "M":
            return FOREIGN
        if self._signs:
            return char.lower()
        return {"L": OTHER, "P": STOP}.get(category[0], SIGN)


def _is_variation(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or char == "\u20e3"  # and the frame of a keycap


_FOLD = _Fold(_table(), signs=False)
_DOTS = {ord(char): "." for char in "。・·•∙‧∙⋅●"} | {ord(char): "-" for char in "‐‑‒–—―−"}
_PLAIN = _Fold(_table() | _DOTS | {ord("∕"): "/", ord("×"): "×", 0xA4: "\u00a4"}, signs=True)


def fold(text: str) -> str:
    """The text as it is seen, in small letters; never fails.

    Linear: letters are taken apart one by one; normalize() would sort a flood of marks in quadratic time.
    """
    return text.translate(_FOLD)


def plain(text: str) -> str:
    """The same with its signs and other scripts, any dot and dash as "." and "-": for addresses."""
    return text.translate(_PLAIN)


class Places:
    """The way back from places in a folded text to those in the text; made where something was found."""

    def __init__(self, text: str, *, signs: bool = False) -> None:
        """`signs`: it was folded by `plain`."""
        self.text, table = text, _PLAIN if signs else _FOLD
        self._ends = list(accumulate([len(table[ord(char)] or "") for char in text]))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in the original of what lies at `start:end` in the folded one, `start < end`.

        Marks that follow are the last letter's, and belong to it.
        """
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1
        while last < len(self.text) and unicodedata.category(self.text[last]) in ("Mn", "Me"):
            last += 1
        return first, last
