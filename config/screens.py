"""The screens are one static page that finds its own way; its assets are served by ServeStatic."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.static import serve

SCREENS = re.compile(r"^/($|c/[\w-]+/?$|tra-cuu/?$|studio(/|$))")
NOTHING_RUNS = "default-src 'none'; sandbox"
MISSING = (
    "Giao diện chưa được dựng: hãy chạy scripts/setup. / The screens are not built yet: run scripts/setup."
)


def cover(request: HttpRequest, path: str) -> HttpResponseBase:
    """A ceremony's picture, which was decoded and named by us; nothing in it may ever run."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = NOTHING_RUNS
    response["Cache-Control"] = "public, max-age=31536000, immutable"  # a new picture has a new name
    return response


def screen(request: HttpRequest) -> HttpResponse:
    """The page for every address that a person may open; 404 is shown by the page itself."""
    page: Path = settings.FRONTEND_BUILD / "index.html"
    if not page.is_file():
        return HttpResponse(MISSING, status=503, content_type="text/plain; charset=utf-8")
    status = 200 if SCREENS.match(request.path) else 404
    response = HttpResponse(page.read_bytes(), status=status, content_type="text/html; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = policy(request.get_host())
    return response


def policy(host: str) -> str:
    """Own scripts and styles alone; blob: is where the player's library keeps what it decodes."""
    return "; ".join(
        [
            "default-src 'self'",
            f"connect-src 'self' ws://{host} wss://{host}",  # 'self' covers sockets in new browsers alone
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "worker-src 'self' blob:",
            # The style attribute of the framework's announcer for screen readers, by its hash.
            "style-src-attr 'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )
