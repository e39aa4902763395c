"""The worker's conductor: walks every rehearsal through its script, beside the steps, and has it judged.

A rehearsal whose conductor is gone is ended, and said to be broken: it is begun again by a person.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from datetime import timedelta
from pathlib import Path

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from streaming.drill.play import Play
from streaming.enums_drill import Verdict
from streaming.models import Rehearsal
from streaming.services import rehearsals

log = logging.getLogger(__name__)
LOOK_EVERY_S = 0.5
ALONE_FOR = timedelta(seconds=15)


class Conductor:
    """Remembers the rehearsals that it conducts; a new worker is a new one."""

    def __init__(self, live_dir: Path) -> None:
        self.live_dir, self.name = live_dir, uuid.uuid4().hex
        self.plays: dict[int, Play] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await sync_to_async(self._careful)()
            except Exception:  # a rehearsal must not end the worker of a broadcast
                log.exception("a look at the rehearsals failed")
            await asyncio.sleep(LOOK_EVERY_S)

    def _careful(self) -> None:
        close_old_connections()
        self.look()

    def look(self) -> None:
        """Once."""
        now = timezone.now()
        running = {row.pk: row for row in Rehearsal.objects.filter(ended_at=None).select_related("ceremony")}
        self.plays = {pk: play for pk, play in self.plays.items() if pk in running}
        for row in running.values():
            if row.pk in self.plays:
                self.plays[row.pk].step(row, time.monotonic())
            elif row.conductor == "" and self._mine(row):
                self.plays[row.pk] = Play(row, self.live_dir, time.monotonic())
            elif (row.seen_at or row.began_at) < now - ALONE_FOR:
                rehearsals.close(row, Verdict.BROKEN)

    def _mine(self, row: Rehearsal) -> bool:
        """A guarded update: another worker may be as quick."""
        free = Rehearsal.objects.filter(Q(pk=row.pk), conductor="", ended_at=None)
        return bool(free.update(conductor=self.name, seen_at=timezone.now()))
