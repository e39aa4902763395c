"""Colours and shapes, as the screens have them: the bridge, and the rings of a bronze drum."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageDraw

GROUND = (23, 18, 14)  # --stage
INK = (244, 237, 225)  # --on-stage
QUIET = (196, 186, 172)
BRONZE = (203, 167, 108)
FAINT = (43, 35, 26)
DECK = (112, 95, 68)
Colour = tuple[int, int, int]
RAYS, TEETH = 14, 48
Point = tuple[float, float]


def polar(centre: float, radius: float, turn: float) -> Point:
    """`turn`: 0 is up, 1 is once round, clockwise."""
    angle = 2 * math.pi * turn - math.pi / 2
    return centre + radius * math.cos(angle), centre + radius * math.sin(angle)


@lru_cache(maxsize=4)
def rings(diameter: int, star: bool = True) -> Image.Image:
    """A mask: star and rings, in the proportions of Rings.svelte (120 units across)."""
    fine = 2 if diameter > 600 else 4
    unit, size = diameter * fine / 120, diameter * fine
    mask = Image.new("L", (size, size))
    draw = ImageDraw.Draw(mask)
    for radius, width in ((57, 1.4), (53, 0.6)):
        _ring(draw, unit, radius, width)
    for tooth in range(TEETH):
        corners = [(51.0, 0.0), (45.04, 0.0071), (45.04, -0.0071)]
        draw.polygon([polar(60 * unit, r * unit, tooth / TEETH + t) for r, t in corners], fill=190)
    for radius, width in ((43, 1.2), (40, 0.6)):
        _ring(draw, unit, radius, width)
    for dash in range(TEETH):
        corners = [(33, -0.0027), (37, -0.0027), (37, 0.0027), (33, 0.0027)]
        draw.polygon([polar(60 * unit, r * unit, dash / TEETH + t) for r, t in corners], fill=178)
    for radius, width in ((30, 0.6), (27, 1.0)):
        _ring(draw, unit, radius, width)
    if star:
        points = [(22 if n % 2 == 0 else 9, n / 2 / RAYS) for n in range(2 * RAYS)]
        draw.polygon([polar(60 * unit, r * unit, t) for r, t in points], fill=255)
    return mask.reduce(fine)


def _ring(draw: ImageDraw.ImageDraw, unit: float, radius: float, width: float) -> None:
    outer, inner = (radius + width / 2) * unit, (radius - width / 2) * unit
    for reach, value in ((outer, 255), (inner, 0)):
        draw.ellipse((60 * unit - reach, 60 * unit - reach, 60 * unit + reach, 60 * unit + reach), fill=value)


@lru_cache(maxsize=16)
def bridge(height: int, deck: int = 0) -> Image.Image:
    """A mask: the logo's span, 14.5 units high, 27 wide; its deck `deck` pixels longer on both sides."""
    fine = 4
    unit = height * fine / 14.5
    width = round(29.5 * unit) + 2 * deck * fine
    mask = Image.new("L", (width - width % fine, height * fine))
    draw, left, floor = ImageDraw.Draw(mask), deck * fine + 1.25 * unit, 13.25 * unit
    _stroke(draw, [(1.25 * unit, floor), (width - 1.25 * unit, floor)], 2.5 * unit)
    _stroke(draw, [(left + x * unit, floor - y * unit) for x, y in _arch()], 2.5 * unit)
    for x, y in ((7.5, 9.3), (13.5, 12.0), (19.5, 9.3)):
        _stroke(draw, [(left + x * unit, floor), (left + x * unit, floor - y * unit)], 1.6 * unit)
    return mask.reduce(fine)


def _arch() -> list[Point]:
    """Logo.svelte's curve from foot to foot; 0, 0 is the left end of the deck."""
    rise = [_bezier(step / 24) for step in range(25)]
    return [*rise, *((27 - x, y) for x, y in reversed(rise[:-1]))]


def _bezier(t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    corners = ((2.0, 0.0), (2.0, 7.5), (7.0, 12.0), (13.5, 12.0))
    x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
    return x, y


def _stroke(draw: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    """With round ends."""
    draw.line(points, fill=255, width=round(width), joint="curve")
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)


def disc(diameter: int) -> Image.Image:
    """A mask."""
    mask = Image.new("L", (diameter * 8, diameter * 8))
    ImageDraw.Draw(mask).ellipse((0, 0, diameter * 8 - 1, diameter * 8 - 1), fill=255)
    return mask.reduce(8)


def put(on: Image.Image, mask: Image.Image, centre: Point, colour: Colour) -> None:
    """The shape in one colour, by its middle; what is outside the picture is left away."""
    corner = round(centre[0] - mask.width / 2), round(centre[1] - mask.height / 2)
    on.paste(colour, (*corner, corner[0] + mask.width, corner[1] + mask.height), mask)
