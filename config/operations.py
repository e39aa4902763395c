"""Addresses for whoever runs the machine, and the answers of last resort."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from channels.layers import get_channel_layer
from django.contrib import admin
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.views import SpectacularSwaggerView
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from config.collector import register
from events.errors import DomainError, Malformed, NotFound, NotPermitted, TooManyTries
from streaming.models import WorkerHeartbeat

WORKER_FRESH = timedelta(seconds=10)
LAYER_TIMEOUT_S = 2.0
register()


class DocsView(SpectacularSwaggerView):
    """The schema as a page; its assets come from this server."""

    url_name = "schema"


def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"ok": True})


def readyz(request: HttpRequest) -> HttpResponse:
    """Database, channel layer and worker; 503 names what is missing."""
    checks = {"database": _database(), "layer": _layer(), "worker": _worker()}
    answer = JsonResponse({"ok": all(checks.values()), **checks}, status=200 if all(checks.values()) else 503)
    vars(answer)["_has_been_logged"] = (
        True  # Django's own mark: a "no" that is asked for is no error of the server
    )
    return answer


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _layer() -> bool:
    layer: Any = get_channel_layer()

    async def round_trip() -> None:
        channel = await layer.new_channel("readyz")  # one a question: two may be asked at once
        await asyncio.wait_for(layer.send(channel, {"type": "readyz"}), LAYER_TIMEOUT_S)
        await asyncio.wait_for(layer.receive(channel), LAYER_TIMEOUT_S)

    try:
        asyncio.run(round_trip())
    except Exception:  # whatever the layer's client raises means that it is not there
        return False
    return True


def _worker() -> bool:
    try:
        newest = WorkerHeartbeat.objects.order_by("-seen_at").first()
    except DatabaseError:
        return False
    return newest is not None and timezone.now() - newest.seen_at < WORKER_FRESH


def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus; open, since it holds counts alone."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def no_such_address(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 as the contract's envelope."""
    return _error(NotFound())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What Django refuses before a view is reached: a foreign host, a form of thousands of fields."""
    return _error(Malformed())


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A session's write without its CSRF token."""
    return _error(NotPermitted())


def broken(request: HttpRequest) -> HttpResponse:
    """A bug: said plainly, with nothing of its inside."""
    return JsonResponse(DomainError().body(), status=500)


def guarded_login(request: HttpRequest) -> HttpResponseBase:
    """The admin's login, whose form knows nothing of our bound on tries."""
    try:
        return admin.site.login(request)
    except TooManyTries as error:
        return _error(error)


def _error(error: DomainError) -> HttpResponse:
    return JsonResponse(error.body(), status=error.status)
