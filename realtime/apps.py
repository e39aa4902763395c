"""The moderators' room."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """Comments, rooms, moderation, websocket consumers."""

    name = "realtime"
    verbose_name = "Bình luận"
