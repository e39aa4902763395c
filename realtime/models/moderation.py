"""What moderators did: about authors, and the log of everything."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from events.models import Unit, User
from events.models.audit import WrittenOnce
from realtime import enums
from realtime.models.comment import Comment
from realtime.models.room import Room

MAX_REASON = 200  # characters


class Sanction(models.Model):
    """One author, known by the device, may not write as others do: in one room, or in a unit and those below.

    `address_hash` is evidence that only holds comments: many phones share an address.
    """

    kind = models.CharField(max_length=8, choices=enums.Sanction.choices)
    room = models.ForeignKey(Room, models.CASCADE, related_name="sanctions", help_text="where it was said")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    device = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=32, blank=True, help_text="keyed; forgotten after 30 days")
    name = models.CharField(max_length=60, help_text="as the author called himself")
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=MAX_REASON, blank=True)
    until = models.DateTimeField(null=True, blank=True, help_text="empty: until it is lifted")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "biện pháp"
        verbose_name_plural = "biện pháp"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["device"], condition=Q(lifted_at=None), name="sanctions_by_device"),
            models.Index(
                fields=["address_hash"],
                condition=Q(lifted_at=None) & ~Q(address_hash=""),
                name="sanctions_by_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_kind_display()}"


class LogEntry(WrittenOnce):
    """One deed of a moderator, with who and why; what undoes it is an entry of its own.

    `items`: of each comment that it changed {"id", "state", "pinned", "shadow"} as it was before and the
    `seq` that the change took: a comment that somebody changed since is left alone by an undo.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="log")
    deed = models.CharField(max_length=8, choices=enums.Deed.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=150, help_text="kept when the person leaves")
    reason = models.CharField(max_length=MAX_REASON, blank=True)
    items = models.JSONField(default=list)
    sanction = models.ForeignKey(Sanction, models.SET_NULL, null=True, related_name="+")
    undoes = models.OneToOneField("self", models.CASCADE, null=True, related_name="undone")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "nhật ký duyệt"
        verbose_name_plural = "nhật ký duyệt"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.actor_name} {self.get_deed_display()}"
