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
MEASURED = 96  # the size at which lengths are taken; they grow with it
STROKES = str.maketrans("đĐ", "dD")


@dataclass(frozen=True)
class Face:
    """One weight at one size in pixels."""

    weight: int
    size: int

    def length(self, text: str) -> float:
        """How wide it is."""
        return _length(text, self.weight) * self.size / MEASURED

    def reach(self, text: str) -> tuple[float, float]:
        """How far its letters go above the baseline, and below it."""
        found = [_reach(letter, self.weight) for letter in text] or [(0.0, 0.0)]
        share = self.size / MEASURED
        return max(top for top, _ in found) * share, max(bottom for _, bottom in found) * share

    def draw(self, on: Image.Image, at: tuple[float, float], text: str, colour: tuple[int, int, int]) -> None:
        """`at`: the left end of its baseline. Drawn larger, so that letters stand on parts of pixels too."""
        left, top = floor(at[0]) - self.size, floor(at[1]) - 2 * self.size
        mask = Image.new("L", ((ceil(self.length(text)) + 2 * self.size) * FINE, 3 * self.size * FINE))
        ink, x, baseline = ImageDraw.Draw(mask), (at[0] - left) * FINE, (at[1] - top) * FINE
        for step, font, run in _runs(text, self.weight, self.size * FINE):
            x += step
            if isinstance(font, ImageFont.FreeTypeFont):
                ink.text((x, baseline), run, fill=255, font=font, anchor="ls")
            else:
                ink.text((x, baseline - self.size * FINE), run, fill=255, font=font)
            x += font.getlength(run)
        on.paste(colour, (left, top), mask.reduce(FINE))


def _runs(text: str, weight: int, size: int) -> Iterator[tuple[float, fonts.Font, str]]:
    """(what it is moved by, font, letters); a pair from two fonts, as Tổ, is kerned by its plain letters."""
    chain, run, known, step = fonts.chain(weight, size), "", 0, 0.0
    for letter in text:
        place = fonts.place_in_chain(letter, weight) or 0
        if run and place != known:
            yield step, chain[known], run
            step, run = _kern(bare(run[-1]) + bare(letter), weight) * size / MEASURED, ""
        run, known = run + letter, place
    if run:
        yield step, chain[known], run


@lru_cache(maxsize=4096)
def _length(text: str, weight: int) -> float:
    return sum(step + font.getlength(run) for step, font, run in _runs(text, weight, MEASURED))


@lru_cache(maxsize=4096)
def _kern(pair: str, weight: int) -> float:
    if not pair.isascii():
        return 0.0
    font = fonts.chain(weight, MEASURED)[0]
    return float(font.getlength(pair) - font.getlength(pair[0]) - font.getlength(pair[1]))


@lru_cache(maxsize=4096)
def _reach(letter: str, weight: int) -> tuple[float, float]:
    font = fonts.chain(weight, MEASURED)[fonts.place_in_chain(letter, weight) or 0]
    if not isinstance(font, ImageFont.FreeTypeFont):
        return MEASURED, 0.3 * MEASURED
    box = font.getbbox(letter, anchor="ls")
    return -box[1], box[3]


def forget() -> None:
    """All that is remembered of the fonts: their files are other ones now."""
    for known in (fonts.files, fonts.chain, fonts._probes, fonts.place_in_chain, _length, _kern, _reach):
        known.cache_clear()


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
