"""What the monitor saw: written by the worker, but for who acknowledged an alert."""

from __future__ import annotations

from django.db import models

from events.models import User
from streaming.enums import MonitorPhase
from streaming.models.broadcast import Broadcast
from streaming.models.page import Page


class MonitorState(models.Model):
    """The monitor of one broadcast; `seen`: pages and numbers, as streaming.monitored tells them."""

    broadcast = models.OneToOneField(Broadcast, models.CASCADE, primary_key=True, related_name="monitor")
    state = models.CharField(max_length=10, choices=MonitorPhase.choices, default=MonitorPhase.OFF)
    since = models.DateTimeField(null=True)
    restarts = models.PositiveIntegerField(default=0, help_text="of the monitor, in this airing")
    seen = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.state}"


class Alert(models.Model):
    """Something that viewers see or hear and should not. Rows are never deleted: they are the incident log's.

    `code` is one of streaming.messages; `page`: in that page's public stream, else in our own.
    """

    broadcast = models.ForeignKey(Broadcast, models.CASCADE, related_name="alerts")
    airing = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    page_name = models.CharField(max_length=120, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["broadcast", "-since"])]

    def __str__(self) -> str:
        return f"{self.broadcast_id} {self.code}"
