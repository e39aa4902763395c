"""An uploaded picture in place of the designed slate: upright, whole, on the house's ground."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps

from streaming.cards import ink

MOST_PIXELS = 60_000_000
KINDS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
Size = tuple[int, int]


def stamp(path: Path | None) -> tuple[str, int, int] | None:
    """Says whether it is still the same; None where there is none."""
    try:
        seen = path.stat() if path else None
    except OSError:
        return None
    return (str(path), seen.st_size, seen.st_mtime_ns) if seen else None


def letterboxed(path: Path, size: Size) -> Image.Image | None:
    """Fitted into the size; None where it is no picture that can be shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _letterboxed(path, size)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError):
        return None


def _letterboxed(path: Path, size: Size) -> Image.Image:
    with Image.open(path, formats=KINDS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too large")
        opened.draft("RGB", (2 * size[0], 2 * size[1]))  # a JPEG is read smaller, many times faster
        upright = _flat(ImageOps.exif_transpose(opened))
    fitted = ImageOps.contain(upright, size, Image.Resampling.LANCZOS)
    ground = Image.new("RGB", size, ink.GROUND)
    ground.paste(fitted, ((size[0] - fitted.width) // 2, (size[1] - fitted.height) // 2))
    return ground


def _flat(picture: Image.Image) -> Image.Image:
    """Eight bits of RGB; what is see-through shows the ground."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, ink.GROUND)
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
