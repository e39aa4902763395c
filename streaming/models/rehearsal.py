"""A rehearsal of a whole ceremony, kept with it: what was tried, what was seen, what follows from it."""

from __future__ import annotations

from django.db import models

from events.models import Ceremony, User
from streaming.enums_drill import Verdict


class Rehearsal(models.Model):
    """A request begins it and may ask for its end; the worker's conductor writes the rest.

    `airing`: of the stand-in's broadcast (`Broadcast.rehearses`). `facts`: what was observed, as
    streaming.drill.facts makes it; `checks`: what streaming.drill.judge says of it.
    """

    PERSON, START, CANCEL = "person", "start", "cancel"
    WHY = ((PERSON, "Người dùng dừng"), (START, "Buổi lễ lên sóng"), (CANCEL, "Buổi lễ bị huỷ"))

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="rehearsals")
    airing = models.PositiveIntegerField()
    length_s = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    began_at = models.DateTimeField()
    on_air_at = models.DateTimeField(null=True, help_text="its first segment; the script counts from here")
    asked_to_stop_at = models.DateTimeField(null=True)
    stopped_for = models.CharField(max_length=8, choices=WHY, blank=True)
    conductor = models.CharField(max_length=80, blank=True, help_text="the worker that runs its script")
    seen_at = models.DateTimeField(null=True, help_text="its conductor lived then")
    doing = models.JSONField(default=list, help_text="what is being tried now: what, page, title")
    ended_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    facts = models.JSONField(null=True)
    checks = models.JSONField(default=list)

    class Meta:
        verbose_name = "diễn tập"
        verbose_name_plural = "diễn tập"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ceremony"], condition=models.Q(ended_at=None), name="one_rehearsal_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ceremony_id} {self.verdict or 'running'}"
