"""The moderators' room."""

from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    """Comments, rooms, moderation, websockets."""

    name = "realtime"
    verbose_name = "Bình luận"

    def ready(self) -> None:
        """Fill the doors that the lower rooms left open; asks the database nothing."""
        from events import ports  # noqa: PLC0415  models exist only now
        from realtime.hub.hub import viewers_now  # noqa: PLC0415
        from realtime.services.rooms import make_room  # noqa: PLC0415

        ports.ceremony_created.register("realtime.room", make_room)
        ports.viewers_now.register("realtime.viewers", viewers_now)
