"""The child that makes one MP4: `python -m streaming.recording.make FOLDER`, at the lowest priority.

FOLDER holds list.txt (stretches, in order), chapters.txt and the stretches' playlists. Left behind on
success: recording.mp4 and result.json, both on the disk. Killed in the middle it is simply run again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from streaming.ffmpeg import executable
from streaming.recording.dvr import again
from streaming.recording.journal import Entry
from streaming.recording.mp4 import duration_of
from streaming.recording.stretches import Chapter, length, metadata, stretches

LIST, CHAPTERS, OUT, RESULT = "list.txt", "chapters.txt", "recording.mp4", "result.json"
BLOCK = 1 << 20
NICEST = 19


def prepare(folder: Path, live: Path, entries: Sequence[Entry], title: str, marks: Sequence[Chapter]) -> None:
    """Write what the child reads."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / RESULT).unlink(missing_ok=True)
    lines = ["ffconcat version 1.0"]
    for number, stretch in enumerate(stretches(entries)):
        name = f"stretch-{number}.m3u8"
        (folder / name).write_text(again(stretch, f"{live.absolute()}/"))
        lines += [f"file '{name}'", f"duration {length(stretch):.3f}"]
    (folder / LIST).write_text("\n".join(lines) + "\n")
    (folder / CHAPTERS).write_text(metadata(title, marks, length(entries)))


def argv(folder: Path) -> list[str]:
    """The command line of the child."""
    return [sys.executable, "-m", "streaming.recording.make", str(folder)]


def ffmpeg_argv(folder: Path) -> list[str]:
    """Copy, never encode; the index goes to the front, so that a player begins at once."""
    words = ["-y", "-hide_banner", "-nostdin", "-loglevel", "error", "-protocol_whitelist", "file"]
    words += ["-f", "concat", "-safe", "0", "-i", str(folder / LIST), "-f", "ffmetadata"]
    words += ["-i", str(folder / CHAPTERS), "-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "1"]
    words += ["-map_chapters", "1", "-c", "copy", "-bsf:a", "aac_adtstoasc", "-movflags", "+faststart"]
    return [executable(), *words, "-f", "mp4", str(folder / OUT)]


def checksum(path: Path) -> str:
    """SHA-256 of a file of any size."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def make(folder: Path) -> int:
    """The exit code of ffmpeg, or 0 with everything written."""
    with contextlib.suppress(OSError):
        os.nice(NICEST)
    code = subprocess.run(ffmpeg_argv(folder), check=False).returncode  # noqa: S603  argv is ours
    if code:
        return code
    out = folder / OUT
    with out.open("rb") as file:
        os.fsync(file.fileno())
    found = {"bytes": out.stat().st_size, "sha256": checksum(out), "duration_s": duration_of(out)}
    fresh = folder / f".{RESULT}"
    fresh.write_text(json.dumps(found))
    fresh.replace(folder / RESULT)
    return 0


if __name__ == "__main__":
    sys.exit(make(Path(sys.argv[1])))
