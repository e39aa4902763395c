"""Who is at the other end of a socket, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare
from rest_framework.authtoken.models import Token

from events.models import User
from events.permissions import Standing
from events.selectors import standing_by_ids


@dataclass(frozen=True)
class Proof:
    """How a socket showed who it is; it can be held against the database again."""

    kind: Literal["session", "token"]
    key: str
    user_id: int

    def __repr__(self) -> str:
        """Without the key: it is a secret."""
        return f"Proof({self.kind}, user {self.user_id})"


def proof_by_token(key: str) -> Proof | None:
    """The proof that a token gives; None for one that is not known."""
    user_id = Token.objects.filter(key=key, user__is_active=True).values_list("user_id", flat=True).first()
    return Proof("token", key, user_id) if user_id is not None else None


def holds(proof: Proof) -> bool:
    """Whether the token is still there, or the session, not expired and of the present password."""
    if proof.kind == "token":
        return Token.objects.filter(key=proof.key, user_id=proof.user_id, user__is_active=True).exists()
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore(proof.key)
    data = store.load()
    user = User.objects.filter(pk=proof.user_id, is_active=True).first()
    if user is None or str(data.get(SESSION_KEY)) != str(proof.user_id):
        return False
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())


def standing_by_proof(proof: Proof, ceremony_id: int) -> Standing | None:
    """What the person is to the ceremony now; None where the login is over."""
    return standing_by_ids(proof.user_id, ceremony_id) if holds(proof) else None
