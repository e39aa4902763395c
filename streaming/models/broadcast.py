"""What people want: the streaming side of a ceremony and its relays. Only requests write these rows."""

from __future__ import annotations

from django.db import models

from events.models import Ceremony, User
from streaming.enums import Desired, Mode, Profile, Switch
from streaming.models.page import Page
from streaming.models.source import Source


class Broadcast(models.Model):
    """The streaming side of one ceremony, under the ceremony's own id.

    `version` counts every change of what is wanted and guards commands against stale screens.
    `airing` counts the starts, so that what the worker saw of an earlier one is not taken for this one.
    `source` is the main one, which the backups follow; `take` goes before all of them, chosen by hand on air.
    """

    ceremony = models.OneToOneField(Ceremony, models.CASCADE, primary_key=True, related_name="broadcast")
    desired = models.CharField(max_length=8, choices=Desired.choices, default=Desired.IDLE)
    mode = models.CharField(max_length=5, choices=Mode.choices, default=Mode.AUTO)
    version = models.PositiveIntegerField(default=1)
    airing = models.PositiveIntegerField(default=0)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="chosen_by")
    take = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="taken_by")
    slate_picture = models.CharField(max_length=200, blank=True, help_text="under the media folder")
    profile = models.CharField(max_length=8, choices=Profile.choices, default=Profile.P720)
    loudness = models.BooleanField(default=True, help_text="brought to −16 LUFS by a slow gain")
    gain_db = models.FloatField(default=0.0)
    av_offset_ms = models.IntegerField(default=0, help_text="positive: the sound is later")
    # A rehearsal's: its own ceremony has no address, and `rehearses` is the one that it stands for.
    rehearses = models.OneToOneField(Ceremony, models.CASCADE, null=True, related_name="rehearsal_broadcast")
    cut = models.BooleanField(default=False, help_text="its sources are held away; rehearsals only")
    armed_at = models.DateTimeField(null=True, help_text="starts itself then")
    armed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    ends_itself_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "phiên phát"
        verbose_name_plural = "phiên phát"

    def __str__(self) -> str:
        return f"{self.ceremony} · {self.get_desired_display()}"

    @property
    def on_air(self) -> bool:
        """Whether people want it on air."""
        return self.desired == Desired.ON_AIR

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing of it may reach a real page or a viewer."""
        return self.rehearses_id is not None


class Relay(models.Model):
    """One page's place in one broadcast. `withdrawn`: the page's unit took it back."""

    broadcast = models.ForeignKey(Broadcast, models.CASCADE, related_name="relays")
    page = models.ForeignKey(Page, models.CASCADE, related_name="relays")
    desired = models.CharField(max_length=3, choices=Switch.choices, default=Switch.ON)
    withdrawn = models.BooleanField(default=False)
    # Counted up by every start that a person asks for: a relay that gave up tries again.
    asked = models.PositiveIntegerField(default=0)
    behaviour = models.CharField(max_length=24, blank=True, help_text="of the sink, in a rehearsal")

    class Meta:
        verbose_name = "luồng tiếp sóng"
        verbose_name_plural = "luồng tiếp sóng"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["broadcast", "page"], name="one_relay_a_page")]

    def __str__(self) -> str:
        return f"{self.broadcast_id} → {self.page_id}"

    @property
    def wanted(self) -> bool:
        """Whether people want it, and its unit still lends the page."""
        return self.desired == Switch.ON and not self.withdrawn
