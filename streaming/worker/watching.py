"""What every monitor is to watch, read from the database as plain values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F

from streaming.enums import Desired, Mode, Profile, RelayPhase, Showing, SourceKind, SourcePhase, Switch
from streaming.models import Broadcast, Relay, Source, SourceState
from streaming.monitor.stream import OWN
from streaming.targets import guard_policy

MOST_PAGES = 20


@dataclass(frozen=True)
class WatchWish:
    """One broadcast. `still`, `quiet`: what the program shows may stand, may be silent; `slate_since`:
    the slate is shown though nobody ordered it; `nothing_since`: passed through, and nobody sends."""

    broadcast: int
    airing: int
    own: str
    play: str
    still: bool
    quiet: bool
    slate_since: datetime | None = None
    nothing_since: datetime | None = None
    pages: dict[int, str] = field(default_factory=dict)

    def told(self, now: float) -> dict[str, Any]:
        """For the monitor."""
        policy = guard_policy()
        streams: dict[str, Any] = {
            str(page): {"url": url, "policy": policy} for page, url in self.pages.items()
        }
        nothing = self.nothing_since is not None
        told = {"mono": now, "still": self.still, "quiet": self.quiet, "nothing": nothing, "play": self.play}
        return {**told, "streams": {OWN: {"url": self.own}, **streams}}


def web_address() -> str:
    """Where this machine's web process answers."""
    env = settings.ENV
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(env.host, env.host)  # noqa: S104  nothing is bound
    return f"{'https' if env.tls_cert else 'http'}://{host}:{env.port}"


def read_wishes(web: str, live_dir: Path) -> dict[int, WatchWish]:
    """Those that have something to watch; three queries and one a slate."""
    began = {"desired": Desired.ON_AIR, "program__airing": F("airing")}
    rows = Broadcast.objects.filter(**began, program__first_segment_at__isnull=False)
    found = list(rows.select_related("ceremony", "program"))
    pages = _pages([row.pk for row in found if not row.is_rehearsal])
    of = {pk for row in found for pk in (row.pk, row.rehearses_id)} - {None}
    cards = Source.objects.filter(kind=SourceKind.TEST_CARD, ceremony__in=of)
    stills = set(cards.values_list("pk", flat=True))
    return {row.pk: _wish(row, web, live_dir, pages[row.pk], stills) for row in found}


def _wish(row: Broadcast, web: str, live_dir: Path, pages: dict[int, str], stills: set[int]) -> WatchWish:
    slug, seen = row.ceremony.slug, row.program
    master = live_dir / slug / "index.m3u8"
    own = str(master) if row.is_rehearsal else f"{web}/live/{slug}/index.m3u8"
    slate = seen.showing != Showing.SOURCE
    unasked, passes = row.mode == Mode.AUTO, row.profile == Profile.PASS
    return WatchWish(
        broadcast=row.pk,
        airing=row.airing,
        own=own,
        # libvlc takes no certificate of our own making; then it reads what the web process would send.
        play=own if own.startswith("http:") else master.as_uri(),
        still=slate or seen.showing_source in stills,
        quiet=slate and not _sounds(row.rehearses_id or row.pk),
        slate_since=seen.showing_since if unasked and seen.showing == Showing.SLATE else None,
        nothing_since=seen.showing_since if unasked and passes and seen.showing == Showing.NOTHING else None,
        pages=pages,
    )


def _sounds(broadcast: int) -> bool:
    """Whether the slate is shown with the sound of a source that has no picture."""
    lacks = SourceState.objects.filter(source__ceremony=broadcast, error_code="source_no_video")
    return lacks.filter(state=SourcePhase.LIVE).exists()


def _pages(broadcasts: list[int]) -> defaultdict[int, dict[int, str]]:
    """Those that are sent to and can be watched without a player of the platform's own."""
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    sent = Relay.objects.filter(broadcast__in=broadcasts, desired=Switch.ON, withdrawn=False)
    running = sent.filter(observed__state=RelayPhase.RUNNING).exclude(page__public_url="")
    for relay in running.select_related("page"):
        if is_media(relay.page.public_url) and len(found[relay.broadcast_id]) < MOST_PAGES:
            found[relay.broadcast_id][relay.page_id] = relay.page.public_url
    return found


def is_media(url: str) -> bool:
    """A playlist; what a person opens in a browser is none."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and parts.path.lower().endswith(".m3u8")
