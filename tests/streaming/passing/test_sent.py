"""What headers and segments say of a picture and its sound, against what real encoders write; the rules."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.ffmpeg import executable
from streaming.ingest.messages import AUDIO, VIDEO
from streaming.messages import WORDS
from streaming.passing import aac, avc
from streaming.passing.probing import read
from streaming.passing.sent import HARD, Sent, problems, steady, stored, told
from streaming.passing.ts import sent_in

GOOD = Sent("h264", "aac", 1280, 720, 30.0, keyframe_s=1.0, kbps=2500.0, hz=48000)
MADE = [
    ("1920x1080", "60", "yuv420p", ("-profile:v", "high"), True, True),
    ("854x480", "25", "yuv420p", ("-profile:v", "baseline"), True, True),
    ("1280x720", "30", "yuv444p", (), False, True),
    ("1280x720", "30", "yuv420p10le", (), False, True),
    ("720x576", "25", "yuv420p", ("-flags", "+ilme+ildct"), True, False),
]


def encoded(path: Path, size: str, fps: str, colours: str, words: tuple[str, ...]) -> Path:
    """Two seconds from x264 and ffmpeg's AAC."""
    argv = [executable(), "-v", "error", "-nostdin", "-y", "-f", "lavfi"]
    argv += ["-i", f"testsrc2=s={size}:r={fps}:d=2", "-f", "lavfi", "-i", "sine=d=2:r=44100"]
    argv += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", colours, *words, "-c:a", "aac"]
    subprocess.run([*argv, str(path)], check=True, timeout=60)
    return path


def headers(path: Path) -> dict[int, bytes]:
    """The bodies of the first FLV tag of each kind."""
    found: dict[int, bytes] = {}
    data, at = path.read_bytes(), 13
    while at + 11 < len(data) and len(found) < 2:
        kind, size = data[at], int.from_bytes(data[at + 1 : at + 4], "big")
        if kind in (AUDIO, VIDEO):
            found.setdefault(kind, data[at + 11 : at + 11 + size])
        at += size + 15
    return found


@pytest.mark.parametrize(("size", "fps", "colours", "words", "plain", "progressive"), MADE)
def test_headers_and_segments_are_read_as_they_were_encoded(
    tmp_path: Path,
    size: str,
    fps: str,
    colours: str,
    words: tuple[str, ...],
    *,
    plain: bool,
    progressive: bool,
) -> None:
    made = headers(encoded(tmp_path / "a.flv", size, fps, colours, words))
    picture, sound = avc.of_header(made[VIDEO]), aac.of_header(made[AUDIO])
    assert picture is not None
    assert f"{picture.width}x{picture.height}" == size
    assert (picture.plain, picture.progressive) == (plain, progressive)
    assert picture.fps == pytest.approx(float(fps))
    assert sound == aac.Sound(2, 44100, 1)
    found = sent_in(encoded(tmp_path / "a.ts", size, fps, colours, words))
    assert found is not None
    assert (found.width, found.height, found.plain, found.progressive) == (
        picture.width,
        picture.height,
        plain,
        progressive,
    )
    assert found.fps == pytest.approx(float(fps), rel=0.03)
    assert found.codecs == f"{picture.codec},mp4a.40.2"


@given(st.binary(max_size=200))
def test_no_bytes_trouble_the_readers(data: bytes) -> None:
    for body in (data, b"\x17\0\0\0\0\x01\x64\0\x1f\xff\xe1\0\x20\x67\x64" + data):
        found = avc.of_header(body)
        assert found is None or (found.width > 0 and found.height > 0)
    assert avc.of_sps(b"\x67" + data) is None or data
    assert aac.of_adts(data) is None or data[0] == 0xFF
    assert aac.of_header(data) is None or len(data) >= 4


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"fps": 60.0, "width": 1920, "height": 1080, "kbps": 6000.0, "keyframe_s": 2.0}, ""),
        ({"width": 1080, "height": 1920}, ""),
        ({"video": ""}, "pass_no_picture"),
        ({"video": "hevc"}, "pass_not_h264"),
        ({"audio": ""}, "pass_no_sound"),
        ({"audio": "mp3"}, "pass_not_aac"),
        ({"plain": False}, "pass_colours"),
        ({"progressive": False}, "pass_interlaced"),
        ({"keyframe_s": 4.0}, "pass_keyframes"),
        ({"width": 2560, "height": 1440}, "pass_too_large"),
        ({"fps": 120.0}, "pass_too_fast"),
        ({"kbps": 9000.0}, "pass_too_much"),
    ],
)
def test_each_rule_has_its_words(changes: dict[str, object], code: str) -> None:
    found = problems(Sent(**{**GOOD.body(), **changes}))
    assert found == ([code] if code else [])
    assert not code or code in WORDS


def test_every_hard_rule_is_one_that_can_be_broken() -> None:
    broken = Sent("", "", plain=False, progressive=False), Sent("hevc", "mp3")
    assert set(HARD) == {code for sent in broken for code in problems(sent)}


def test_numbers_that_hardly_move_are_no_news() -> None:
    first = steady(None, Sent("h264", "aac", kbps=2510.0, keyframe_s=1.02))
    assert (first.kbps, first.keyframe_s) == (2600.0, 1.0)
    assert steady(first, Sent("h264", "aac", kbps=2400.0, keyframe_s=1.1)) == first
    assert steady(first, Sent("h264", "aac", kbps=9000.0, keyframe_s=1.0)).kbps == 9000.0
    assert stored(first.body()) == first
    assert stored({**first.body(), "of a later version": 1}) == first


def test_nobody_who_sends_is_nothing_that_is_known() -> None:
    assert told({"state": "idle"}) is None
    assert told({"state": "live", "video": None, "audio": None}) is None


def test_a_long_group_that_has_not_ended_counts_as_long_as_it_is() -> None:
    said = "Stream #0:0: Video: h264 (High), yuv420p(tv, progressive), 1280x720, 30 fps\n"
    rows = [f"0, {n * 33}, {n * 33}, 33, 1000, 0x0{', F=0x0' if n else ''}" for n in range(180)]
    found = read(said, "\n".join(["#tb 0: 1/1000", *rows]))
    assert found is not None
    assert (found.keyframe_s, found.plain, found.audio) == (5.91, True, "")
    assert problems(found) == ["pass_no_sound", "pass_keyframes"]
