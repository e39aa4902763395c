"""/recordings/: an ended ceremony's own playlist, for everybody; its segments are those of /live/."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from events.errors import NotFound
from streaming.selectors_recording import replay_chapters, replay_file

KIND = "application/vnd.apple.mpegurl"


def chapters(request: HttpRequest, slug: str) -> HttpResponse:
    """Where its parts begin, for jumping; 404 as above."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    found = replay_chapters(slug)
    if found is None:
        return JsonResponse(NotFound().body(), status=404, headers={"Cache-Control": "no-store"})
    return JsonResponse({"chapters": found}, headers={"Cache-Control": "no-cache"})


def replay(request: HttpRequest, slug: str) -> HttpResponse:
    """404 where it is not published, not over, or no longer kept."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    path = replay_file(slug)
    try:
        data = path.read_bytes() if path else None
    except OSError:
        data = None
    if data is None:
        return HttpResponse(NotFound().message, status=404, headers={"Cache-Control": "no-store"})
    return HttpResponse(data, content_type=KIND, headers={"Cache-Control": "no-cache"})
