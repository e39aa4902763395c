"""Be Vietnam Pro, from wherever the screens' files are. npm splits it by script: each letter asks in turn.

ffmpeg's own FreeType reads no woff2 (and takes another font in silence), Pillow's does: so all letters are
drawn here, the clock's digits too.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
SCREENS = Path(__file__).resolve().parents[2] / "frontend"
PACKAGE = SCREENS / "node_modules" / "@fontsource" / "be-vietnam-pro" / "files"
BUILT = SCREENS / "build" / "_app" / "immutable" / "assets"  # all that a machine without npm has
SCRIPTS = ("latin", "vietnamese", "latin-ext")
REGULAR, SEMIBOLD = 400, 600
# Where neither is there: fonts of the system that know Vietnamese, found by name.
OF_THE_SYSTEM = {
    REGULAR: ("BeVietnamPro-Regular.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf"),
    SEMIBOLD: ("BeVietnamPro-SemiBold.ttf", "NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf"),
}


@lru_cache(maxsize=8)
def files(weight: int) -> tuple[str, ...]:
    """The font's files in the order in which they are asked for a letter; empty where there are none."""
    found = (_file(script, weight) for script in SCRIPTS)
    return tuple(str(path) for path in found if path is not None)


def _file(script: str, weight: int) -> Path | None:
    name = f"be-vietnam-pro-{script}-{weight}-normal"
    there = [PACKAGE / f"{name}.woff2", *sorted(BUILT.glob(f"{name}.*.woff2"))]
    return next((path for path in there if path.is_file()), None)


@lru_cache(maxsize=256)
def chain(weight: int, size: int) -> tuple[Font, ...]:
    """The fonts to ask for a letter, the best first; never empty."""
    opened = (_opened(name, size) for name in (*files(weight), *OF_THE_SYSTEM[weight]))
    return (*(font for font in opened if font is not None), ImageFont.load_default(size))


def _opened(name: str, size: int) -> Font | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


@lru_cache(maxsize=8)
def _probes(weight: int) -> tuple[Font, ...]:
    """The chain without shaping, which would put together from parts a letter that a font has not."""
    basic = ImageFont.Layout.BASIC
    *named, last = chain(weight, 24)
    paths = [str(font.path) for font in named if isinstance(font, ImageFont.FreeTypeFont)]
    return (*(ImageFont.truetype(path, 24, layout_engine=basic) for path in paths), last)


@lru_cache(maxsize=4096)
def place_in_chain(letter: str, weight: int) -> int | None:
    """Which font of the chain has this letter; None where none has it."""
    for place, font in enumerate(_probes(weight)):
        if not letter.strip() or _draws(font, letter):
            return place
    return None


def _draws(font: Font, letter: str) -> bool:
    """Something else than what stands for a letter that is missing: nothing, or a box."""
    mask, missing = font.getmask(letter), font.getmask("\U0010fffd")
    return mask.getbbox() is not None and (mask.size != missing.size or bytes(mask) != bytes(missing))
