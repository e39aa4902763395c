"""What ffmpeg says and writes, read: progress, last lines, playlists."""

from __future__ import annotations

import os
import string
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming import playlist
from streaming.argv.shapes import USUAL
from streaming.folder import LiveFolder
from streaming.host.progress import Progress, seconds
from streaming.host.tail import MAX_CHARS, MAX_LINES, Tail

FIRST = b"frame=0\nfps=0.00\nbitrate=N/A\ntotal_size=N/A\nout_time=N/A\nspeed=N/A\nprogress=continue\n"


def block(size: int, out: str, fps: str = "29.97") -> bytes:
    lines = f"frame=9\nfps={fps}\ntotal_size={size}\nout_time={out}\nprogress=continue\n"
    return lines.encode()


def test_the_first_values_may_be_missing() -> None:
    progress = Progress()
    assert progress.report(0.0) is None
    progress.feed(FIRST, 1.0)
    assert progress.report(1.5) == {"out_s": None, "fps": 0.0, "bytes": None, "kbps": None, "age_s": 0.5}


def test_the_rate_is_that_of_the_last_five_seconds() -> None:
    progress = Progress()
    for second in range(10):
        rate = 1000 if second < 4 else 250_000
        progress.feed(block(second * rate, "00:00:01.500000"), float(second))
    report = progress.report(9.0)
    assert report is not None
    assert (report["out_s"], report["fps"], report["bytes"]) == (1.5, 29.97, 2_250_000)
    assert report["kbps"] == pytest.approx(2000.0)


@given(st.lists(st.integers(1, 40)))
def test_progress_may_be_cut_anywhere(cuts: list[int]) -> None:
    data, whole, cut = FIRST + block(7000, "01:02:03.250000"), Progress(), Progress()
    whole.feed(data, 1.0)
    at = 0
    for size in cuts:
        cut.feed(data[at : at + size], 1.0)
        at += size
    cut.feed(data[at:], 1.0)
    assert cut.report(1.0) == whole.report(1.0)
    assert cut.out_s == 3723.25


@given(st.binary(max_size=20_000))
def test_garbage_on_the_progress_pipe_is_bounded_and_never_an_error(data: bytes) -> None:
    progress = Progress()
    progress.feed(data, 1.0)
    assert len(progress._rest) <= 4096
    assert len(progress._block) <= 100


@pytest.mark.parametrize(("text", "value"), [("00:00:07.957333", 7.957333), ("-00:00:00.021333", -0.021333)])
def test_a_clock_time_in_seconds(text: str, value: float) -> None:
    assert seconds(text) == pytest.approx(value)


def test_the_last_lines_are_bounded() -> None:
    tail = Tail()
    for number in range(1000):
        tail.feed(f"line {number} {'x' * 5000}\n".encode())
    assert len(tail.lines) == MAX_LINES
    assert max(map(len, tail.lines)) == MAX_CHARS
    assert tail.lines[-1].startswith("line 999")


KEYS = st.text(string.ascii_letters + string.digits + "-_?&=/.+%", min_size=6, max_size=40)


@given(KEYS, st.integers(1, 30), st.booleans())
def test_a_secret_is_masked_however_it_is_cut_or_spelled(key: str, size: int, quoted: bool) -> None:
    said = quote(key, safe="") if quoted else key
    tail, line = Tail([key]), f"[rtmp] cannot open rtmp://host/live/{said}: refused\nnext\n".encode()
    for at in range(0, len(line), size):
        tail.feed(line[at : at + size])
    tail.close()
    assert key not in "\n".join(tail.lines)
    assert said not in "\n".join(tail.lines)
    assert tail.lines[-1] == "next"


TEXT = """#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:1
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXTINF:1.000000,
#EXT-X-PROGRAM-DATE-TIME:2026-11-23T02:51:37.393+0000
seg-1-7.ts
#EXT-X-DISCONTINUITY
#EXTINF:0.500000,
#EXT-X-PROGRAM-DATE-TIME:2026-11-23T02:51:38.393+0000
seg-2-8.ts
"""


def test_a_playlist_is_read() -> None:
    found = playlist.parse(TEXT)
    assert [(s.name, s.run, s.duration_s) for s in found.segments] == [
        ("seg-1-7.ts", 1, 1.0),
        ("seg-2-8.ts", 2, 0.5),
    ]
    assert (found.sequence, found.ended, found.has_run(2), found.has_run(3)) == (7, False, True, False)


def test_an_opened_playlist_keeps_its_numbers_and_loses_what_is_gone() -> None:
    ended = playlist.parse(TEXT + "#EXT-X-ENDLIST\n")
    assert ended.ended
    opened = playlist.reopened(ended, {"seg-2-8.ts"})
    assert (opened.sequence, [s.name for s in opened.segments], opened.ended) == (8, ["seg-2-8.ts"], False)
    assert "#EXT-X-ENDLIST" not in playlist.render(opened)
    assert playlist.parse(playlist.render(opened)).segments == opened.segments


@given(st.text(max_size=2000))
def test_any_text_is_read_as_some_playlist(text: str) -> None:
    playlist.parse(text.replace("MEDIA-SEQUENCE", "").replace("EXTINF", ""))


def test_the_folder_ends_and_opens_again_without_losing_a_number(tmp_path: Path) -> None:
    folder = LiveFolder(tmp_path)
    assert folder.prepare() is False
    (folder.path / "program.m3u8").write_text(TEXT)
    for name in ("seg-1-7.ts", "seg-2-8.ts"):
        (folder.path / name).write_bytes(b"x" * 1500)
    assert folder.kbps(folder.read()) == pytest.approx(3000 * 8 / 1000 / 1.5)
    folder.publish(USUAL)
    assert "CODECS" in (folder.path / "index.m3u8").read_text()
    folder.finish()
    assert folder.read().ended
    assert folder.prepare() is True
    assert (folder.read().sequence, folder.read().ended) == (7, False)


def test_only_what_is_old_and_listed_no_more_is_swept(tmp_path: Path) -> None:
    folder = LiveFolder(tmp_path)
    (folder.path / "program.m3u8").write_text(TEXT)
    for name in ("seg-1-5.ts", "seg-1-6.ts", "seg-1-7.ts"):
        (folder.path / name).write_bytes(b"x")
    for name in ("seg-1-5.ts", "seg-1-7.ts"):
        os.utime(folder.path / name, (1, 1))
    assert folder.sweep(live=True) == 1
    assert sorted(path.name for path in folder.path.glob("*.ts")) == ["seg-1-6.ts", "seg-1-7.ts"]
    assert folder.sweep(live=False) == 0
    os.utime(folder.path / "program.m3u8", (1, 1))
    folder.sweep(live=False)
    assert not folder.path.exists()
