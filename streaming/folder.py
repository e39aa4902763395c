"""One ceremony's folder of playlists and segments. ffmpeg deletes nothing here; `sweep` does."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from streaming import playlist
from streaming.argv.shapes import Shape
from streaming.playlist import Playlist
from streaming.recording import journal

PROGRAM, MASTER = "program.m3u8", "index.m3u8"
KEEP_LIVE_S = 600.0  # segments older than this go, whatever lists them no more
KEEP_AFTER_END_S = 2 * 3600.0  # as long as a ceremony can be opened again
RATE_OVER = 5
MUXING = 1.12  # what MPEG-TS adds to the streams


class LiveFolder:
    """Playlists are always replaced whole, so a reader never sees half of one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Playlist:
        """The program's playlist; an empty one where there is none yet."""
        try:
            return playlist.parse((self.path / PROGRAM).read_text())
        except (OSError, ValueError):
            return Playlist()

    def prepare(self) -> bool:
        """Ready for an encoder; True where it goes on with a playlist that is there."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o755)  # whatever the umask: a web server of another user may read it
        known = self.read()
        if not known.segments:
            (self.path / PROGRAM).unlink(missing_ok=True)
            return False
        opened = playlist.reopened(known, {path.name for path in self.path.glob("*.ts")})
        if opened != known:
            self._replace(PROGRAM, playlist.render(opened))
        return bool(opened.segments)

    def next_run(self) -> int:
        """A number that no segment here ever had: by the clock, so that names stay immutable after sweeps."""
        there = (playlist.SEGMENT.fullmatch(path.name) for path in self.path.glob("seg-*.ts"))
        return max([int(time.time()), *(int(found[1]) + 1 for found in there if found)])

    def publish(self, shape: Shape) -> None:
        """Write the public master, once there is something to play."""
        rates = (shape.max_kbps, shape.video_kbps)
        peak, usual = (int((rate + shape.audio_kbps) * MUXING) for rate in rates)
        text = playlist.master(shape.codecs, shape.size, shape.fps, (peak, usual))
        there = self.path / MASTER
        if not there.exists() or there.read_text() != text:
            self._replace(MASTER, text)

    def finish(self) -> None:
        """Say that nothing follows; players end by themselves then."""
        known = self.read()
        if known.segments and not known.ended:
            ended = Playlist(known.head, known.sequence, known.segments, ended=True)
            self._replace(PROGRAM, playlist.render(ended))

    def kbps(self, known: Playlist) -> float | None:
        """The rate of the last segments, by their size on the disk."""
        last = known.segments[-RATE_OVER:]
        length = sum(segment.duration_s for segment in last)
        try:
            size = sum((self.path / segment.name).stat().st_size for segment in last)
        except OSError:
            return None
        return round(size * 8 / 1000 / length, 1) if length else None

    def sweep(self, live: bool) -> int:
        """Delete by policy; `live`: wanted on air. Returns how many files went."""
        kept = journal.names(self.path)  # those are the recording's to delete
        if not live and self._untouched_for() > KEEP_AFTER_END_S and not kept:
            count = len(list(self.path.glob("*")))
            shutil.rmtree(self.path, ignore_errors=True)
            return count
        if not live:
            return 0
        listed = {segment.name for segment in self.read().segments} | kept
        oldest = time.time() - KEEP_LIVE_S
        old = [p for p in self.path.glob("seg-*") if p.name not in listed and p.stat().st_mtime < oldest]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _untouched_for(self) -> float:
        """Seconds since the playlist was written for the last time."""
        try:
            return time.time() - (self.path / PROGRAM).stat().st_mtime
        except OSError:
            return time.time() - self.path.stat().st_mtime

    def _replace(self, name: str, text: str) -> None:
        fresh = self.path / f".{name}.new"
        fresh.write_text(text)
        fresh.replace(self.path / name)
