"""What the monitor saw: alerts, and its picture."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.access import ceremony_for, person_of
from events.api.schema import described
from events.errors import NotFound
from events.permissions import May
from streaming import monitored
from streaming.api.monitor_bodies import AlertOut, AlertsOut
from streaming.monitor.files import newest_picture
from streaming.services import alerts


class AlertsView(APIView):
    """The record of alerts."""

    @described(answers={200: AlertsOut})
    def get(self, request: Request, slug: str) -> Response:
        """All that were ever raised, at most 500, the newest first."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        return Response({"alerts": monitored.all_alerts(ceremony)})


class AcknowledgeView(APIView):
    """Somebody knows."""

    @described(answers={200: AlertOut})
    def post(self, request: Request, slug: str, alert_id: int) -> Response:
        """Say that you know of it; the first one's name stays. It is open until it is over."""
        ceremony = ceremony_for(request, slug, May.RUN_BROADCAST)
        return Response(monitored.alert(alerts.acknowledge(person_of(request), ceremony, alert_id)))


class MonitorPictureView(APIView):
    """What a viewer sees."""

    @extend_schema(responses={(200, "image/jpeg"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str) -> Any:
        """A small JPEG, at most some seconds old; 404 where there is none."""
        ceremony = ceremony_for(request, slug, May.SEE_BROADCAST)
        found = newest_picture(settings.ENV.run_dir / "monitors" / str(ceremony.pk))
        if found is None:
            raise NotFound
        try:
            file = found[0].open("rb")
        except OSError:
            raise NotFound from None
        kept = {"Cache-Control": "private, no-store"}
        return FileResponse(file, content_type="image/jpeg", headers=kept)
