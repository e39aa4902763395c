"""The test card in motion: the clock is right, lamp, beep and dot agree, it is not loud, colours are true."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from streaming.argv.program import source_argv
from streaming.argv.shapes import SHAPES, USUAL
from streaming.argv.ways import Feed
from streaming.cards.places import ACROSS, Box, Places
from streaming.cards.testcard import BLACK_LEVELS, blacks, tall_planes
from streaming.cards.testcard import test_card_path as still_path  # its own name looks like a test's
from streaming.enums import SourceKind
from tests.figures import Figure

PLACES = Places(*USUAL.size)
RATE, FPS, SECONDS = 48_000, USUAL.fps, 3
Luma = npt.NDArray[np.uint8]


class Run:
    """Some seconds of it, as the mixer is given them."""

    def __init__(self, folder: Path) -> None:
        still = still_path(folder, USUAL.size)
        argv = source_argv(Feed(SourceKind.TEST_CARD, str(still)))
        for word, name in (("{video}", "v"), ("{audio}", "a")):
            place = argv.index(word)
            argv[place : place + 1] = ["-t", str(SECONDS), str(folder / name)]
        self.began = datetime.now(UTC)
        subprocess.run(argv, check=True, capture_output=True, timeout=60)
        raw = np.fromfile(folder / "v", np.uint8).reshape(-1, PLACES.height * 3 // 2, PLACES.width)
        self.luma: Luma = raw[:, : PLACES.height]
        self.sound = np.fromfile(folder / "a", "<i2").reshape(-1, 2).astype(float) / 32768
        whole = np.asarray(tall_planes(PLACES)[0])
        self.numbers = [part(whole, number_box(number)) for number in range(60)]

    def shown(self, picture: Luma) -> list[int]:
        """Hours, minutes, seconds."""
        cells = [part(picture, cell).astype(int) for cell in PLACES.cells]
        return [int(np.argmin([np.abs(cell - one).sum() for one in self.numbers])) for cell in cells]


def number_box(number: int) -> Box:
    cell = PLACES.cells[0]
    return Box(number % ACROSS * cell.w, PLACES.height + number // ACROSS * cell.h, cell.w, cell.h)


def part(picture: Luma, box: Box) -> Luma:
    return picture[box.y : box.y + box.h, box.x : box.x + box.w]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("card"))


def begins(lit: npt.NDArray[np.bool_], per_second: int) -> list[float]:
    return [at / per_second for at in range(1, len(lit)) if lit[at] and not lit[at - 1]]


def flashes(run: Run) -> list[float]:
    lamp = PLACES.flash
    return begins(run.luma[:, lamp.y + lamp.h // 2, lamp.x + lamp.w // 2] > 150, FPS)


def crossings(run: Run) -> npt.NDArray[np.int_]:
    """How many times the tone goes through zero in each 10 ms."""
    pieces = run.sound[: len(run.sound) // 480 * 480, 0].reshape(-1, 480)
    return np.asarray((np.diff(np.sign(pieces), axis=1) != 0).sum(axis=1))


def test_the_clock_shows_the_time_in_viet_nam(run: Run) -> None:
    hours, minutes, seconds = run.shown(run.luma[0])
    began = (run.began.timestamp() + 7 * 3600) % 86400
    assert (hours * 3600 + minutes * 60 + seconds + 1 - began) % 86400 < 4
    last = run.shown(run.luma[-1])
    assert (last[2] - seconds) % 60 in (SECONDS - 1, SECONDS)


def test_lamp_beep_dot_and_clock_agree(run: Run, figure: Figure) -> None:
    beeps = begins(crossings(run) >= 30, 100)
    # The last beep may come just before the end, and its lamp just after.
    apart = [min(abs(lamp - beep) for beep in beeps) for lamp in flashes(run)]
    figure("Test card: lamp and beep apart", 1000 * max(apart), "ms, at most 35")
    assert len(apart) >= SECONDS - 1
    assert abs(len(beeps) - len(apart)) <= 1
    assert max(apart) <= 0.035
    track, dot = PLACES.track, PLACES.dot
    for at in flashes(run):
        before, now = (run.luma[round(at * FPS) - late] for late in (1, 0))
        assert run.shown(before)[2] != run.shown(now)[2]
        line = now[track.y - 4, track.x : track.x + track.w] > 150
        assert abs(np.flatnonzero(line).mean() - (track.w - dot.w) / 2 - dot.w / 2) < track.w / 30


def test_no_two_pictures_are_the_same(run: Run) -> None:
    assert len(run.luma) == SECONDS * FPS
    assert all(np.any(one != other) for one, other in zip(run.luma, run.luma[1:], strict=False))


def test_the_tone_is_at_minus_20_dbfs_on_both_sides_and_pauses_each_second(run: Run) -> None:
    assert 20 * np.log10(np.abs(run.sound).max(axis=0)) == pytest.approx([-20, -20], abs=0.2)
    quiet = (crossings(run) == 0).sum()
    assert 8 * (SECONDS - 1) <= quiet <= 11 * (SECONDS + 1)


def test_neither_tone_begins_with_a_click(run: Run) -> None:
    steepest = 0.1 * 2 * np.pi * 1000 / RATE
    assert np.abs(np.diff(run.sound[:, 0])).max() < 1.1 * steepest


def test_colours_and_the_steps_of_black_are_exact(run: Run) -> None:
    luma, blue, red = (np.asarray(plane) for plane in tall_planes(PLACES))
    for box, level in zip(blacks(PLACES), BLACK_LEVELS, strict=True):
        assert np.all(part(luma, box) == level)
        assert np.all(part(run.luma[0], box) == level)
    # 75 % bars of BT.709, as every table has them: Y, Cb, Cr of yellow, green and blue.
    y, left = PLACES.px(590), PLACES.margin
    for place, wanted in ((1, (168, 44, 136)), (3, (133, 63, 52)), (6, (28, 212, 120))):
        x = left + PLACES.px(72 * (place + 0.5))
        seen = (luma[y, x], blue[y // 2, x // 2], red[y // 2, x // 2])
        assert np.abs(np.subtract(seen, wanted, dtype=int)).max() <= 2, (place, seen)


@pytest.mark.parametrize("profile", SHAPES)
def test_every_size_has_all_its_parts_apart_on_even_places(profile: str, tmp_path: Path) -> None:
    shape = SHAPES[profile]
    places = Places(*shape.size)
    assert still_path(tmp_path, shape.size).stat().st_size == shape.width * places.tall * 3 // 2
    taken = Image.new("L", (places.width, places.tall))
    for box in (
        *places.cells,
        places.flash,
        places.track,
        places.spare_flash,
        places.spare_dot,
        *blacks(places),
    ):
        assert all(number % 2 == 0 for number in (box.x, box.y, box.w, box.h)), box
        area = (box.x, box.y, box.x + box.w, box.y + box.h)
        assert taken.crop(area).getbbox() is None, box
        taken.paste(1, area)
    assert ACROSS * places.cells[0].w <= places.width
    assert places.dot.y % 2 == 0


def test_without_a_still_there_are_bars() -> None:
    assert any(word.startswith("smptehdbars=") for word in source_argv(Feed(SourceKind.TEST_CARD)))
