"""Where the test card's parts are: drawn by `testcard`, made to move by `streaming.argv`.

The file holds one tall picture: the card, below it the sheet of what is laid over it while it runs (60
numbers of two digits in a grid, then the lit lamp and the dot). All places are even: chroma has half the
size.
"""

from __future__ import annotations

from dataclasses import dataclass

ACROSS = 10  # numbers in a row of the sheet
ROWS = 6
DESIGNED = 720  # the height that all shares below are told for


@dataclass(frozen=True)
class Box:
    """Left, top, width, height in pixels."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Places:
    """For one size of a picture."""

    width: int
    height: int

    def px(self, units: float) -> int:
        """Of the design's 720 lines, as an even number of pixels."""
        return round(units * self.height / DESIGNED / 2) * 2

    @property
    def margin(self) -> int:
        """What stays free at the left and right."""
        return self.px(96)

    @property
    def cells(self) -> tuple[Box, Box, Box]:
        """Hours, minutes, seconds on the card."""
        w, h, gap = self.px(100), self.px(76), self.px(24)
        left, top = self.margin, self.px(352)
        hours, minutes, seconds = (Box(left + n * (w + gap), top, w, h) for n in range(3))
        return hours, minutes, seconds

    @property
    def track(self) -> Box:
        """The deck that the dot runs along once a second; at its middle is the whole second."""
        cells = self.cells
        return Box(self.margin, self.px(486), cells[2].x + cells[2].w - self.margin, self.px(4))

    @property
    def dot(self) -> Box:
        """The dot's patch at the left end of the track; it hides the deck, so it holds a piece of it."""
        side = self.px(16)
        top = self.track.y + self.track.h // 2 - side // 2
        return Box(self.track.x, top // 2 * 2, side, side)

    @property
    def flash(self) -> Box:
        """The lamp over the middle of the track."""
        side = self.px(32)
        return Box(self.track.x + (self.track.w - side) // 4 * 2, self.track.y - self.px(48), side, side)

    @property
    def sheet(self) -> Box:
        """Below the card."""
        return Box(0, self.height, self.width, ROWS * self.cells[0].h + self.flash.h)

    @property
    def spare_flash(self) -> Box:
        """The lit lamp on the sheet."""
        return Box(0, self.height + ROWS * self.cells[0].h, self.flash.w, self.flash.h)

    @property
    def spare_dot(self) -> Box:
        """The dot on the sheet."""
        return Box(self.flash.w, self.spare_flash.y, self.dot.w, self.dot.h)

    @property
    def tall(self) -> int:
        """The height of card and sheet."""
        return self.height + self.sheet.h
