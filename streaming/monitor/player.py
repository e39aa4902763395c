"""`python -m streaming.monitor.player URL PICTURE`: libvlc plays a stream headless and says how it goes.

One line of JSON a second on stdout: {"state", "decoded", "shown", "lost", "corrupted", "stalls", "still_s"}.
libvlc may crash or hang in any call, so nobody waits for this process: silent for some seconds, it is
killed. It registers no callback of libvlc's (calling it from one deadlocks) and never calls `stop()`.
Exit codes: 4, there is no libvlc; 5, it ended or failed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

NO_LIBVLC, FAILED = 4, 5
LOOK_EVERY_S, PICTURE_EVERY_S, STALLED_S = 1.0, 5.0, 2.0
WIDTH = 320
# What a phone on a weak network gets of the master: the checks beside it decode the best quality.
OPTIONS = (
    "--intf=dummy",
    "--vout=dummy",
    "--no-audio",
    "--no-spu",
    "--no-osd",
    "--no-video-title-show",
    "--no-snapshot-preview",
    "--no-lua",
    "--no-interact",
    "--quiet",
    "--avcodec-threads=1",
    "--avcodec-skiploopfilter=4",
    "--adaptive-logic=highest",  # of what is allowed: the lowest has no picture
    "--adaptive-maxheight=360",
)
STATES = {1: "opening", 2: "buffering", 3: "playing", 4: "paused", 5: "stopped", 6: "ended", 7: "error"}
OVER = frozenset({"stopped", "ended", "error"})


@dataclass
class Stalls:
    """Counts the times that no new picture was shown for two seconds."""

    count: int = 0
    _shown: int = 0
    _moved_at: float | None = field(default=None)
    _still: bool = False

    def look(self, shown: int, now: float) -> float:
        """Seconds since a new picture was shown; nothing counts before the first."""
        if shown != self._shown:
            self._shown, self._moved_at, self._still = shown, now, False
        if self._moved_at is None:
            return 0.0
        still_s = now - self._moved_at
        if still_s >= STALLED_S and not self._still:
            self._still = True
            self.count += 1
        return round(still_s, 1)


def _opened(url: str) -> tuple[Any, Any]:
    """(player, media). SystemExit where libvlc is missing."""
    try:
        import vlc  # noqa: PLC0415  its import already loads libvlc, which may not be there

        instance = vlc.Instance(list(OPTIONS))
        media = instance.media_new(url)
        player = instance.media_player_new()
    except (ImportError, OSError, AttributeError, NameError, NotImplementedError, TypeError, SystemExit):
        raise SystemExit(NO_LIBVLC) from None
    player.set_media(media)
    return player, media


def _numbers(media: Any) -> dict[str, int]:
    import vlc  # noqa: PLC0415

    seen = vlc.MediaStats()
    media.get_stats(seen)
    return {
        "decoded": seen.decoded_video,
        "shown": seen.displayed_pictures,
        "lost": seen.lost_pictures,
        "corrupted": seen.demux_corrupted,
    }


def _snap(player: Any, picture: Path) -> None:
    """libvlc writes a PNG of over 50 kB: a small JPEG of it is put in the last one's place."""
    whole, fresh = picture.with_suffix(".png"), picture.with_suffix(".new.jpg")
    if player.video_take_snapshot(0, str(whole), WIDTH, 0) != 0:
        return
    with contextlib.suppress(OSError, ValueError):
        Image.open(whole).convert("RGB").save(fresh, "JPEG", quality=70)
        fresh.replace(picture)


def main() -> None:
    """Until it ends, fails or is killed."""
    url, picture = sys.argv[1], Path(sys.argv[2])
    player, media = _opened(url)
    player.play()
    stalls, snapped = Stalls(), time.monotonic() - PICTURE_EVERY_S + 2
    while True:
        time.sleep(LOOK_EVERY_S)
        state, now = STATES.get(int(player.get_state().value), "opening"), time.monotonic()
        numbers = _numbers(media)
        still_s = stalls.look(numbers["shown"], now)
        told = {"state": state, **numbers, "stalls": stalls.count, "still_s": still_s}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        if state in OVER:
            os._exit(FAILED)  # in order would call stop()
        if state == "playing" and now - snapped >= PICTURE_EVERY_S:
            snapped = now
            _snap(player, picture)


if __name__ == "__main__":
    main()
