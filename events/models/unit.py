"""People and the tree of units that they work for."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from events.enums import Role
from events.text import clean_line

MAX_PATH = 255


class User(AbstractUser):
    """A member of staff. A Vietnamese name is one field, family name first."""

    name = models.CharField("họ và tên", max_length=120, blank=True)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new password ends the tokens that the old one gave; sessions end by themselves."""
        self.name = clean_line(self.name)
        changed = vars(self).get("_password") is not None  # Django's own mark of a new password
        super().save(*args, **kwargs)
        if changed:
            Token = apps.get_model("authtoken", "Token")
            Token._default_manager.filter(user_id=self.pk).delete()

    def shown_name(self) -> str:
        """The name for screens; the login where no name was given."""
        return self.name or self.username


def known_zone(name: str) -> None:
    """Raises ValidationError for a zone that the tables do not have, such as "Asia/Hanoi"."""
    if name not in available_timezones():
        raise ValidationError(f"Không có múi giờ “{name}”; Việt Nam là Asia/Ho_Chi_Minh.")


class Unit(models.Model):
    """An office in the tree; `path` holds the ids from the root down, as "/1/4/"."""

    name = models.CharField("tên", max_length=160)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    zone = models.CharField("múi giờ", max_length=64, default="Asia/Ho_Chi_Minh", validators=[known_zone])
    path = models.CharField(max_length=MAX_PATH, editable=False, db_index=True, default="")

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["path", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """No unit stands below itself, and the tree is not deeper than `path` can hold."""
        above = self.parent.path if self.parent else ""
        if self.path and above.startswith(self.path):
            raise ValidationError({"parent": "Một đơn vị không thể trực thuộc chính nó."})
        if len(above) > MAX_PATH - 20:
            raise ValidationError({"parent": "Cây đơn vị quá sâu."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep `path` true; a moved unit takes its subtree along."""
        self.name = clean_line(self.name)
        old = self.path
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if path == old:
            return
        type(self).objects.filter(pk=self.pk).update(path=path)
        self.path = path
        for child in self.children.all() if old else ():
            child.save()

    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to this unit itself."""
        return [int(part) for part in self.path.split("/") if part]


class Membership(models.Model):
    """A role in a unit; it reaches the unit's whole subtree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="one_membership_a_role")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"
