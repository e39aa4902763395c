"""Django's admin for superusers: rooms and comments are only read, since every change takes a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from realtime.models import Comment, Room

if TYPE_CHECKING:
    ReadOnlyBase = admin.ModelAdmin[Any]
else:
    ReadOnlyBase = admin.ModelAdmin


class ReadOnly(ReadOnlyBase):
    """Looking is allowed; the desks do the rest."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Room)
class RoomAdmin(ReadOnly):
    """Rooms with the number that they have reached."""

    list_display = ("ceremony", "moderation", "state", "seq")
    list_select_related = ("ceremony",)


@admin.register(Comment)
class CommentAdmin(ReadOnly):
    """Comments in every state, without the device and the network."""

    list_display = ("name", "body", "state", "pinned", "created_at")
    list_filter = ("state", "pinned")
    search_fields = ("name", "body")
    exclude = ("device", "address_hash")
