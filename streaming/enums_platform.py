"""The words of what platforms say of pages."""

from __future__ import annotations

from django.db.models import TextChoices

from streaming.enums import PageKind

# Whose platform is asked; streaming.connectors.registry makes the connectors, in the worker alone.
CONNECTED = frozenset({PageKind.REHEARSAL})


class PlatformSays(TextChoices):
    """What a page's platform says of it: streaming.connectors.port.Phase, or nothing."""

    NONE = "none", "Không có kết nối với nền tảng"
    UNKNOWN = "unknown", "Chưa trả lời"
    CREATED = "created", "Đã tạo"
    READY = "ready", "Chưa công khai"
    LIVE = "live", "Đang phát"
    ENDED = "ended", "Đã kết thúc"
