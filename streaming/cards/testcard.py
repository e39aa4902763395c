"""The test card: the house's face, a strip to judge colours by, and what `streaming.argv` moves."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw

from streaming.cards import fonts, ink, raw
from streaming.cards.cache import digest, kept
from streaming.cards.picture import Size
from streaming.cards.places import ACROSS, ROWS, Box, Places
from streaming.cards.text import Face, shown

DESIGN = 2  # another number: every card is drawn anew
PRODUCT, TITLE, PURPOSE, CLOCK = (
    "Nhịp Cầu",
    "Hình thử",
    "Kiểm tra hình, tiếng và đường truyền",
    "Giờ Việt Nam",
)
STRIP_TOP, STRIP_HEIGHT, NOTE_AT = 562, 60, 656
BLACK_LEVELS = (12, 16, 20, 25)  # luma: 2 % under black, black, 2 % and 4 % over it
COLOURS = [(1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1)]
GREYS = 6


def test_card_path(folder: Path, size: Size) -> Path:
    """Raw yuv420p of that width, card and sheet; made once a size. OSError where it cannot be written."""
    known = fonts.files(fonts.SEMIBOLD), fonts.files(fonts.REGULAR)
    name = f"test-{digest(DESIGN, size, known)}.yuv"
    return kept(folder, name, lambda: raw.packed(tall_planes(Places(*size))))


def tall_planes(places: Places) -> raw.Planes:
    """Card and sheet; the steps of black are set as luma, since RGB knows nothing under black."""
    luma, blue, red = raw.planes(_drawn(places))
    for box, level in zip(blacks(places), BLACK_LEVELS, strict=True):
        luma.paste(level, (box.x, box.y, box.x + box.w, box.y + box.h))
    return luma, blue, red


def _drawn(places: Places) -> Image.Image:
    image = Image.new("RGB", (places.width, places.tall), ink.GROUND)
    draw = ImageDraw.Draw(image)
    _words(image, places)
    _ornament(image, places)
    _strip(image, draw, places)
    _track(image, draw, places)
    _numbers(image, places)
    return image


def _say(on: Image.Image, at: tuple[int, int], text: str, face: Face, colour: ink.Colour) -> None:
    face.draw(on, at, shown(text, face.weight), colour)


def _words(image: Image.Image, places: Places) -> None:
    px, left = places.px, places.margin
    sign = ink.bridge(px(26))
    ink.put(image, sign, (left + sign.width / 2, px(84)), ink.BRONZE)
    _say(image, (left + sign.width + px(16), px(96)), PRODUCT, Face(fonts.SEMIBOLD, px(32)), ink.BRONZE)
    _say(image, (left - px(4), px(206)), TITLE, Face(fonts.SEMIBOLD, px(84)), ink.INK)
    _say(image, (left, px(260)), PURPOSE, Face(fonts.REGULAR, px(28)), ink.QUIET)
    _say(image, (left, px(336)), CLOCK, Face(fonts.REGULAR, px(22)), ink.QUIET)


def _ornament(image: Image.Image, places: Places) -> None:
    """A true circle with a star: shows a wrong aspect ratio, and softness."""
    across = places.px(416)
    centre = places.width - places.margin - across / 2, places.px(294)
    ink.put(image, ink.rings(across), centre, ink.BRONZE)


def _strip(image: Image.Image, draw: ImageDraw.ImageDraw, places: Places) -> None:
    for box, parts in zip(_row(places, 0, 504, len(COLOURS)), COLOURS, strict=True):
        _fill(draw, box, (191 * parts[0], 191 * parts[1], 191 * parts[2]))
    for step, box in enumerate(_row(places, 536, 336, GREYS)):
        _fill(draw, box, (round(255 * step / (GREYS - 1)),) * 3)
    (black,) = _row(places, 904, 184, 1)
    _fill(draw, black, (0, 0, 0))
    note = Face(fonts.REGULAR, places.px(20))
    for left, text in ((0, "Màu 75 %"), (536, "Xám 0 – 100 %"), (904, "Đen −2 · 0 · +2 · +4")):
        _say(image, (places.margin + places.px(left), places.px(NOTE_AT)), text, note, ink.QUIET)


def blacks(places: Places) -> list[Box]:
    """The steps of black, from under it."""
    return _row(places, 904 + 12, 184 - 24, len(BLACK_LEVELS), inset=12)


def _row(places: Places, left: int, width: int, count: int, inset: int = 0) -> list[Box]:
    """`count` boxes side by side in the strip; `left` from the margin, in units of the design."""
    edges = [places.margin + places.px(left + width * n / count) for n in range(count + 1)]
    top, bottom = places.px(STRIP_TOP + inset), places.px(STRIP_TOP + STRIP_HEIGHT - inset)
    return [Box(begin, top, end - begin, bottom - top) for begin, end in pairwise(edges)]


def _fill(draw: ImageDraw.ImageDraw, box: Box, colour: ink.Colour) -> None:
    draw.rectangle((box.x, box.y, box.x + box.w - 1, box.y + box.h - 1), fill=colour)


def _track(image: Image.Image, draw: ImageDraw.ImageDraw, places: Places) -> None:
    deck = places.track
    _fill(draw, deck, ink.DECK)
    patch, half = places.spare_dot, deck.h // 2
    middle = patch.y + deck.y - places.dot.y
    _fill(draw, Box(patch.x, middle, patch.w, deck.h), ink.DECK)
    ink.put(image, ink.disc(patch.w - 2), (patch.x + patch.w / 2, middle + half), ink.INK)
    lamp, lit = places.flash, places.spare_flash
    rim, inside = ink.disc(lamp.w - 4), ink.disc(lamp.w - 10)
    for mask, colour in ((rim, ink.DECK), (inside, ink.GROUND)):
        ink.put(image, mask, (lamp.x + lamp.w / 2, lamp.y + lamp.h / 2), colour)
    ink.put(image, rim, (lit.x + lit.w / 2, lit.y + lit.h / 2), ink.INK)


def _numbers(image: Image.Image, places: Places) -> None:
    """00 to 59 on the sheet, each digit in the middle of its own half, so that nothing dances."""
    face, cells = Face(fonts.SEMIBOLD, places.px(80)), places.cells
    base = places.px(68)
    for number in range(ACROSS * ROWS):
        cell = cells[0]
        left, top = number % ACROSS * cell.w, places.sheet.y + number // ACROSS * cell.h
        for half, digit in enumerate(f"{number:02}"):
            x = left + (half + 0.5) * cell.w / 2 - face.length(digit) / 2
            face.draw(image, (x, top + base), digit, ink.INK)
    for before, after in pairwise(cells):
        middle = (before.x + before.w + after.x) / 2
        face.draw(image, (middle - face.length(":") / 2, before.y + base - places.px(4)), ":", ink.QUIET)
