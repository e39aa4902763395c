"""The organizers' room."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Ceremonies, units, people; the lowest room, imports no other."""

    name = "events"
    verbose_name = "Buổi lễ"
