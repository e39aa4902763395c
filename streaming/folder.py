"""One ceremony's folder of playlists and segments. ffmpeg deletes nothing here; `sweep` does."""

from __future__ import annotations

import shutil
import time
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from streaming import playlist
from streaming.argv.shapes import LADDER, Rung, Shape
from streaming.playlist import Playlist, Variant
from streaming.recording import journal

PROGRAM, MASTER = "program.m3u8", "index.m3u8"
PLAYLISTS = (PROGRAM, *(rung.playlist for rung in LADDER))
RUNGS = tuple(f"{rung.name}-*" for rung in LADDER)  # their segments
CAPPED, CAPS = "cap*.m3u8", "cap*-*.ts"  # the copies for pages with a bitrate cap
STALE_S = 60.0  # a playlist that nobody wrote for so long is begun anew
KEEP_LIVE_S = 600.0  # segments older than this go, whatever lists them no more
KEEP_AFTER_END_S = 2 * 3600.0  # as long as a ceremony can be opened again
RATE_OVER = 5
MUXING = 1.12  # what MPEG-TS adds to the streams


def is_private(path: Path) -> bool:
    """A rehearsal's: no address leads there, and no web server of another user may read it."""
    return path.name.startswith(".")


def sink_report(folder: Path, relay: int) -> Path:
    """Where the page of one relay of a rehearsal writes what arrived."""
    return folder / f"sink-{relay}.json"


class LiveFolder:
    """Playlists are always replaced whole, so a reader never sees half of one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str = PROGRAM) -> Playlist:
        """The program's playlist, or a rung's; an empty one where there is none yet."""
        try:
            return playlist.parse((self.path / name).read_text())
        except (OSError, ValueError):
            return Playlist()

    def prepare(self) -> bool:
        """Ready for an encoder; True where it goes on with a playlist that is there."""
        self.path.mkdir(parents=True, exist_ok=True)
        # Whatever the umask: a web server of another user may read it, a rehearsal's never.
        self.path.chmod(0o700 if is_private(self.path) else 0o755)
        there = {path.name for path in self.path.glob("*.ts")}
        goes_on, *_ = [self._reopen(name, there) for name in PLAYLISTS]
        return goes_on

    def _reopen(self, name: str, there: Container[str]) -> bool:
        known = self.read(name)
        if not known.segments:
            (self.path / name).unlink(missing_ok=True)
            return False
        opened = playlist.reopened(known, there)
        if opened != known:
            self._replace(name, playlist.render(opened))
        return bool(opened.segments)

    def reopen_capped(self, name: str) -> bool:
        """Ready for one cap's encoder; True where it goes on."""
        there = self.path / name
        if there.exists() and time.time() - there.stat().st_mtime > STALE_S:
            there.unlink()
        return self._reopen(name, {path.name for path in self.path.glob(CAPS)})

    def next_run(self) -> int:
        """A number that no segment here ever had: by the clock, so that names stay immutable after sweeps."""
        there = (playlist.SEGMENT.fullmatch(path.name) for path in self.path.glob("seg-*.ts"))
        return max([int(time.time()), *(int(found[1]) + 1 for found in there if found)])

    def publish(self, shape: Shape, rungs: tuple[Rung, ...] = ()) -> None:
        """Write the public master, once there is something to play in every quality: players read it once."""
        best = Variant(PROGRAM, shape.codecs, _kbps(shape, MUXING), shape.size, shape.fps)
        less = [Variant(it.playlist, it.codecs, _kbps(it, it.muxing), it.size, shape.fps) for it in rungs]
        self.offer([best, *less])

    def offer(self, variants: Sequence[Variant]) -> None:
        """The public master of these, once each is there."""
        if not variants or not all((self.path / it.playlist).exists() for it in variants):
            return
        text = playlist.master(variants)
        there = self.path / MASTER
        if not there.exists() or there.read_text() != text:
            self._replace(MASTER, text)

    def finish(self) -> None:
        """Say that nothing follows; players end by themselves then."""
        for name in (*PLAYLISTS, *self._capped()):
            known = self.read(name)
            if known.segments and not known.ended:
                self._replace(name, playlist.render(replace(known, ended=True)))

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
        if not live:
            return self._tidy(kept=bool(kept)) if self._untouched_for() > KEEP_AFTER_END_S else 0
        names = (*PLAYLISTS, *self._capped())
        listed = {it.name for name in names for it in self.read(name).segments} | kept
        oldest = time.time() - KEEP_LIVE_S
        there = [path for pattern in ("seg-*", *RUNGS, CAPS) for path in self.path.glob(pattern)]
        return _removed(p for p in there if p.name not in listed and p.stat().st_mtime < oldest)

    def _capped(self) -> list[str]:
        return [path.name for path in self.path.glob(CAPPED)]

    def _tidy(self, kept: bool) -> int:
        """It is over for good. `kept`: the recording still needs the program's segments; the rungs nobody."""
        if kept:
            names = (*RUNGS, CAPS, CAPPED, *(rung.playlist for rung in LADDER))
            return _removed(path for name in names for path in self.path.glob(name))
        count = len(list(self.path.glob("*")))
        shutil.rmtree(self.path, ignore_errors=True)
        return count

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


def _removed(paths: Iterable[Path]) -> int:
    found = list(paths)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _kbps(of: Shape | Rung, muxing: float) -> tuple[int, int]:
    """(peak, mean) of one quality as it is sent."""
    peak, mean = (int((rate + of.audio_kbps) * muxing) for rate in (of.max_kbps, of.video_kbps))
    return peak, mean
