"""The program's command lines: sources into the mixer's pipes, and its one encoder to 720p30 segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import ffmpeg

from streaming.argv import compiled
from streaming.argv.shapes import USUAL, Rung, Shape
from streaming.argv.testcard import card_inputs
from streaming.argv.ways import Feed, Part, film_argv, live_argv, opened_file
from streaming.enums import SourceKind

WINDOW = 30  # entries of the playlist: the last 30 s
PROMPT = "rc-lookahead=5:sync-lookahead=0:open-gop=0:threads=2"
# Said in the stream: players that are not told take 480 lines for BT.601, ffmpeg takes every size for it.
COLOURS = "colorprim=bt709:transfer=bt709:colormatrix=bt709"


def _video(shape: Shape) -> dict[str, Any]:
    """x264's settings.

    Measured, CPU ticks over 8–9 s: x264's defaults with bf 2 354, a lookahead of 10 304, zerolatency 211.
    How many pictures it keeps back, and how it looks at 2.3 Mb/s (SSIM): a lookahead of 10 pictures and a
    thread more than cores 14 and 8.78 dB, this 8 and 8.77 dB. One thread: 7, too few for 1080p on slow cores.
    """
    return {
        "c:v": "libx264",
        "preset": "veryfast",
        "profile:v": "high",
        "level": shape.level,
        "g": shape.fps,
        "keyint_min": shape.fps,
        "sc_threshold": 0,
        "bf": 2,
        "x264-params": f"{PROMPT}:{COLOURS}",
        "b:v": f"{shape.video_kbps}k",
        "maxrate": f"{shape.max_kbps}k",
        "bufsize": f"{shape.max_kbps}k",
    }


def _audio(shape: Shape) -> dict[str, Any]:
    return {"c:a": "aac", "b:a": f"{shape.audio_kbps}k", "ar": 48000, "ac": 2}


PLAYLIST = "program.m3u8"
HLS: dict[str, Any] = {
    "output_ts_offset": "{offset}",
    "f": "hls",
    "hls_time": 1,
    "hls_list_size": WINDOW,
    "hls_flags": "omit_endlist+program_date_time+temp_file+independent_segments",
    "hls_segment_type": "mpegts",
}
SEGMENTS = "{name}-{{run}}-%d.ts"
# Writes the discontinuity by itself; on a first start it would write one too many.
AGAIN = ("-hls_flags", "+append_list")
RESTART = "{restart}"
# The same pictures between keyframes, the same frames that wait: else the segments' times would differ.
# Measured over 12 s at 720p30: 6.0 s of processor time alone, 7.0 with both rungs, 8.0 with superfast, which
# looked no better (SSIM 0.909 each; plain ultrafast 0.906).
SMALL: dict[str, Any] = {
    "preset": "ultrafast",
    "level": "3.0",
    "x264-params": f"cabac=1:deblock=0,0:mbtree=0:{PROMPT}:{COLOURS}",
}
PREVIEW_WIDTH, PREVIEW_HEIGHT, PREVIEW_FPS = 426, 240, 10
PREVIEW: dict[str, Any] = {
    "c:v": "libx264",
    "preset": "ultrafast",
    "g": PREVIEW_FPS,
    "crf": 28,
    "maxrate": "400k",
    "bufsize": "400k",
    "c:a": "aac",
    "b:a": "48k",
    "f": "hls",
    "hls_time": 1,
    "hls_list_size": 4,
    "hls_flags": "delete_segments+temp_file+omit_endlist+independent_segments+append_list",
    "hls_segment_filename": "look-%d.ts",
}


def source_argv(feed: Feed, shape: Shape = USUAL) -> list[str]:
    """One source, decoded: raw pictures and samples into the mixer's pipes."""
    if feed.kind == SourceKind.FILE:
        return film_argv(feed, shape)
    if feed.kind not in (SourceKind.TEST_CARD, SourceKind.PLAYLIST):
        return live_argv(feed, shape)
    made = feed.kind == SourceKind.TEST_CARD
    picture, sound = card_inputs(feed.location, shape) if made else _films(feed, shape)
    raw = ffmpeg.output(picture, "{video}", f="rawvideo")
    return compiled(ffmpeg.merge_outputs(raw, ffmpeg.output(sound, "{audio}", f="s16le", ac=2)))


def encoder_argv(shape: Shape = USUAL, rungs: tuple[Rung, ...] = ()) -> list[str]:
    """The one encoder of a broadcast, from the mixer's pipes to segments in its working folder."""
    raw = _raw(shape, shape.fps)
    program = ffmpeg.output(*raw, PLAYLIST, **_video(shape), **_audio(shape), **segmented("seg"))
    if not rungs:
        return compiled(program)
    words = compiled(ffmpeg.merge_outputs(*(_rung(rung, shape, *raw) for rung in rungs), program))
    return restartable(words, rungs)


def restartable(words: Sequence[str], rungs: Iterable[Rung]) -> list[str]:
    """Every output's place for what a restart is told, since there are several."""
    named = {PLAYLIST, *(rung.playlist for rung in rungs)}
    return [part for word in words for part in ((RESTART, word) if word in named else (word,))]


def _rung(rung: Rung, shape: Shape, picture: Any, sound: Any) -> Any:
    heard = {"c:a": "aac", "b:a": f"{rung.audio_kbps}k", "ar": 48000, "ac": rung.channels}
    given = {**heard, **segmented(rung.name)}
    if rung.size is None:
        return ffmpeg.output(sound, rung.playlist, **given)
    width, height = rung.size
    rates = {"b:v": f"{rung.video_kbps}k", "maxrate": f"{rung.max_kbps}k", "bufsize": f"{rung.max_kbps}k"}
    scale = {"filter:v": f"scale={width}:{height}:flags=fast_bilinear,setsar=1"}
    seen = {**_video(shape), **SMALL, **rates, **scale}
    return ffmpeg.output(picture, sound, rung.playlist, **seen, **given)


def segmented(name: str) -> dict[str, Any]:
    """HLS in segments of this name."""
    return {**HLS, "hls_segment_filename": SEGMENTS.format(name=name)}


def preview_argv(shape: Shape = USUAL) -> list[str]:
    """A small stream of one source for the staff, into its working folder."""
    picture, sound = _raw(shape, PREVIEW_FPS)
    small = picture.filter("scale", PREVIEW_WIDTH, PREVIEW_HEIGHT, flags="fast_bilinear")
    return compiled(ffmpeg.output(small, sound, "index.m3u8", **PREVIEW))


def _raw(shape: Shape, fps: int) -> tuple[Any, Any]:
    """The mixer's pipes, (picture, sound)."""
    raw = {"f": "rawvideo", "pix_fmt": "yuv420p", "video_size": shape.size, "framerate": fps}
    picture = ffmpeg.input("{video}", thread_queue_size=64, **raw)
    return picture.video, ffmpeg.input("{audio}", f="s16le", ar=48000, ac=2).audio


def _films(feed: Feed, shape: Shape) -> tuple[Any, Any]:
    """One after the other, each brought to the same form first, so that any may follow any.

    A film whose size changes inside would begin the whole list anew, unless ffmpeg is told to leave the
    filters as they are: all but the deinterlacer take another size as it comes.
    """
    streams = []
    for part in feed.parts:
        kept = {"reinit_filter:v": 0} if part.progressive else {}
        film = opened_file(part.location, loop=False, **kept)
        picture = film["v:0"] if part.progressive else film["v:0"].filter("yadif", deint="interlaced")
        streams += [_picture(picture, shape), _quiet(part) if part.silent else _sound(film["a:0"])]
    joined = ffmpeg.concat(*streams, v=1, a=1).node
    return joined[0], joined[1]


def _quiet(part: Part) -> Any:
    silence = f"anullsrc=sample_rate=48000:channel_layout=stereo:duration={part.duration_s:.3f}"
    return ffmpeg.input(silence, f="lavfi").audio


def _picture(stream: Any, shape: Shape) -> Any:
    """Square pixels, fitted into 16:9 with bars where the shape differs."""
    fitted = (
        stream.filter("scale", w="iw*sar", h="ih", eval="frame")
        .filter("setsar", 1)
        .filter(
            "scale",
            shape.width,
            shape.height,
            force_original_aspect_ratio="decrease",
            force_divisible_by=2,
            eval="frame",
        )
        .filter("pad", shape.width, shape.height, "(ow-iw)/2", "(oh-ih)/2", eval="frame")
        .filter("setsar", 1)
    )
    return fitted.filter("fps", shape.fps, start_time=0).filter("format", "yuv420p")


def _sound(stream: Any) -> Any:
    """Gaps become silence, so that sound and picture stay together."""
    level = stream.filter("aresample", 48000, **{"async": 1, "first_pts": 0})
    return level.filter("aformat", channel_layouts="stereo")
