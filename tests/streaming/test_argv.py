"""Command lines: what a person typed stays one word in its place, whatever it is."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streaming.argv.program import encoder_argv, source_argv
from streaming.argv.relay import Outlet, relay_argv, sink_argv
from streaming.argv.ways import Feed, listing_of
from streaming.enums import SourceKind
from streaming.errors import TargetRefused
from streaming.services.page_targets import KEY
from streaming.targets import Use, parse_target

FOLDER = Path("/data/live/le-thuong-co")
FILE = Feed(SourceKind.FILE, "/data/media/library/phim.mp4")


def value(argv: list[str], option: str) -> str:
    return argv[argv.index(option) + 1]


def test_the_program_is_what_facebook_takes() -> None:
    argv = encoder_argv()
    told = [
        value(argv, name) for name in ("-c:v", "-c:a", "-g", "-sc_threshold", "-level", "-ar", "-hls_time")
    ]
    assert told == ["libx264", "aac", "30", "0", "3.1", "48000", "1"]


def test_segments_carry_the_run_and_nothing_is_ever_deleted() -> None:
    argv = encoder_argv()
    assert value(argv, "-hls_segment_filename") == "seg-{run}-%d.ts"
    assert value(argv, "-output_ts_offset") == "{offset}"
    assert argv[-1] == "program.m3u8"  # what a restart adds goes before it
    assert all(word not in value(argv, "-hls_flags") for word in ("delete", "append_list"))


def test_picture_and_sound_go_to_the_mixer_apart() -> None:
    argv = source_argv(FILE)
    assert [value(argv, "-f"), argv.count("{video}"), argv.count("{audio}")] == ["rawvideo", 1, 1]
    assert "scale=1280:720" in value(argv, "-filter:v")
    assert "format=yuv420p" in value(argv, "-filter:v")


@pytest.mark.parametrize("kind", [SourceKind.RTMP, SourceKind.CAMERA, SourceKind.SRT, SourceKind.URL])
def test_what_is_sent_may_lack_picture_or_sound(kind: SourceKind) -> None:
    argv = source_argv(Feed(kind, "rtsp://camera.lan/1"))
    assert [argv[at + 1] for at, word in enumerate(argv) if word == "-map"] == ["0:v:0?", "0:a:0?"]
    assert argv[-1].count("onfail=ignore") == 2
    assert "-filter_complex" not in argv  # there, a new size of the picture would begin the sound anew


def test_a_passphrase_is_no_word_of_a_command_line() -> None:
    feed = Feed(SourceKind.SRT, "srt://0.0.0.0:10080", latency_ms=400, passphrase="mat-khau-dai")
    assert "mat-khau-dai" not in " ".join(source_argv(feed))
    said = (listing_of(feed) or "").splitlines()
    assert said[1:4] == [
        "file 'srt://0.0.0.0:10080'",
        "option mode listener",
        "option passphrase mat-khau-dai",
    ]
    assert "option latency 400000" in said  # microseconds


def test_a_file_is_read_as_fast_as_the_mixer_takes_it_and_may_name_no_other() -> None:
    argv = source_argv(FILE)
    assert value(argv, "-i") == "file:/data/media/library/phim.mp4"
    assert value(argv, "-protocol_whitelist") == "file"
    assert "hls" not in value(argv, "-format_whitelist").split(",")
    assert "-re" not in argv
    assert value(argv, "-stream_loop") == "-1"


def test_a_film_shown_once_without_sound_is_its_picture_alone() -> None:
    argv = source_argv(Feed(SourceKind.FILE, "/a.mp4", loop=False, silent=True))
    assert "-stream_loop" not in argv
    assert "{audio}" not in argv


@pytest.mark.parametrize(
    ("url", "protocols"),
    [
        ("rtsp://camera.lan/1", {"rtsp", "rtp", "udp", "tcp"}),
        ("rtmp://studio.lan/live/a", {"rtmp", "tcp"}),
        ("srt://studio.lan:9000", {"srt", "udp"}),
        ("https://example.vn/a.m3u8", {"http", "https", "httpproxy", "tcp", "tls", "crypto", "data"}),
    ],
)
def test_a_pulled_address_may_use_its_own_protocols_alone(url: str, protocols: set[str]) -> None:
    argv = source_argv(Feed(SourceKind.URL, url))
    assert set(value(argv, "-protocol_whitelist").split(",")) == protocols
    assert ("{proxy}" in argv) == url.startswith("http")


def test_a_key_is_a_word_of_its_own_beside_the_address() -> None:
    outlet = Outlet("rtmps://live-api-s.facebook.com:443/rtmp/", "FB-1?s=1&a=b/c.mp4")
    argv = relay_argv(FOLDER / "program.m3u8", outlet)
    assert value(argv, "-rtmp_playpath") == "FB-1?s=1&a=b/c.mp4"
    assert value(argv, "-rtmp_app") == "rtmp"
    assert argv[-1] == "rtmps://live-api-s.facebook.com:443/rtmp/"
    assert value(argv, "-m3u8_hold_counters") == "120"
    assert "-rw_timeout" in argv


def test_a_query_belongs_to_the_application() -> None:
    assert Outlet("rtmp://a.vn/app/inst?token=x", "k").app == "app/inst?token=x"
    assert Outlet("rtmp://a.vn", "k").app == ""


@given(
    st.text(string.printable.strip(), min_size=1, max_size=60).filter(
        lambda key: KEY.fullmatch(key) is not None
    )
)
def test_no_key_adds_or_moves_a_word(key: str) -> None:
    plain = relay_argv(Path("/p"), Outlet("rtmp://a.vn/live", "KEY"))
    odd = relay_argv(Path("/p"), Outlet("rtmp://a.vn/live", key))
    assert odd == [key if word == "KEY" else word for word in plain]


URLS = st.one_of(
    st.text(max_size=80),
    st.text(string.printable, max_size=60).map(lambda rest: "rtmp://a.vn/" + rest),
    st.text(string.printable, max_size=60).map(lambda rest: "rtsp://" + rest),
)


@given(URLS)
def test_no_address_that_passes_the_gate_adds_or_moves_a_word(url: str) -> None:
    try:
        target = parse_target(url, Use.PULL)
    except TargetRefused:
        return
    assert not set(target.url) & set(" \t\r\n|\"'\\<>")
    argv = source_argv(Feed(SourceKind.URL, url))
    assert value(argv, "-i") == url
    assert argv.count("-i") == 1
    plain = source_argv(Feed(SourceKind.URL, f"{target.scheme}://plain.vn/x"))
    assert [word for word in argv if word != url] == [
        word for word in plain if not word.endswith("plain.vn/x")
    ]


def test_a_rehearsal_page_is_a_server_of_our_own() -> None:
    argv = sink_argv(40001, "stall")
    assert argv[1:3] == ["-m", "streaming.rehearsal"]
    assert (value(argv, "--port"), value(argv, "--behaviour")) == ("40001", "stall")
