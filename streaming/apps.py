"""The technicians' room."""

from django.apps import AppConfig


class StreamingConfig(AppConfig):
    """Pages, sources, broadcasts, relays."""

    name = "streaming"
    verbose_name = "Phát sóng"

    def ready(self) -> None:
        """Fill the doors that the organizers' room left open; asks the database nothing."""
        from events import ports  # noqa: PLC0415  models exist only now
        from streaming.selectors_recording import replays_of  # noqa: PLC0415
        from streaming.services.broadcasts import make_broadcast, stop_cancelled  # noqa: PLC0415

        ports.ceremony_created.register("streaming.broadcast", make_broadcast)
        ports.ceremony_cancelled.register("streaming.stop", stop_cancelled)
        ports.replays_of.register("streaming.recording", replays_of)
