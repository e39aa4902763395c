"""What is forgotten, and when."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from realtime.models import Comment, Sanction
from realtime.services.receipts import forget_contacts

ADDRESSES_KEPT = timedelta(days=30)
CONTACTS_KEPT = timedelta(days=90)  # after the end of the case


def forget_addresses() -> int:
    """Blank the network hashes of comments older than 30 days; returns how many. With them go the contact
    details of cases that ended 90 days ago.

    The texts stay with their ceremony, comments and the crew's messages alike; the latter have no address.
    """
    old = Comment.objects.filter(created_at__lt=timezone.now() - ADDRESSES_KEPT).exclude(address_hash="")
    since = timezone.now() - ADDRESSES_KEPT
    Sanction.objects.filter(created_at__lt=since).exclude(address_hash="").update(address_hash="")
    forget_contacts(timezone.now() - CONTACTS_KEPT)
    return old.update(address_hash="")
