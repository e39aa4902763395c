"""What happened on air by itself: the other half of the incident log, beside what people did."""

from __future__ import annotations

from django.db import models

from events.models import Ceremony, WrittenOnce
from streaming.enums import Happening


class Incident(WrittenOnce):
    """Written once. `about` is a page, a source, or what the program shows; its name is kept when it goes."""

    PAGE, SOURCE, PROGRAM = "page", "source", "program"
    ABOUT = ((PAGE, "Trang"), (SOURCE, "Nguồn"), (PROGRAM, "Chương trình"))

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="incidents")
    at = models.DateTimeField(auto_now_add=True)
    about = models.CharField(max_length=8, choices=ABOUT)
    subject = models.BigIntegerField(null=True, help_text="the page's or the source's id, then")
    name = models.CharField(max_length=200, blank=True)
    happening = models.CharField(max_length=8, choices=Happening.choices)
    cause = models.CharField(max_length=40, blank=True, help_text="a code of streaming.messages")
    lasted_s = models.FloatField(null=True, help_text="how long the trouble was that is over")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["ceremony", "about", "subject"])]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.name} {self.happening}"
