"""A list of films: one after the other at its full length, whatever the form of each, and of its parts."""

from __future__ import annotations

import subprocess
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from streaming.argv.program import source_argv
from streaming.argv.shapes import USUAL
from streaming.argv.ways import Feed, Part
from streaming.enums import SourceKind
from streaming.ffmpeg import executable
from streaming.probe import probe_video

BYTES_A_SECOND = 48_000 * 2 * 2
LUMA = {"black": range(40), "blue": range(40, 60), "red": range(60, 110), "white": range(180, 256)}


def film(path: Path, colour: str, size: str, rate: int) -> Path:
    """Two seconds of one colour with a tone."""
    picture = f"color={colour}:size={size}:rate={rate}:duration=2"
    argv = [executable(), "-v", "error", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=duration=2"]
    coded = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ar", "48000"]
    subprocess.run([*argv, *coded, str(path)], check=True, timeout=30)
    return path


def part(path: Path) -> Part:
    """As it is taken into a list."""
    video = probe_video(path)
    return Part(str(path), video.duration_s or 0.0, not video.has_audio, video.progressive)


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of red in 16:9, then two of blue in 4:3, in one file."""
    folder = tmp_path_factory.mktemp("films")
    pieces = [
        film(folder / "a.ts", "red", "640x360", 30),
        film(folder / "b.ts", "blue", "320x240", 30),
    ]
    whole, argv = folder / "c.ts", [executable(), "-v", "error"]
    joined = f"concat:{'|'.join(map(str, pieces))}"
    subprocess.run([*argv, "-i", joined, "-c", "copy", str(whole)], check=True, timeout=30)
    return whole


def played(folder: Path, *parts: Part) -> tuple[list[tuple[str, str, int]], float]:
    """(colour in the middle, colour at the side, for how many pictures) in order; seconds of sound."""
    picture, sound = folder / "picture", folder / "sound"
    words = source_argv(Feed(kind=SourceKind.PLAYLIST, parts=parts), USUAL)
    named = {"{video}": str(picture), "{audio}": str(sound)}
    subprocess.run([named.get(word, word) for word in words], check=True, timeout=60)
    pixels = USUAL.width * USUAL.height
    luma = np.memmap(picture, np.uint8, "r").reshape(-1, pixels * 3 // 2)[:, :pixels]
    rows = luma.reshape(-1, USUAL.height, USUAL.width)[:, USUAL.height // 2]
    seen = [(_colour(row[USUAL.width // 2]), _colour(row[10])) for row in rows]
    return [(*one, len(list(them))) for one, them in groupby(seen)], sound.stat().st_size / BYTES_A_SECOND


def _colour(luma: int) -> str:
    (name,) = [name for name, levels in LUMA.items() if luma in levels] or [str(luma)]
    return name


@pytest.mark.parametrize("first", [True, False], ids=["at the head", "behind another"])
def test_a_film_whose_size_changes_inside_is_shown_whole_in_its_place(
    first: bool, changing: Path, tmp_path: Path
) -> None:
    other = part(film(tmp_path / "e.mp4", "white", "640x480", 25))
    both = [("red", "red", 60), ("blue", "black", 60)]
    expected = [*both, ("white", "black", 60)] if first else [("white", "black", 60), *both]
    parts = [part(changing), other] if first else [other, part(changing)]
    pictures, sound_s = played(tmp_path, *parts)
    assert [it[:2] for it in pictures] == [it[:2] for it in expected], pictures
    assert all(abs(it[2] - 60) <= 3 for it in pictures), pictures
    assert sound_s == pytest.approx(6, abs=0.15)
