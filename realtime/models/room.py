"""All of one ceremony's comments, with the one counter."""

from __future__ import annotations

from django.db import models

from events.models import Ceremony
from realtime.enums import Moderation, RoomState


class Room(models.Model):
    """One room a ceremony, under the ceremony's own id.

    `seq` counts every change of every comment; it is allocated under this row's lock, in the
    transaction that writes the change, so that numbers become visible in their order.
    """

    ceremony = models.OneToOneField(Ceremony, models.CASCADE, primary_key=True, related_name="room")
    seq = models.BigIntegerField(default=0, editable=False)
    moderation = models.CharField(max_length=4, choices=Moderation.choices, default=Moderation.PRE)
    state = models.CharField(max_length=8, choices=RoomState.choices, default=RoomState.OPEN)
    slow_seconds = models.PositiveSmallIntegerField(default=0, help_text="between two comments of a device")
    opens_before_min = models.PositiveIntegerField(null=True, blank=True, help_text="empty: once published")
    closes_after_min = models.PositiveIntegerField(default=60, help_text="after the end")
    max_length = models.PositiveSmallIntegerField(default=1000, help_text="characters of a comment")
    hold_links = models.BooleanField(default=True)
    hold_first = models.BooleanField(default=False, help_text="a device's first comment waits")
    reactions = models.BooleanField(default=True, help_text="hearts and flags while comments are open")
    rules = models.TextField(max_length=1000, blank=True, help_text="what viewers read before they write")

    class Meta:
        verbose_name = "phòng bình luận"
        verbose_name_plural = "phòng bình luận"

    def __str__(self) -> str:
        return f"{self.ceremony} · {self.get_moderation_display()}"
