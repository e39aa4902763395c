"""From RGB to the mixer's raw pictures: yuv420p, BT.709, limited range."""

from __future__ import annotations

from PIL import Image

# Rows of Y, Cb, Cr over R, G, B and a constant; 219 and 224 steps of 255.
BT709 = (
    *(0.18259, 0.61423, 0.06201, 16.0),
    *(-0.10064, -0.33857, 0.43922, 128.0),
    *(0.43922, -0.39894, -0.04027, 128.0),
)
Planes = tuple[Image.Image, Image.Image, Image.Image]


def planes(picture: Image.Image) -> Planes:
    """Y, Cb, Cr; both sides have to be even."""
    luma, blue, red = picture.convert("RGB", BT709).split()
    return luma, blue.reduce(2), red.reduce(2)


def packed(parts: Planes) -> bytes:
    """One plane after the other."""
    return b"".join(part.tobytes() for part in parts)
