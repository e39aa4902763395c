from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.ingest import amf0, tags
from streaming.ingest.errors import Malformed, Refused
from streaming.ingest.tags import Look, Part
from tests.streaming.ingest.wire import flv_tags


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (b"\x17\x00\0\0\0conf", Look("h264", Part.HEADER)),
        (b"\x17\x01\0\0\0nal", Look("h264", Part.KEY)),
        (b"\x27\x01\0\0\0nal", Look("h264", Part.FRAME)),
        (b"\x17\x02\0\0\0", Look("h264", Part.NOTHING)),
        (b"\x57\x00", Look("", Part.NOTHING)),
        (b"\x90hvc1conf", Look("hevc", Part.HEADER)),
        (b"\x91hvc1\0\0\0nal", Look("hevc", Part.KEY)),
        (b"\xa3hvc1nal", Look("hevc", Part.FRAME)),
        (b"\x93av01obu", Look("av1", Part.KEY)),
        (b"\x93avc1nal", Look("h264", Part.KEY)),
        (b"\x92hvc1", Look("hevc", Part.NOTHING)),
        (b"\x94hvc1colour", Look("hevc", Part.FRAME)),
        (b"\xd1\x00", Look("", Part.NOTHING)),
        (b"\x97\x02abc\x01hvc1nal", Look("hevc", Part.KEY)),  # ModEx of three bytes before it
        (b"\x97\xff\x00\x00a\x01hvc1nal", Look("hevc", Part.KEY)),  # the long form of its size
    ],
)
def test_what_is_in_a_video_tag(body: bytes, look: Look) -> None:
    assert tags.video(body) == look


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (b"\xaf\x00\x12\x10", Look("aac", Part.HEADER)),
        (b"\xaf\x01raw", Look("aac", Part.FRAME)),
        (b"\x90mp4a\x12\x10", Look("aac", Part.HEADER)),
        (b"\x91mp4araw", Look("aac", Part.FRAME)),
        (b"\x94mp4a", Look("aac", Part.NOTHING)),
    ],
)
def test_what_is_in_an_audio_tag(body: bytes, look: Look) -> None:
    assert tags.audio(body) == look


@pytest.mark.parametrize(
    ("read", "body", "code"),
    [
        (tags.video, b"\x12h263", "codec"),
        (tags.video, b"\x90vp09", "codec"),
        (tags.video, b"\x96hvc1", "multitrack"),
        (tags.audio, b"\x2fmp3", "codec"),
        (tags.audio, b"\x90Opus", "codec"),
        (tags.audio, b"\x95mp4a", "multitrack"),
    ],
)
def test_what_is_not_taken_is_refused_by_name(read: object, body: bytes, code: str) -> None:
    assert callable(read)
    with pytest.raises(Refused, match=code):
        read(body)


@given(st.binary(min_size=1, max_size=40))
def test_any_body_is_a_look_refused_or_malformed(body: bytes) -> None:
    for read in (tags.video, tags.audio):
        try:
            assert isinstance(read(body), Look)
        except (Refused, Malformed) as error:
            assert str(error)


@given(st.integers(0, 2**32 - 1), st.binary(max_size=100))
def test_a_written_tag_reads_back(stamp: int, body: bytes) -> None:
    (found,) = flv_tags(tags.file_header(True, True) + tags.tag(9, stamp, body))
    assert (found.kind, found.at, found.body) == (9, stamp, body)


def test_metadata_keeps_sizes_and_drops_what_would_mislead_a_reader() -> None:
    said: dict[str, amf0.Value] = {
        "width": 640.0,
        "duration": 9.0,
        "filesize": 1.0,
        "stereo": True,
        "fps": "x",
    }
    body = amf0.encode("@setDataFrame", "onMetaData", {**said, "height": "tall", "audiodatarate": -1.0})
    kept = tags.metadata(body)
    assert kept == {"width": 640.0, "stereo": True}
    (written,) = flv_tags(tags.file_header(True, False) + tags.metadata_tag(kept, {"video"}))
    assert amf0.decode(written.body) == ["onMetaData", {"width": 640.0}]


@pytest.mark.parametrize(
    "body", [b"", b"\x02", amf0.encode("onTextData", {}), amf0.encode("onMetaData", 1.0)]
)
def test_other_data_is_no_metadata(body: bytes) -> None:
    assert tags.metadata(body) is None
