"""Odd things that are sent: how each is made by real encoders, and what the public should get of it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from streaming.ffmpeg import executable

MP4, TS = "mp4", "ts"
SECONDS = 4
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-x264-params", "keyint=30:min-keyint=30")
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "keyint=30:log-level=error")
STEREO = ("-c:a", "aac", "-ac", "2", "-ar", "48000")
PLAIN = "yuv420p"


@dataclass(frozen=True)
class Odd:
    """`size`, `rate`, `pixels` of the picture; `then`: another size from the middle on."""

    name: str
    size: str = "640x360"
    rate: int = 30
    pixels: str = PLAIN
    video: Sequence[str] = X264
    audio: Sequence[str] = STEREO
    then: str = ""
    has_picture: bool = True
    has_sound: bool = True
    pillars: bool = False

    def made(self, folder: Path) -> Path:
        """The file, ready to be sent as it is."""
        kind = TS if self.then else MP4
        path = folder / f"{self.name.replace(' ', '-')}.{kind}"
        if self.then:
            parts = [
                self._part(folder / f"{at}.ts", size, at) for at, size in enumerate((self.size, self.then))
            ]
            path.write_bytes(b"".join(part.read_bytes() for part in parts))
            return path
        return self._part(path, self.size, 0)

    def _part(self, path: Path, size: str, at: int) -> Path:
        picture = ["-f", "lavfi", "-i", f"testsrc2=s={size}:r={self.rate}:d={SECONDS}"]
        sound = ["-f", "lavfi", "-i", f"sine=f=440:r=48000:d={SECONDS}"]
        argv = [executable(), "-v", "error", "-nostdin", "-y"]
        argv += [*(picture if self.has_picture else ()), *(sound if self.has_sound else ())]
        argv += [*self.video, "-pix_fmt", self.pixels] if self.has_picture else []
        argv += [*self.audio] if self.has_sound else []
        argv += ["-output_ts_offset", str(at * SECONDS)] if self.then else []
        subprocess.run([*argv, str(path)], check=True, timeout=120)
        return path


AUDIO_ONLY = Odd("audio only", has_picture=False)
VIDEO_ONLY = Odd("video only", has_sound=False)
PHONE = Odd(
    "portrait at 44.1 kHz mono", "360x640", audio=("-c:a", "aac", "-ac", "1", "-ar", "44100"), pillars=True
)
FULL_COLOUR = Odd("4:4:4 with 10 bits", pixels="yuv444p10le")
CHANGES = Odd("another size in the middle", "640x360", then="480x640")
SHORT = (AUDIO_ONLY, PHONE, CHANGES)
RATES = tuple(Odd(f"{rate} pictures a second", rate=rate) for rate in (25, 50, 60))
DEEP = Odd("10 bits", pixels="yuv420p10le")
HEVC = Odd("HEVC", video=X265)
DEEP_HEVC = Odd("HEVC with 10 bits", video=X265, pixels="yuv420p10le")
HEAVY = Odd(
    "50 Mb a second",
    "1920x1080",
    video=("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "50M", "-minrate", "50M", "-maxrate", "50M",
           "-bufsize", "50M", "-x264-params", "keyint=30:nal-hrd=cbr"),
)  # fmt: skip
BY_RTMP = (VIDEO_ONLY, FULL_COLOUR, *RATES, DEEP, HEVC, DEEP_HEVC, HEAVY)
MPEG_SOUND = Odd("MPEG sound", audio=("-c:a", "mp2", "-ar", "44100"))
OPUS = Odd("Opus", audio=("-c:a", "libopus", "-ar", "48000"))
BY_SRT = (AUDIO_ONLY, VIDEO_ONLY, PHONE, FULL_COLOUR, CHANGES, *RATES, DEEP_HEVC, MPEG_SOUND, HEAVY)
BY_FILE = (VIDEO_ONLY, PHONE, FULL_COLOUR, CHANGES, *RATES, DEEP_HEVC, OPUS)
