"""A ceremony, its published versions and its crew."""

from __future__ import annotations

from django.db import models

from events.enums import CeremonyKind, CeremonyState, ReviewState, Role
from events.models.unit import Unit, User


class Shown(models.Manager["Ceremony"]):
    """All but those whose slug begins with a dot: a rehearsal's stand-in, which no address leads to."""

    def get_queryset(self) -> models.QuerySet[Ceremony]:
        return super().get_queryset().exclude(slug__startswith=".")


class Ceremony(models.Model):
    """One event with a start, an end, a place, a crew and a rundown: the desk's working copy.

    Public screens never read this text; they read `published`, the newest numbered version.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="ceremonies")
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=CeremonyKind.choices, default=CeremonyKind.OTHER)
    title = models.CharField(max_length=200)
    summary = models.TextField(max_length=4000, blank=True)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    cover = models.ImageField(upload_to="covers/", null=True, blank=True)
    review_state = models.CharField(max_length=12, choices=ReviewState.choices, default=ReviewState.DRAFT)
    state = models.CharField(max_length=12, choices=CeremonyState.choices, default=CeremonyState.SCHEDULED)
    published = models.ForeignKey(
        "CeremonyVersion", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = Shown()
    hidden_too: models.Manager[Ceremony] = models.Manager()

    class Meta:
        verbose_name = "buổi lễ"
        verbose_name_plural = "buổi lễ"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["starts_at"]), models.Index(fields=["unit", "starts_at"])]

    def __str__(self) -> str:
        return self.title


class CeremonyVersion(models.Model):
    """What the public sees: frozen text and rundown, numbered from 1 in each ceremony."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["ceremony", "number"]
        constraints = [models.UniqueConstraint(fields=["ceremony", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.ceremony} #{self.number}"


class CrewMember(models.Model):
    """Who does what at one ceremony."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="crew")
    user = models.ForeignKey(User, models.CASCADE, related_name="crew_places")
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        verbose_name = "ê-kíp"
        verbose_name_plural = "ê-kíp"
        ordering = ["role", "id"]
        constraints = [models.UniqueConstraint(fields=["ceremony", "user", "role"], name="one_crew_place")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
