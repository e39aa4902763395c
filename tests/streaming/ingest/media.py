"""Real encoders and decoders: ffmpeg and GStreamer as senders, ffmpeg as the judge of what a reader got."""

from __future__ import annotations

import re
import socket
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

from streaming import ffmpeg

PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25"]
SOUND = ["-f", "lavfi", "-i", "sine=r=48000"]
CODECS = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-g",
    "25",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
    "-b:a",
    "64k",
]
GST_PICTURE = (
    "videotestsrc is-live={live} num-buffers={count} ! video/x-raw,width=320,height=180,framerate=25/1"
)
GST_PICTURE += " ! x264enc tune=zerolatency key-int-max=25 ! h264parse ! mux."
GST_SOUND = "audiotestsrc is-live={live} samplesperbuffer=1920 num-buffers={count} ! audio/x-raw,rate=48000"
GST_SOUND += " ! voaacenc ! aacparse ! mux."


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """ffmpeg to its end."""
    argv = [ffmpeg.executable(), "-hide_banner", "-nostdin", *words]
    return subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)


def start(*words: str) -> subprocess.Popen[bytes]:
    """ffmpeg as a sender that goes on."""
    argv = [ffmpeg.executable(), "-hide_banner", "-nostdin", "-v", "error", *words]
    return subprocess.Popen(argv, stderr=subprocess.PIPE)


def clip(path: Path, seconds: float, *codecs: str) -> Path:
    """A file of test picture and tone at 25 pictures a second."""
    made = run("-v", "error", "-y", *PICTURE, *SOUND, "-t", str(seconds), *(codecs or CODECS), str(path))
    assert made.returncode == 0, made.stderr
    return path


def gstreamer(sink: str, address: str, count: int) -> subprocess.CompletedProcess[bytes]:
    """gst-launch with this sink, `count` pictures as fast as it goes."""
    parts = [part.format(live="false", count=count) for part in (GST_PICTURE, GST_SOUND)]
    line = f"flvmux name=mux streamable=true ! {sink} location={address} {' '.join(parts)}"
    return subprocess.run(
        ["gst-launch-1.0", "-q", *line.split()], capture_output=True, timeout=60, check=False
    )


@dataclass(frozen=True)
class Decoded:
    """What ffmpeg made of a file."""

    pictures: int
    seconds: float
    streams: list[str]
    complaints: str


def decoded(path: Path) -> Decoded:
    """Decode all of it; every error and warning is a complaint."""
    looked = run("-v", "info", "-i", str(path))
    done = run("-v", "warning", "-xerror", "-progress", "-", "-f", "flv", "-i", str(path), "-f", "null", "-")
    pictures = re.findall(r"^frame=(\d+)", done.stdout, re.M)
    times = re.findall(r"^out_time_us=(\d+)", done.stdout, re.M)
    return Decoded(
        int(pictures[-1]) if pictures else 0,
        int(times[-1]) / 1e6 if times else 0.0,
        re.findall(r"Stream #0:\d+.*?: (?:Video|Audio): (\w+)", looked.stderr),
        done.stderr,
    )


@dataclass
class Sponge:
    """Reads a source's socket into a file, all the time."""

    path: Path
    into: Path
    _socket: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_UNIX))

    def __post_init__(self) -> None:
        self._socket.connect(str(self.path))
        self._thread = threading.Thread(target=self._soak)
        self._thread.start()

    def _soak(self) -> None:
        with self.into.open("wb", buffering=0) as file:
            while piece := self._socket.recv(1 << 20):
                file.write(piece)

    def squeeze(self) -> Decoded:
        """Stop, and decode what came."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._socket.close()
        return decoded(self.into)
