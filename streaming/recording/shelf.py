"""One ceremony's folder as the recording keeps it: follows the playlist, lets segments go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from streaming.folder import PROGRAM, LiveFolder
from streaming.recording import dvr, journal
from streaming.recording.journal import DVR, Entry
from streaming.recording.mpegts import jump_s

VOD = "vod.m3u8"
GRACE_S = 60.0  # for players that are behind: a segment that has just left the list may still be asked for


class Shelf:
    """Holds the journal in memory; the file is the truth at the beginning. Needs no database."""

    def __init__(self, path: Path, window_s: float) -> None:
        self.path, self.window_s = path, window_s
        self.live = LiveFolder(path)
        self.ended = False
        self._entries: list[Entry] | None = None
        self._target_s = 1
        self._written: tuple[int, int, bool] | None = None
        self._followed: tuple[int, int] | None = None
        self.stopped_at: int | None = None  # the first entry that is not recorded, on a full disk

    @property
    def entries(self) -> list[Entry]:
        """All that was ever written, gone or not."""
        if self._entries is None:
            known = journal.read(self.path)
            if known is None:
                known = journal.rebuilt(self.path)
                journal.rewrite(self.path, known)
            self._entries = known
        return self._entries

    def follow(self) -> None:
        """Take what the program has written since; tell the players that go back."""
        stamp = self._stamp()
        if stamp == self._followed:  # most folders are of ceremonies long over
            return
        listed = self.live.read()
        self.ended = listed.ended
        if not listed.segments:
            return
        entries = self.entries
        self._take(journal.missed(self.path, entries, listed))
        self._take(journal.news(entries, listed, listed.sequence, self._apart))
        self._tell()
        self._followed = stamp

    def _take(self, fresh: list[Entry]) -> None:
        journal.append(self.path, fresh)
        self.entries.extend(fresh)

    def _apart(self, before: str, after: str) -> float | None:
        return jump_s(self.path / before, self.path / after)

    def _stamp(self) -> tuple[int, int]:
        try:
            found = (self.path / PROGRAM).stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def _tell(self) -> None:
        there = self.there()
        shown = dvr.unbroken(dvr.window(self.entries, self.window_s), there)
        mark = (shown[0].n if shown else -1, shown[-1].n if shown else -1, self.ended)
        if mark == self._written or not shown:
            return
        first = len(self.entries) - len(shown)
        cuts = sum(entry.cut for entry in self.entries[:first])
        self._target_s = max(self._target_s, dvr.target(self.entries))  # it may never change while live
        self._replace(DVR, dvr.going_back(shown, cuts, self._target_s, self.ended))
        self._written = mark

    def there(self) -> frozenset[str]:
        """The segments that are on the disk."""
        return frozenset(path.name for path in self.path.glob("seg-*.ts"))

    def kept(self) -> list[Entry]:
        """The entries whose files are there."""
        there = self.there()
        return [entry for entry in self.entries if entry.name in there]

    def size(self) -> int:
        """Bytes of all its segments."""
        return sum(path.stat().st_size for path in self.path.glob("*.ts"))

    def listed(self) -> frozenset[str]:
        """What the live playlist names: never let go."""
        known = self.live.read()
        return frozenset(segment.name for segment in known.segments) if not known.ended else frozenset()

    def old(self) -> list[tuple[Entry, int]]:
        """What could be let go on a full disk, with its bytes: all but the live window."""
        listed, sizes = self.listed(), {p.name: p.stat().st_size for p in self.path.glob("seg-*.ts")}
        return [
            (entry, sizes[entry.name])
            for entry in self.entries
            if entry.name in sizes and entry.name not in listed
        ]

    def stop_recording(self) -> None:
        """What leaves the live window from now on is kept no more; what was recorded stays."""
        if self.ended or not self.entries:
            return
        if self.stopped_at is None:
            listed = self.listed()
            live = (entry.n for entry in self.entries if entry.name in listed)
            self.stopped_at = next(live, self.entries[-1].n + 1)
        oldest = self.entries[-1].end - GRACE_S
        self.let_go(entry.name for entry in self.entries if entry.n >= self.stopped_at and entry.end < oldest)

    def offer_again(self) -> bool:
        """Write the playlist of "Xem lại"; False where nothing is left to watch."""
        kept = self.kept()
        if not kept:
            self.withdraw()
            return False
        self._replace(VOD, dvr.again(kept, f"/live/{self.path.name}/"))
        return True

    @property
    def offered(self) -> bool:
        """Whether it can be watched again."""
        return (self.path / VOD).exists()

    def withdraw(self) -> None:
        """No more watching again."""
        (self.path / VOD).unlink(missing_ok=True)

    def let_go(self, names: Iterable[str]) -> None:
        """Delete segments; what is live stays whatever is asked."""
        self._followed = None
        for name in set(names) - self.listed():
            (self.path / name).unlink(missing_ok=True)

    def let_all_go(self, until: float = float("inf")) -> None:
        """Delete every segment that ended before this moment, and what leads to it."""
        self.let_go([entry.name for entry in self.entries if entry.end <= until])
        self.withdraw()
        if self.ended or not self.listed():
            known = {entry.name for entry in self.entries}
            for path in self.path.glob("*.ts"):  # other qualities of the same
                if path.name not in known and path.stat().st_mtime <= until:
                    path.unlink(missing_ok=True)
            for name in (DVR, "index.m3u8"):
                (self.path / name).unlink(missing_ok=True)

    def _replace(self, name: str, text: str) -> None:
        fresh = self.path / f".{name}.new"
        fresh.write_text(text)
        fresh.replace(self.path / name)
