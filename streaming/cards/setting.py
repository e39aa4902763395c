"""Setting a text into a box: where its lines break, and how large it may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from streaming.cards.text import Face, shown

LINES = 3
STEP = 0.94  # from one size to the next smaller one
TINY = 4
LEADING, CLEAR, DROP = 1.28, 0.04, 0.28  # of the size
DASHES = {"–", "—", "-", "·", "|", "/", "&"}
PAUSES = tuple(",;:.!?)–—-·|")
MID_PHRASE = 0.012  # what a break costs that stands after no pause, in squares of the line's width


@dataclass(frozen=True)
class Block:
    """Lines of one face; in pixels from baseline to baseline, above the first one, below the last one."""

    face: Face
    lines: tuple[str, ...]
    leading: float
    rise: float
    drop: float

    @property
    def height(self) -> float:
        """With the marks of its first line."""
        return self.rise + (len(self.lines) - 1) * self.leading + self.drop if self.lines else 0.0


def fitted(text: str, weight: int, box: tuple[float, float], largest: int, least: int) -> Block:
    """The largest type that fits the box: in three lines down to `least`, below it in as many as fit."""
    words, size = _words(shown(text, weight)), largest
    while True:
        block = _block(Face(weight, size), _balanced(words, Face(weight, size), box[0]))
        few = len(block.lines) <= LINES or size <= least
        if (few and block.height <= box[1]) or size <= TINY:
            return block
        size = min(size - 1, int(size * STEP))


def _block(face: Face, lines: list[str]) -> Block:
    """Closer lines where no dot below meets a hat above."""
    reaches = [face.reach(line) for line in lines] or [(0.0, 0.0)]
    meets = (above[1] + below[0] + CLEAR * face.size for above, below in pairwise(reaches))
    leading = max([LEADING * face.size, *meets])
    return Block(face, tuple(lines), leading, max(face.size, reaches[0][0]), DROP * face.size)


def _words(text: str) -> list[str]:
    """A dash stays with what it follows."""
    words: list[str] = []
    for word in text.split(" "):
        if words and word in DASHES:
            words[-1] += f"\u00a0{word}"
        elif word:
            words.append(word)
    return words


def _balanced(words: list[str], face: Face, width: float) -> list[str]:
    """As few lines as can be, of about the same length, rather broken after a pause."""
    pieces = [piece for word in words for piece in _pieces(word, face, width)]
    ends, at = [0.0], 0.0
    space = face.length(" ")
    for piece in pieces:
        at += face.length(piece) + space
        ends.append(at)
    breaks = _breaks(pieces, ends, _fewest(ends, width + space), width + space)
    return [" ".join(pieces[begin:end]) for begin, end in pairwise(breaks)]


def _fewest(ends: list[float], width: float) -> int:
    lines, begin = 0, 0
    for place in range(1, len(ends)):
        if lines == 0 or ends[place] - ends[begin] > width:
            lines, begin = lines + 1, place - 1
    return lines


def _breaks(pieces: list[str], ends: list[float], lines: int, width: float) -> list[int]:
    """Where the lines begin, and the end: the way of least cost through all of them."""
    ideal = ends[-1] / max(1, lines)
    best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [0])}]
    for _ in range(lines):
        found: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, way) in best[-1].items():
            for end in range(begin + 1, len(ends)):
                long = ends[end] - ends[begin]
                if long > width:
                    break
                total = cost + ((long - ideal) / width) ** 2 + _broken(pieces, end)
                if end not in found or total < found[end][0]:
                    found[end] = (total, [*way, end])
        best.append(found)
    return best[-1][len(pieces)][1]


def _broken(pieces: list[str], end: int) -> float:
    return 0.0 if end == len(pieces) or pieces[end - 1].endswith(PAUSES) else MID_PHRASE


def _pieces(word: str, face: Face, width: float) -> list[str]:
    """The word itself; cut between letters, in equal parts, where even alone it is too long for a line."""
    whole = face.length(word)
    if whole <= width:
        return [word]
    count = ceil(whole / (width * 0.96))  # kerning is not counted letter by letter
    steps = [face.length(letter) for letter in word]
    pieces, at = [""] * count, 0.0
    for letter, step in zip(word, steps, strict=True):
        pieces[int((at + step / 2) / sum(steps) * count)] += letter
        at += step
    return [piece for piece in pieces if piece]
