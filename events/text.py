"""What somebody typed, made fit for a screen; pure functions.

Only what cannot be seen, breaks the line or covers its neighbours goes away; the words stay as they were
written. Whatever looks for words in it folds a copy and never changes this text.
"""

from __future__ import annotations

import re
import unicodedata

ZWJ = "\u200d"
# Seen as nothing although Unicode calls them letters, marks or symbols.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
# Control, format (zero-width, bidi), surrogates, private use, line and paragraph separators.
DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
LINE_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
MANY_BREAKS = re.compile(r" ?\n ?(?:\n ?)+")
# Composed Vietnamese needs none, decomposed two, other scripts three; more only climb over what is near.
STACKED = 3
VARIATION, SKIN = "\ufe0f", range(0x1F3FB, 0x1F400)


def clean_lines(text: str) -> str:
    """Several lines: NFC, without what cannot be seen, at most one empty line in a row, trimmed."""
    lines = LINE_BREAKS.sub("\n", text)
    return MANY_BREAKS.sub("\n\n", SPACES.sub(" ", _visible(lines))).strip()


def clean_line(text: str) -> str:
    """A name or a title: the same, on one line."""
    return " ".join(_visible(LINE_BREAKS.sub(" ", text)).split())


def _visible(text: str) -> str:
    spaced = text.replace("\t", " ")
    kept = [char for at, char in enumerate(spaced) if _is_kept(spaced, at)]
    return unicodedata.normalize("NFC", _unstacked(unicodedata.normalize("NFC", "".join(kept))))


def _unstacked(text: str) -> str:
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= STACKED:
            kept.append(char)
    return "".join(kept)


def _is_kept(text: str, at: int) -> bool:
    char = text[at]
    if char == "\n":
        return True
    if char == ZWJ:
        return _joins_emoji(text, at)
    return char not in INVISIBLE and unicodedata.category(char) not in DROPPED


def _joins_emoji(text: str, at: int) -> bool:
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    return (before == VARIATION or _is_symbol(before)) and _is_symbol(after)


def _is_symbol(char: str) -> bool:
    return bool(char) and (unicodedata.category(char) == "So" or ord(char) in SKIN)
