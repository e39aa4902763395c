"""Django's admin for superusers: people and units are set up here, records are only read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from rest_framework.authtoken.models import TokenProxy

from events.models import AuditEntry, Ceremony, CrewMember, Membership, Segment, Unit, User

if TYPE_CHECKING:
    UnitAdminBase = admin.ModelAdmin[Unit]
    AuditAdminBase = admin.ModelAdmin[AuditEntry]
    CeremonyAdminBase = admin.ModelAdmin[Ceremony]
else:
    UnitAdminBase = AuditAdminBase = CeremonyAdminBase = admin.ModelAdmin

admin.site.unregister(TokenProxy)  # it lists whole keys
admin.site.site_header = admin.site.site_title = "Nhịp Cầu"


class MembershipRows(admin.TabularInline):  # type: ignore[type-arg]
    """Roles of one person."""

    model = Membership
    extra = 1


class CrewRows(admin.TabularInline):  # type: ignore[type-arg]
    """The crew of one ceremony."""

    model = CrewMember
    extra = 0


class SegmentRows(admin.TabularInline):  # type: ignore[type-arg]
    """The rundown of one ceremony."""

    model = Segment
    extra = 0


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """People with their roles."""

    list_display = ("username", "name", "is_active", "is_superuser")
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "email")}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    inlines = (MembershipRows,)


@admin.register(Unit)
class UnitAdmin(UnitAdminBase):
    """The tree of units."""

    list_display = ("name", "slug", "parent", "path")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Ceremony)
class CeremonyAdmin(CeremonyAdminBase):
    """Ceremonies, to look at: the desks change them, with their checks and their record."""

    list_display = ("title", "unit", "starts_at", "state", "review_state")
    list_filter = ("state", "review_state", "unit")
    search_fields = ("title", "slug")
    inlines = (SegmentRows, CrewRows)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Made at the desk."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Changed at the desk."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Cancelled at the desk; what was shown to the public is not made to disappear."""
        return False


@admin.register(AuditEntry)
class AuditAdmin(AuditAdminBase):
    """The record, read-only."""

    list_display = ("at", "actor_name", "action", "ceremony")
    list_filter = ("action",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Written by the services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never deleted."""
        return False
