"""The slate: every text is whole and inside, it is made once, its colours are right after the encoder."""

from __future__ import annotations

import os
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from streaming.argv.program import encoder_argv
from streaming.argv.shapes import SHAPES, USUAL, Shape
from streaming.cards import cache, fonts, ink, slate
from streaming.cards.setting import LINES
from streaming.cards.slate import SAFE, Card, drawn, layout, slate_path
from streaming.cards.text import Face, forget, shown
from streaming.ffmpeg import executable
from tests.figures import Figure

HD = USUAL.size
CARD = Card("Lễ thượng cờ", "Quảng trường Hùng Vương", "Uỷ ban nhân dân phường Việt Trì")
LONG = (
    "Lễ kỷ niệm 80 năm Ngày Cách mạng Tháng Tám thành công và Quốc khánh nước Cộng hoà xã hội chủ nghĩa Việt"
    " Nam, gắn với công bố quyết định thành lập phường mới và trao tặng Huân chương"
)
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, TONES)) + "đ"
ODD = [
    Card(),
    Card("🎉 مرحبا 👨‍👩‍👧 \u202eabc\x00\ud800", "\n\t\u200b", "\u0301"),
    Card("Ệ" * 200, "x" * 200, "W" * 160),
    Card(LONG, LONG, LONG[:160]),
    Card("–", "a – – b", "-"),
    Card(LONG * 9, LONG * 9, LONG * 9, (LONG, "", LONG)),
]


def boxes(card: Card, size: tuple[int, int]) -> Iterator[tuple[float, float, float, float]]:
    """Of every line, its marks above and below included."""
    for text in layout(card, size):
        for x, baseline, line in text.lines:
            above, below = text.face.reach(line)
            yield x, baseline - above, x + text.face.length(line), baseline + below


@pytest.mark.parametrize("size", [shape.size for shape in SHAPES.values()])
@pytest.mark.parametrize("card", [CARD, *ODD])
def test_every_line_is_inside_the_safe_area_and_none_lies_on_another(
    card: Card, size: tuple[int, int]
) -> None:
    found = list(boxes(card, size))
    for left, top, right, bottom in found:
        assert left >= SAFE * size[0] - 1
        assert right <= (1 - SAFE) * size[0] + 1
        assert top >= SAFE * size[1] - 1
        assert bottom <= (1 - SAFE) * size[1] + 1
    ordered = sorted(found, key=lambda box: box[1])
    assert all(upper[3] <= lower[1] + 1 for upper, lower in pairwise(ordered))


@pytest.mark.parametrize("card", [CARD, Card(LONG), Card("Ệ" * 200)])
def test_nothing_of_a_title_is_lost_and_its_lines_are_few(card: Card) -> None:
    title = layout(card, HD)[1]
    lines = [line for _, _, line in title.lines]
    assert "".join(lines).replace(" ", "") == card.title.replace(" ", "")
    assert len(lines) <= LINES or title.face.size <= 0.05 * HD[1]


def test_a_line_ends_after_a_dash_and_never_begins_with_one() -> None:
    (_, title, *_) = layout(Card("GIỖ TỔ HÙNG VƯƠNG – LỄ HỘI ĐỀN HÙNG NĂM ẤT TỴ 2025"), HD)
    assert title.lines[0][2] == "GIỖ TỔ HÙNG VƯƠNG\u00a0–"


@settings(max_examples=25, deadline=None)
@given(st.builds(Card, st.text(max_size=250), st.text(max_size=250), st.text(max_size=160)))
def test_no_text_is_an_error(card: Card) -> None:
    assert drawn(card, SHAPES["480p30"].size).size == SHAPES["480p30"].size


@pytest.mark.parametrize("weight", [fonts.REGULAR, fonts.SEMIBOLD])
def test_every_letter_of_vietnamese_is_in_the_houses_own_font(weight: int) -> None:
    own = len(fonts.files(weight))
    assert own == len(fonts.SCRIPTS)
    for letter in (*LETTERS, *LETTERS.upper(), *"0123456789,.:;–—-()“”‘’…%/&"):
        place = fonts.place_in_chain(letter, weight)
        assert place is not None, letter
        assert place < own, letter


def test_no_mark_is_clipped_and_each_reaches_as_far_as_is_told() -> None:
    face = Face(fonts.SEMIBOLD, 60)
    for letter in LETTERS + LETTERS.upper():
        canvas = Image.new("L", (200, 240)).convert("RGB")
        face.draw(canvas, (60, 120), letter, ink.INK)
        drawn_in, (above, below) = canvas.getbbox(), face.reach(letter)
        assert drawn_in is not None
        assert drawn_in[1] == pytest.approx(120 - above, abs=2), letter
        assert drawn_in[3] == pytest.approx(120 + max(below, 0), abs=2), letter
        assert drawn_in[1] > 0
        assert drawn_in[3] < 240


def test_a_pair_from_two_fonts_is_kerned_as_one_from_one() -> None:
    face = Face(fonts.SEMIBOLD, 60)
    assert face.length("Tổ") - face.length("T") - face.length("ổ") == pytest.approx(
        face.length("To") - face.length("T") - face.length("o"), abs=0.1
    )
    assert face.length("Tổ") < face.length("T") + face.length("ổ")


def test_without_the_screens_files_the_words_stay_readable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "PACKAGE", tmp_path)
    monkeypatch.setattr(fonts, "BUILT", tmp_path)
    monkeypatch.setattr(fonts, "OF_THE_SYSTEM", {fonts.REGULAR: (), fonts.SEMIBOLD: ()})
    forget()
    try:
        assert isinstance(fonts.chain(fonts.SEMIBOLD, 40)[0], ImageFont.FreeTypeFont | ImageFont.ImageFont)
        assert shown("Lễ thượng cờ, Đền Hùng", fonts.SEMIBOLD) == "Le thuong co, Den Hung"
        assert slate_path(tmp_path, CARD, HD).stat().st_size == HD[0] * HD[1] * 3 // 2
    finally:
        monkeypatch.undo()
        forget()


def test_the_built_screens_fonts_do_where_there_is_no_npm(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for script in ("latin", "vietnamese"):
        name = f"be-vietnam-pro-{script}-600-normal"
        (tmp_path / f"{name}.Ab12_x.woff2").write_bytes((fonts.PACKAGE / f"{name}.woff2").read_bytes())
    monkeypatch.setattr(fonts, "PACKAGE", tmp_path / "none")
    monkeypatch.setattr(fonts, "BUILT", tmp_path)
    forget()
    try:
        assert len(fonts.files(fonts.SEMIBOLD)) == 2
        assert shown("Lễ thượng cờ", fonts.SEMIBOLD) == "Lễ thượng cờ"
    finally:
        monkeypatch.undo()
        forget()


def test_it_is_made_once_and_again_when_a_word_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = slate_path(tmp_path, CARD, HD)
    assert first.stat().st_size == HD[0] * HD[1] * 3 // 2
    monkeypatch.setattr(slate, "drawn", None)
    assert slate_path(tmp_path, CARD, HD) == first
    monkeypatch.undo()
    assert slate_path(tmp_path, Card("Lễ khác", CARD.place, CARD.unit), HD) != first
    assert not list(tmp_path.glob(".*"))


def test_what_nobody_used_for_days_goes_and_what_is_used_stays(tmp_path: Path) -> None:
    old, used = slate_path(tmp_path, CARD, HD), slate_path(tmp_path, Card("Đang dùng"), HD)
    long_ago = time.time() - cache.UNUSED_S - 60
    for path in (old, used):
        os.utime(path, (long_ago, long_ago))
    slate_path(tmp_path, Card("Đang dùng"), HD)
    slate_path(tmp_path, Card("Mới"), HD)
    assert not old.exists()
    assert used.exists()


def test_it_is_made_within_a_third_of_a_second(tmp_path: Path, figure: Figure) -> None:
    began = time.process_time()
    slate_path(tmp_path, Card(LONG, LONG, LONG[:160]), SHAPES["1080p30"].size)
    took = time.process_time() - began
    figure("A 1080p slate of long words", took * 1000, "ms of processor time, at most 300")
    assert took < 0.3


def seen_after_the_encoder(path: Path, shape: Shape, folder: Path) -> npt.NDArray[np.int16]:
    """RGB as a viewer has it: through the real encoder, decoded by what the playlist says of its colours."""
    (folder / "v").write_bytes(path.read_bytes() * 40)
    (folder / "a").write_bytes(bytes(2 * 48_000 * 4))
    given = {"{video}": "v", "{audio}": "a", "{offset}": "0", "{run}": "1"}
    argv = encoder_argv(shape)
    for word, value in given.items():
        argv = [part.replace(word, value) for part in argv]
    subprocess.run(argv, cwd=folder, check=True, capture_output=True, timeout=60)
    segments = "|".join(str(path) for path in sorted(folder.glob("*.ts")))
    read = ["-i", f"concat:{segments}", "-ss", "1", "-frames:v", "1", "-f", "rawvideo"]
    read += ["-pix_fmt", "rgb24", "-"]
    out = subprocess.run(
        [executable(), "-loglevel", "error", *read], check=True, capture_output=True, timeout=60
    )
    return np.frombuffer(out.stdout, np.uint8).reshape(shape.height, shape.width, 3).astype(np.int16)


@pytest.mark.parametrize("profile", ["480p30", "720p30"])
def test_colours_are_right_after_the_encoder(profile: str, tmp_path: Path) -> None:
    shape = SHAPES[profile]
    colours = [(200, 30, 40), (20, 90, 160), (244, 237, 225), (30, 140, 60), (203, 167, 108), ink.GROUND]
    picture = Image.new("RGB", (1200, 675))
    for place, colour in enumerate(colours):
        picture.paste(colour, (place * 200, 0, place * 200 + 200, 675))
    picture.save(tmp_path / "uploaded.png")
    seen = seen_after_the_encoder(
        slate_path(tmp_path, CARD, shape.size, tmp_path / "uploaded.png"), shape, tmp_path
    )
    for place, colour in enumerate(colours):
        patch = seen[shape.height // 2, int((place + 0.5) * shape.width / 6)]
        assert np.abs(patch - colour).max() <= 3, (colour, patch)
