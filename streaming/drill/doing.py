"""What a rehearsal does to itself: pages that fail, a source held away, the red button, an encoder killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from django.db.models import F
from django.utils import timezone

from streaming.drill.facts import Tried
from streaming.drill.script import Deed
from streaming.enums import Mode, RunOf
from streaming.enums_drill import Fault
from streaming.models import Broadcast, Relay, Run
from streaming.wake import changed_on_commit


def begin(broadcast: Broadcast, deed: Deed, tried: Tried, live_dir: Path) -> None:
    """Do it now."""
    tried.began_at = timezone.now().timestamp()
    if deed.relay is not None:
        Relay.objects.filter(pk=deed.relay).update(behaviour=deed.behaviour)
    elif deed.what == Fault.ENCODER:
        tried.run = _kill_encoder(broadcast, live_dir / broadcast.ceremony.slug)
        tried.proof = bool(tried.run)
    else:
        _set(broadcast, deed.what, on=True)
    changed_on_commit(broadcast.pk)


def make_good(broadcast: Broadcast, deed: Deed, tried: Tried) -> None:
    """Take it back; a relay that asks for a person gets one."""
    tried.over_at = timezone.now().timestamp()
    if deed.relay is not None:
        Relay.objects.filter(pk=deed.relay).update(behaviour="", asked=F("asked") + 1)
    elif deed.what != Fault.ENCODER:
        _set(broadcast, deed.what, on=False)
    changed_on_commit(broadcast.pk)


def _set(broadcast: Broadcast, what: str, on: bool) -> None:
    mine = Broadcast.objects.filter(pk=broadcast.pk)
    if what == Fault.SOURCE_CUT:
        mine.update(cut=on, version=F("version") + 1)
    else:
        mine.update(mode=Mode.SLATE if on else Mode.AUTO, version=F("version") + 1)


def _kill_encoder(broadcast: Broadcast, folder: Path) -> int:
    """Its run's number; 0 where there is none. Only a process that works in this rehearsal's own folder."""
    found = Run.objects.filter(broadcast=broadcast, what=RunOf.PROGRAM, ended_at=None, pid__isnull=False)
    for run in found:
        pid, number = run.pid or 0, run.number or 0
        try:
            if Path(f"/proc/{pid}/cwd").readlink() == folder.resolve():
                os.kill(pid, signal.SIGKILL)
                return number
        except OSError:
            continue
    return 0
