"""The slate: what the public sees while no source is there. Calm, and it says whose ceremony this is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from streaming.cards import fonts, ink, raw
from streaming.cards.cache import digest, kept
from streaming.cards.picture import Size, letterboxed, stamp
from streaming.cards.setting import LEADING, Block, fitted
from streaming.cards.text import Face

DESIGN = 2  # another number: every slate is drawn anew
CONTINUES = "Chương trình sẽ tiếp tục trong giây lát"
SAFE = 0.08  # of each side: platforms put their own signs over the edges
# Rooms from top to bottom, in shares of the height. The bridge stands between the last two.
HEAD, MIDDLE, FOOT = (0.08, 0.21), (0.22, 0.71), (0.835, 0.92)
BRIDGE, DRUM = 0.765, 1.96


@dataclass(frozen=True)
class Card:
    """What it says, any text. `lines`: at its foot, below one another."""

    title: str = ""
    place: str = ""
    unit: str = ""
    lines: tuple[str, ...] = (CONTINUES,)


@dataclass(frozen=True)
class Text:
    """Lines as they stand: each with the left end of its baseline."""

    face: Face
    lines: tuple[tuple[float, float, str], ...]
    colour: ink.Colour


def slate_path(folder: Path, card: Card, size: Size, picture: Path | None = None) -> Path:
    """Raw yuv420p of that size; made once for each card. `picture`: shown instead, where it can be read.

    OSError where the folder cannot be written.
    """
    known = fonts.files(fonts.SEMIBOLD), fonts.files(fonts.REGULAR)
    name = f"slate-{digest(DESIGN, card, size, stamp(picture), known)}.yuv"
    return kept(folder, name, lambda: raw.packed(raw.planes(drawn(card, size, picture))))


def drawn(card: Card, size: Size, picture: Path | None = None) -> Image.Image:
    """As RGB."""
    shown = letterboxed(picture, size) if picture else None
    return shown or _designed(card, size)


def _designed(card: Card, size: Size) -> Image.Image:
    image = Image.new("RGB", size, ink.GROUND)
    width, height = size
    # So large that all short lines stand inside the inmost ring.
    ink.put(image, ink.rings(round(height * DRUM), star=False), (width / 2, height / 2), ink.FAINT)
    sign = ink.bridge(round(height * 0.056), round(height * 0.1))
    ink.put(image, sign, (width / 2, height * BRIDGE), ink.BRONZE)
    for text in layout(card, size):
        for x, baseline, line in text.lines:
            text.face.draw(image, (x, baseline), line, text.colour)
    return image


def layout(card: Card, size: Size) -> list[Text]:
    """Where each line stands; all of them inside the safe area."""
    foot = _foot(card.lines, size)
    return [*_head(card.unit, size), *_middle(card, size), *foot]


def _head(unit: str, size: Size) -> list[Text]:
    block = _fit(unit, fonts.SEMIBOLD, size, HEAD[1] - HEAD[0], (0.042, 0.03))
    return [_placed(block, size, HEAD[0] * size[1], ink.BRONZE)]


def _middle(card: Card, size: Size) -> list[Text]:
    """Title and place are one group, and the group is in the middle of its room."""
    height = size[1]
    room, gap = (MIDDLE[1] - MIDDLE[0]) * height, 0.03 * height
    where = _fit(card.place, fonts.REGULAR, size, 0.14, (0.045, 0.034))
    below = where.height + gap if where.lines else 0
    title = _fit(card.title, fonts.SEMIBOLD, size, (room - below) / height, (0.1, 0.048))
    top = MIDDLE[0] * height + (room - title.height - below) / 2
    return [
        _placed(title, size, top, ink.INK),
        _placed(where, size, top + title.height + gap, ink.QUIET),
    ]


def _foot(lines: tuple[str, ...], size: Size) -> list[Text]:
    share = (FOOT[1] - FOOT[0]) / max(1, len(lines))
    blocks = [_fit(line, fonts.REGULAR, size, share, (min(0.044, share / LEADING), 0.02)) for line in lines]
    tops = [(FOOT[0] + number * share) * size[1] for number in range(len(lines))]
    return [_placed(block, size, top, ink.INK) for block, top in zip(blocks, tops, strict=True)]


def _fit(text: str, weight: int, size: Size, tall: float, sizes: tuple[float, float]) -> Block:
    """`tall` and `sizes` (the largest type, and the least in three lines) are shares of the height."""
    width, height = size
    largest, least = (round(share * height) for share in sizes)
    return fitted(text, weight, (width * (1 - 2 * SAFE), tall * height), largest, least)


def _placed(block: Block, size: Size, top: float, colour: ink.Colour) -> Text:
    """Each line in the middle; `top`: of the first one, its marks included."""
    first = top + block.rise
    lines = (
        ((size[0] - block.face.length(line)) / 2, first + number * block.leading, line)
        for number, line in enumerate(block.lines)
    )
    return Text(block.face, tuple(lines), colour)
