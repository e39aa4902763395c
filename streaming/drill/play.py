"""One rehearsal on its way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from events.selectors import segments_of
from streaming.drill import doing
from streaming.drill.facts import Facts, PageSeen, Tried
from streaming.drill.judge import judge, verdict_of
from streaming.drill.noting import View, note
from streaming.drill.script import Deed, cues, script
from streaming.drill.seeing import look
from streaming.enums_drill import Verdict
from streaming.models import Broadcast, Rehearsal, Relay
from streaming.services import rehearsals

NOT_ON_AIR_S = 30.0  # without a first segment by then there is nothing to rehearse


class Play:
    """`began`: monotonic."""

    def __init__(self, row: Rehearsal, live_dir: Path, began: float) -> None:
        self.live_dir, self._began, self._last = live_dir, began, began
        self._on_air: float | None = None
        broadcast = Broadcast.objects.get(rehearses=row.ceremony_id)
        found = Relay.objects.filter(broadcast=broadcast).select_related("page")
        relays = {relay.pk: relay.page.name for relay in found.order_by("page__priority", "pk")}
        self.deeds = script(row.length_s, row.faults, list(relays))
        self.titles = [segment.title for segment in segments_of(row.ceremony)]
        self.cues = cues(row.length_s, len(self.titles))
        self.facts = Facts(
            float(row.length_s), row.began_at.timestamp(), list(row.faults), cues=len(self.cues)
        )
        faulted = {deed.relay for deed in self.deeds}
        self.facts.pages = {str(pk): PageSeen(name, pk in faulted) for pk, name in relays.items()}
        self.facts.tried = [Tried(it.what, it.relay, relays.get(it.relay or 0, "")) for it in self.deeds]

    def step(self, row: Rehearsal, now: float) -> None:
        """Look, remember, do what is due, and end where it is over."""
        broadcast = Broadcast.objects.select_related("ceremony").get(rehearses=row.ceremony_id)
        view = look(broadcast, self.live_dir)
        note(self.facts, view, now - self._last)
        self._last = now
        if self._on_air is None and view.first_at is not None:
            self._on_air = now
        at = now - self._on_air if self._on_air is not None else 0.0
        self.facts.ran_s = round(at, 1)
        over = self._on_air is None and now - self._began > NOT_ON_AIR_S
        if row.asked_to_stop_at is not None or not broadcast.on_air or over or at >= row.length_s:
            self._end(row)
            return
        if self._on_air is not None:
            self._walk(broadcast, at)
        self._tell(row, view, at)

    def _walk(self, broadcast: Broadcast, at: float) -> None:
        with transaction.atomic():
            for deed, tried in zip(self.deeds, self.facts.tried, strict=True):
                if tried.began_at is None and at >= deed.at_s:
                    doing.begin(broadcast, deed, tried, self.live_dir)
                elif tried.began_at is not None and tried.over_at is None and at >= deed.until_s:
                    doing.make_good(broadcast, deed, tried)
        self.facts.cued = sum(at >= moment for moment in self.cues)

    def _tell(self, row: Rehearsal, view: View, at: float) -> None:
        fields: dict[str, Any] = {"seen_at": timezone.now(), "doing": self._doing(at)}
        if self._on_air is not None and row.on_air_at is None:
            fields["on_air_at"] = timezone.now()
        Rehearsal.objects.filter(pk=row.pk).update(**fields)
        if fields["doing"] != row.doing or "on_air_at" in fields:
            rehearsals.tell(row)

    def _doing(self, at: float) -> list[dict[str, str]]:
        if self._on_air is None:
            return [{"what": "starting", "page": "", "title": ""}]
        now: list[dict[str, str]] = [
            {"what": it.what, "page": it.page, "title": ""} for it in self._tried_now(at)
        ]
        title = self.titles[self.facts.cued - 1] if self.facts.cued else ""
        return now + ([{"what": "segment", "page": "", "title": title}] if title else [])

    def _tried_now(self, at: float) -> list[Tried]:
        both: list[tuple[Deed, Tried]] = list(zip(self.deeds, self.facts.tried, strict=True))
        return [it for deed, it in both if deed.at_s <= at < deed.until_s]

    def _end(self, row: Rehearsal) -> None:
        checks = judge(self.facts)
        early = row.asked_to_stop_at is not None
        rehearsals.close(row, Verdict(verdict_of(checks, early)), self.facts.kept(), checks)
