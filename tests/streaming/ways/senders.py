"""Real senders, as they stand in front of a ceremony; and what the public gets of them."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from django.conf import settings

from events.keyring import open_sealed
from streaming.enums import SourceKind
from streaming.ffmpeg import executable
from streaming.models import Source, SourceState
from streaming.services import sources
from tests.streaming.stage import Stage

SMALL = (160, 90)
# As behind a network that delivers at once what it held back: by itself, ffmpeg makes up 5 % of it a second.
PACE = ("-re", "-readrate_catchup", "20")
PICTURE = ("-f", "lavfi", "-i", "testsrc2=s=640x360:r=30")
SOUND = ("-f", "lavfi", "-i", "sine=frequency=440:r=48000")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "30", "-pix_fmt", "yuv420p")
AAC = ("-c:a", "aac", "-b:a", "64k")
FLV, TS = ("-f", "flv"), ("-f", "mpegts")
GST = (
    "videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=25/1"
    " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse ! mux."
    " audiotestsrc is-live=true ! audio/x-raw,rate=48000 ! voaacenc ! aacparse ! mux."
)


class Senders:
    """Everything that was started, ended with the test."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []

    def run(self, *argv: str) -> subprocess.Popen[bytes]:
        """Any program."""
        made = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.processes.append(made)
        return made

    def ffmpeg(
        self, to: str, form: Sequence[str] = FLV, *, of: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        """A picture with a tone, or `of`: all that stands between ffmpeg's name and the form."""
        inputs = (*PACE, *PICTURE, *PACE, *SOUND, *H264, *AAC)
        return self.run(executable(), "-v", "error", "-nostdin", *(of or inputs), *form, to)

    def film(self, path: Path, to: str, form: Sequence[str] = FLV) -> subprocess.Popen[bytes]:
        """A file as it is, for ever."""
        return self.ffmpeg(to, form, of=("-re", "-stream_loop", "-1", "-i", str(path), "-c", "copy"))

    def gstreamer(self, sink: str, to: str) -> subprocess.Popen[bytes]:
        """gst-launch with this sink."""
        line = f"flvmux name=mux streamable=true ! {sink} location={to} {GST}"
        return self.run("gst-launch-1.0", "-q", *line.split())

    def end(self) -> None:
        """All of them, frozen or not."""
        ending, self.processes = self.processes, []
        for process in ending:
            process.kill()
            with contextlib.suppress(ValueError):
                process.communicate()


def pushed(stage: Stage, kind: str = SourceKind.RTMP, name: str = "Máy gửi", **more: object) -> Source:
    """A source that is sent to."""
    return sources.add_source(stage.technician, stage.ceremony, kind=kind, name=name, **more)  # type: ignore[arg-type]


def rtmp_address(source: Source, key: str | None = None) -> str:
    """With its stream key, or another."""
    word = open_sealed(source.key_sealed) if key is None else key
    return f"rtmp://127.0.0.1:{settings.ENV.rtmp_port}/live/{word}"


def srt_address(source: Source, phrase: str | None = None) -> str:
    """With its passphrase, or another."""
    word = open_sealed(source.key_sealed) if phrase is None else phrase
    return f"srt://127.0.0.1:{source.port}?mode=caller&passphrase={word}"


def seen(source: Source) -> tuple[str, str]:
    """(state, problem) as the console has it."""
    row = SourceState.objects.filter(pk=source.pk).first() or SourceState()
    return row.state, row.error_code


def shown(stage: Stage) -> npt.NDArray[np.uint8]:
    """The last picture that the public has, small and grey."""
    segment = stage.live.path / stage.live.read().segments[-1].name
    argv = [executable(), "-v", "error", "-i", str(segment), "-vf", f"scale={SMALL[0]}:{SMALL[1]}"]
    raw = subprocess.run(
        [*argv, "-f", "rawvideo", "-pix_fmt", "gray", "-"], capture_output=True, check=True, timeout=30
    ).stdout
    pictures: npt.NDArray[np.uint8] = np.frombuffer(raw, np.uint8).reshape(-1, SMALL[1], SMALL[0])
    last: npt.NDArray[np.uint8] = pictures[-1]
    return last


def loudness(stage: Stage) -> float:
    """Of the last segment, as the root of its mean square; 0 is silence, 1 full scale."""
    segment = stage.live.path / stage.live.read().segments[-1].name
    argv = [executable(), "-v", "error", "-i", str(segment), "-map", "0:a", "-f", "s16le", "-"]
    raw = subprocess.run(argv, capture_output=True, check=True, timeout=30).stdout
    return float(np.sqrt(np.mean((np.frombuffer(raw, "<i2") / 32768.0) ** 2)))
