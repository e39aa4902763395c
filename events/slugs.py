"""Addresses from Vietnamese titles."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from events.models import Ceremony

# NFD does not take these apart; Đ, Ð and Ɖ look alike and are typed for one another.
FOLD = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d"})
MAX = 80


def fold(title: str) -> str:
    """ "Lễ thượng cờ Đền Hùng" → "le-thuong-co-den-hung"; "le" where nothing is left."""
    return slugify(title.translate(FOLD))[:MAX].strip("-") or "buoi-le"


def free_slug(title: str, starts_at: datetime, zone: str) -> str:
    """The folded title; with the local date where that is taken, then with a number from 2."""
    base = fold(title)
    dated = f"{base}-{starts_at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
    taken = set(Ceremony.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number, slug = 1, dated
    while slug in taken:
        number += 1
        slug = f"{dated}-{number}"
    return slug
