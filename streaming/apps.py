"""The technicians' room."""

from django.apps import AppConfig


class StreamingConfig(AppConfig):
    """Pages, sources, broadcasts, relays."""

    name = "streaming"
    verbose_name = "Phát sóng"
