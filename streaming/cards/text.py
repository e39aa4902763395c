"""Text as it is drawn: which letters can be shown, from which font, how long a line is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from PIL import Image, ImageDraw, ImageFont

from streaming.cards import fonts

LONGEST = 400  # letters; no field of a ceremony holds more
FINE = 3  # letters are drawn so many times larger, then made small
LEADING = 1.32  # of the size: a letter with two marks above stays clear of one with a dot below
STROKES = str.maketrans("đĐ", "dD")


@dataclass(frozen=True)
class Face:
    """One weight at one size in pixels."""

    weight: int
    size: int

    @property
    def leading(self) -> int:
        """From one baseline to the next."""
        return round(self.size * LEADING)

    def length(self, text: str) -> float:
        """How wide it is."""
        return _length(self, text)

    @property
    def cuts(self) -> tuple[fonts.Font, ...]:
        """Larger than they are shown: letters stand where they belong, not on whole pixels."""
        return fonts.chain(self.weight, self.size * FINE)

    def draw(self, on: Image.Image, at: tuple[float, float], text: str, colour: tuple[int, int, int]) -> None:
        """`at`: the left end of its baseline."""
        left, top = floor(at[0]) - self.size, floor(at[1]) - 2 * self.size
        mask = Image.new("L", ((ceil(self.length(text)) + 2 * self.size) * FINE, 3 * self.size * FINE))
        ink, x, baseline = ImageDraw.Draw(mask), (at[0] - left) * FINE, (at[1] - top) * FINE
        for step, font, run in self.runs(text):
            x += step
            if isinstance(font, ImageFont.FreeTypeFont):
                ink.text((x, baseline), run, fill=255, font=font, anchor="ls")
            else:
                ink.text((x, baseline - self.size * FINE), run, fill=255, font=font)
            x += font.getlength(run)
        on.paste(colour, (left, top), mask.reduce(FINE))

    def runs(self, text: str) -> Iterator[tuple[float, fonts.Font, str]]:
        """(what it is moved by, font, letters), FINE times larger; a pair of two fonts, as Tổ, is kerned."""
        chain, run, known = self.cuts, "", 0
        step = 0.0
        for letter in text:
            place = fonts.place_in_chain(letter, self.weight) or 0
            if run and place != known:
                yield step, chain[known], run
                step, run = _kern(bare(run[-1]), bare(letter), self), ""
            run, known = run + letter, place
        if run:
            yield step, chain[known], run


@lru_cache(maxsize=16384)
def _length(face: Face, text: str) -> float:
    return sum(step + font.getlength(run) for step, font, run in face.runs(text)) / FINE


@lru_cache(maxsize=4096)
def _kern(left: str, right: str, face: Face) -> float:
    if not (left + right).isascii():
        return 0.0
    font = face.cuts[0]
    return font.getlength(left + right) - font.getlength(left) - font.getlength(right)


def bare(letter: str) -> str:
    """Without its marks."""
    return unicodedata.normalize("NFD", letter)[0].translate(STROKES)


def shown(text: str, weight: int) -> str:
    """What can be drawn of it: composed, on one line; a letter that no font has loses its marks, or goes."""
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    return " ".join("".join(_drawable(letter, weight) for letter in composed).split(" ")).strip()


def _drawable(letter: str, weight: int) -> str:
    if letter.isspace():
        return "\u00a0" if letter == "\u00a0" else " "
    if unicodedata.category(letter)[0] == "C":
        return ""
    if fonts.place_in_chain(letter, weight) is not None:
        return letter
    plain = bare(letter)
    return plain if fonts.place_in_chain(plain, weight) is not None else ""
