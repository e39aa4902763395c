"""A look at the pages of a broadcast before it is on air."""

from __future__ import annotations

from django.db import models

from events.models import Ceremony, User
from streaming.enums import Level, LookCause


class Readiness(models.Model):
    """What was found: `rows` of pages as streaming.readiness.looking makes them, null until it is done."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="readiness")
    cause = models.CharField(max_length=9, choices=LookCause.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    starts_at = models.DateTimeField(help_text="of the ceremony, as it was then")
    took_ms = models.PositiveIntegerField(default=0)
    level = models.CharField(max_length=5, choices=Level.choices, blank=True)
    rows = models.JSONField(null=True)
    uplink = models.JSONField(null=True, help_text="kb/s: needs, has (null: not known); level")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ceremony", "cause", "starts_at"],
                condition=~models.Q(cause="person"),
                name="one_look_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ceremony_id} {self.cause} {self.level}"
