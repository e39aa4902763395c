"""The archived ceremony."""

from __future__ import annotations

from django.db import models

from events.models import User
from streaming.enums import RecordingState
from streaming.models.broadcast import Broadcast


class Recording(models.Model):
    """What is kept of one broadcast. The worker writes what is; people write only the last three fields.

    `airing`: the start whose end the MP4 was made (or tried) for; a ceremony that was reopened and ended
    again is made again.
    """

    broadcast = models.OneToOneField(Broadcast, models.CASCADE, primary_key=True, related_name="recording")
    state = models.CharField(max_length=10, choices=RecordingState.choices, default=RecordingState.NONE)
    airing = models.PositiveIntegerField(default=0)
    duration_s = models.FloatField(null=True)
    bytes = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    gaps = models.JSONField(default=list)
    chapters = models.JSONField(default=list)
    replay = models.BooleanField(default=False, help_text="segments are there to be watched again")
    made_at = models.DateTimeField(null=True)
    keep_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=40, blank=True)
    error_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    retry_asked_at = models.DateTimeField(null=True)
    purge_asked_at = models.DateTimeField(null=True)
    purge_asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "bản ghi"
        verbose_name_plural = "bản ghi"

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.state}"
