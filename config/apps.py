"""The wiring, as an app so that its commands are found."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, addresses, the launcher."""

    name = "config"
    label = "config"
    verbose_name = "Nhịp Cầu"
