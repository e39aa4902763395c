"""Where the sockets are, and how staff show who they are."""

from __future__ import annotations

from django.test import Client
from rest_framework.authtoken.models import Token

from events.models import Ceremony, User


def public(ceremony: Ceremony, query: str = "") -> str:
    """The viewers' socket."""
    return f"/ws/ceremonies/{ceremony.slug}/{query}"


def desk(ceremony: Ceremony, query: str = "") -> str:
    """The staff's socket."""
    return f"/ws/ceremonies/{ceremony.slug}/desk/{query}"


def token(person: User) -> str:
    """The header's value of a program."""
    return f"Token {Token.objects.get_or_create(user=person)[0].key}"


def session(person: User) -> str:
    """The cookie of somebody who has logged in."""
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"
