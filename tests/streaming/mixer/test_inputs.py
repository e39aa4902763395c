"""What people really send: half a source, a phone held upright, 44.1 kHz mono, a file that ends, 10 bits."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from streaming.ffmpeg import executable
from tests.streaming.mixer.rig import FPS, Mixing, encoder, slate, source
from tests.streaming.mixer.watching import watched
from tests.waiting import eventually

Made = Callable[..., Mixing]
WHITE = "color=white:size={size}:rate=25"
TONE = "sine=frequency=440:sample_rate={rate}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inputs, two seconds each."""
    folder = tmp_path_factory.mktemp("inputs")
    encode(folder / "picture.mp4", WHITE.format(size="320x180"))
    encode(folder / "upright.mp4", WHITE.format(size="180x320"), TONE.format(rate=48_000))
    encode(folder / "mono.mp4", WHITE.format(size="320x180"), TONE.format(rate=44_100), "-ac", "1")
    encode(
        folder / "deep.mp4", WHITE.format(size="320x180"), TONE.format(rate=48_000), "-pix_fmt", "yuv444p10le"
    )
    encode(folder / "sound.mp4", None, TONE.format(rate=48_000))
    return folder


def encode(path: Path, picture: str | None, sound: str | None = None, *more: str) -> None:
    argv = [executable(), "-nostdin", "-loglevel", "error"]
    for graph in (picture, sound):
        argv += ["-f", "lavfi", "-i", graph] if graph else []
    argv += ["-t", "2", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", *more, str(path)]
    subprocess.run(argv, check=True, timeout=60)


def inputs(files: Path) -> dict[str, dict[str, object]]:
    def looped(name: str, **more: object) -> dict[str, object]:
        return source("-re", "-stream_loop", "-1", "-i", str(files / name), **more)  # type: ignore[arg-type]

    return {
        "picture": looped("picture.mp4", audio=None),
        "sound": looped("sound.mp4", video=""),
        "upright": looped("upright.mp4"),
        "mono": looped("mono.mp4"),
        "deep": looped("deep.mp4"),
    }


def test_every_kind_of_input_is_shown_and_heard_for_what_it_is(
    mixing: Made, files: Path, tmp_path: Path
) -> None:
    mixer, sources = mixing(), inputs(files)
    mixer.want(slate=slate(tmp_path, luma=100), sources=sources, order=[], encoder=encoder(tmp_path))
    eventually(lambda: playing(mixer) == sources.keys(), 20, mixer.status)
    middle = {}
    for key in sources:
        mixer.want(take=key)
        mixer.until_on_air(key)
        mixer.until_clock(mixer.clock_s() + 0.8)
        middle[key] = mixer.clock_s() - 0.3
    mixer.shut_down()
    seen = watched(tmp_path / "program.m3u8")
    for key, at in middle.items():
        picture = seen.pictures[int(at * FPS)].astype(int)
        loud = int(np.abs(seen.sound[int((at - 0.2) * 48_000) : int(at * 48_000)].astype(int)).max())
        assert (picture[90, 160] > 200) == (key != "sound"), key
        assert (picture[90, 10] < 30) == (key == "upright"), key
        assert (loud > 1000) == (key != "picture"), key


def playing(mixer: Mixing) -> set[str]:
    return {key for key, one in mixer.status()["sources"].items() if one["state"] == "playing"}


def test_a_film_waits_for_its_take_is_played_once_and_then_gives_way(
    mixing: Made, files: Path, tmp_path: Path
) -> None:
    mixer = mixing()
    film = source("-i", str(files / "upright.mp4"), pace="film", restart=False)
    mixer.want(slate=slate(tmp_path), sources={"film": film}, order=[], encoder=encoder(tmp_path))
    mixer.until_clock(1.5)
    assert mixer.status()["sources"]["film"]["state"] == "playing"
    mixer.want(take="film")
    mixer.until_on_air("film")
    mixer.until_on_air(None)
    status = mixer.status()
    assert (status["sources"]["film"]["state"], status["sources"]["film"]["code"]) == ("ended", 0)
    (_, began), (_, over) = mixer.events()[-2:]
    assert 1.8 < over - began < 2.4
