"""Who says that the public sees a page: its platform (written by the worker), or a person who looked."""

from __future__ import annotations

from django.db import models

from events.models import User
from streaming.enums_platform import PlatformSays
from streaming.models.broadcast import Relay


class PlatformState(models.Model):
    """What the platform of one relay's page said last, in this airing; `live_id`: of its live video."""

    relay = models.OneToOneField(Relay, models.CASCADE, primary_key=True, related_name="platform")
    airing = models.PositiveIntegerField()
    live_id = models.CharField(max_length=200, blank=True)
    says = models.CharField(max_length=7, choices=PlatformSays.choices, default=PlatformSays.UNKNOWN)
    viewers = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(null=True, help_text="of its last answer")
    error_code = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.relay_id} {self.says}"


class PageSeen(models.Model):
    """A person saw the stream on the page itself, then: no word on what came after an interruption."""

    relay = models.OneToOneField(Relay, models.CASCADE, primary_key=True, related_name="seen")
    airing = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.relay_id} {self.at:%F %T}"
