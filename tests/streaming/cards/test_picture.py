"""An uploaded picture in place of the slate: upright, whole, on the ground; and no error where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from streaming.argv.shapes import USUAL
from streaming.cards import ink
from streaming.cards.picture import MOST_PIXELS
from streaming.cards.slate import Card, drawn, slate_path

HD, CARD = USUAL.size, Card("Lễ thượng cờ")
RED, BLUE = (220, 20, 20), (20, 20, 220)


def is_near(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    seen = picture.getpixel(at)
    assert isinstance(seen, tuple)
    return all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True))


def test_a_phones_upright_picture_stands_upright_with_the_ground_beside_it(tmp_path: Path) -> None:
    lying = Image.new("RGB", (1600, 900), RED)
    lying.paste(BLUE, (0, 0, 800, 900))
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: turn it by a quarter
    lying.save(tmp_path / "phone.jpg", exif=exif)
    seen = drawn(CARD, HD, tmp_path / "phone.jpg")
    assert is_near(seen, (640, 10), BLUE)
    assert is_near(seen, (640, 710), RED)
    assert is_near(seen, (200, 360), ink.GROUND)
    assert is_near(seen, (1080, 360), ink.GROUND)


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("L", "a.png"),
        ("P", "a.gif"),
        ("RGBA", "a.png"),
        ("LA", "a.png"),
        ("I;16", "a.png"),
        ("CMYK", "a.jpg"),
        ("1", "a.bmp"),
    ],
)
def test_every_kind_of_picture_is_taken(mode: str, name: str, tmp_path: Path) -> None:
    Image.new(mode, (1280, 720)).save(tmp_path / name)
    seen = drawn(CARD, HD, tmp_path / name)
    assert (seen.mode, seen.size) == ("RGB", HD)
    assert ImageChops.difference(seen, drawn(CARD, HD)).getbbox() is not None


def test_what_is_see_through_shows_the_ground(tmp_path: Path) -> None:
    Image.new("RGBA", (1280, 720), (255, 0, 0, 0)).save(tmp_path / "a.png")
    assert is_near(drawn(CARD, HD, tmp_path / "a.png"), (640, 360), ink.GROUND)


@pytest.mark.parametrize("what", ["missing", "empty", "text", "cut", "huge"])
def test_one_that_cannot_be_shown_gives_way_to_the_designed_slate(what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    if what in ("cut", "huge"):
        side = int(MOST_PIXELS**0.5) + 1 if what == "huge" else 600
        Image.new("1", (side, side), 1).save(path)
    if what == "cut":
        path.write_bytes(path.read_bytes()[:60])
    if what in ("empty", "text"):
        path.write_text("" if what == "empty" else "<svg/>")
    assert ImageChops.difference(drawn(CARD, HD, path), drawn(CARD, HD)).getbbox() is None


def test_another_picture_under_the_same_name_is_another_slate(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (640, 360), RED).save(path)
    first = slate_path(tmp_path, CARD, HD, path)
    Image.new("RGB", (660, 360), BLUE).save(path)
    assert slate_path(tmp_path, CARD, HD, path) != first
