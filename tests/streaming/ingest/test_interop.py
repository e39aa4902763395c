"""With what nobody here wrote: ffmpeg's RTMP client, GStreamer's two sinks, ffmpeg's FLV reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.streaming.ingest.media import CODECS, PICTURE, SOUND, Sponge, clip, gstreamer, run, start
from tests.streaming.ingest.running import KEY, Ingest, idle, key, running
from tests.waiting import eventually


@pytest.fixture
def ingest(tmp_path: Path) -> Iterator[Ingest]:
    with running(tmp_path, key()) as one:
        yield one


def address(ingest: Ingest, word: str = KEY) -> str:
    return f"rtmp://127.0.0.1:{ingest.port}/live/{word}"


def test_ffmpeg_sends_and_every_picture_arrives(ingest: Ingest, tmp_path: Path) -> None:
    sponge = Sponge(ingest.reader_path(), tmp_path / "got.flv")
    file = clip(tmp_path / "a.flv", 4)
    sent = run("-v", "warning", "-i", str(file), "-c", "copy", "-f", "flv", address(ingest))
    assert sent.returncode == 0, sent.stderr
    idle(ingest)
    got = sponge.squeeze()
    assert (got.pictures, got.streams, got.complaints) == (100, ["h264", "aac"], "")
    assert "Traceback" not in ingest.log()


@pytest.mark.parametrize(
    ("words", "streams"),
    [(["-an"], ["h264"]), (["-vn"], ["aac"])],
    ids=["video only", "audio only"],
)
def test_a_lone_track_arrives_whole(
    ingest: Ingest, tmp_path: Path, words: list[str], streams: list[str]
) -> None:
    sponge = Sponge(ingest.reader_path(), tmp_path / "got.flv")
    file = clip(tmp_path / "a.flv", 4)
    assert run("-i", str(file), "-c", "copy", *words, "-f", "flv", address(ingest)).returncode == 0
    idle(ingest)
    got = sponge.squeeze()
    assert (got.streams, got.complaints) == (streams, "")
    assert got.seconds == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize(
    ("encoder", "name"),
    [
        (["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=25:log-level=error"], "hevc"),
        (["-c:v", "libsvtav1", "-preset", "12", "-g", "25"], "av1"),
    ],
)
def test_enhanced_rtmp_is_taken(ingest: Ingest, tmp_path: Path, encoder: list[str], name: str) -> None:
    codecs = [*encoder, "-pix_fmt", "yuv420p", "-c:a", "aac"]
    file = clip(tmp_path / "a.mp4", 2, *codecs)
    sponge = Sponge(ingest.reader_path(), tmp_path / "got.flv")
    sent = run("-v", "warning", "-i", str(file), "-c", "copy", "-f", "flv", address(ingest))
    assert sent.returncode == 0, sent.stderr
    idle(ingest)
    got = sponge.squeeze()
    assert (got.pictures, got.streams) == (50, [name, "aac"])


@pytest.mark.servers
@pytest.mark.parametrize("sink", ["rtmp2sink", "rtmpsink"])
def test_gstreamer_sends_and_every_picture_arrives(ingest: Ingest, tmp_path: Path, sink: str) -> None:
    sponge = Sponge(ingest.reader_path(), tmp_path / "got.flv")
    sent = gstreamer(sink, address(ingest), 100)
    assert sent.returncode == 0, sent.stderr.decode()
    idle(ingest)
    got = sponge.squeeze()
    assert (got.pictures, sorted(got.streams), got.complaints) == (100, ["aac", "h264"], "")


@pytest.mark.servers
@pytest.mark.parametrize("sink", ["rtmp2sink", "rtmpsink"])
def test_gstreamer_is_told_that_its_key_is_wrong(ingest: Ingest, sink: str) -> None:
    assert gstreamer(sink, address(ingest, "wrong"), 25).returncode != 0
    assert ingest.refused() == ["bad_key"]


@pytest.mark.parametrize("word", ["wrong", ""])
def test_ffmpeg_shows_its_user_why_it_was_refused(ingest: Ingest, tmp_path: Path, word: str) -> None:
    file = clip(tmp_path / "a.flv", 1)
    sent = run("-v", "error", "-i", str(file), "-c", "copy", "-f", "flv", address(ingest, word))
    assert sent.returncode != 0
    assert "The stream key is" in sent.stderr
    assert "hoá luồng" in sent.stderr


def test_a_reader_that_restarts_in_mid_stream_decodes_from_its_first_picture(ingest: Ingest) -> None:
    sender = start("-re", *PICTURE, *SOUND, *CODECS, "-f", "flv", address(ingest))
    try:
        eventually(lambda: ingest.source()["keyframe_s"], 10, told=ingest.log)
        for _ in range(2):
            read = run("-v", "warning", "-xerror", "-f", "flv", "-i", f"unix:{ingest.reader_path()}",
                       "-frames:v", "10", "-progress", "-", "-f", "null", "-")  # fmt: skip
            assert (read.returncode, read.stderr) == (0, "")
            assert "frame=10" in read.stdout
    finally:
        sender.kill()
        sender.communicate()


def test_one_reader_goes_on_through_a_sender_that_is_killed_and_comes_back(
    ingest: Ingest, tmp_path: Path
) -> None:
    sponge = Sponge(ingest.reader_path(), tmp_path / "got.flv")
    for _ in range(2):
        sender = start("-re", *PICTURE, *SOUND, *CODECS, "-f", "flv", address(ingest))
        eventually(lambda: ingest.source()["keyframe_s"], 10, told=ingest.log)
        sender.kill()
        sender.communicate()
        idle(ingest)
    got = sponge.squeeze()
    assert got.complaints == ""
    assert got.pictures >= 50
    assert got.seconds < got.pictures / 25 + 1.0
