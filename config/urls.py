"""All addresses: the API of each room, the stream, the screens, the operations."""

from django.contrib import admin
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from config import operations, screens
from streaming.api.preview import PreviewFile
from streaming.api.replay import chapters, replay

urlpatterns = [
    path("api/v1/", include("events.api.urls")),
    path("api/v1/", include("streaming.api.urls")),
    path("api/v1/", include("realtime.api.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", operations.DocsView.as_view(), name="docs"),
    re_path(r"^api/", operations.no_such_address),
    path("live/", include("streaming.live_urls")),
    re_path(r"^media/(?P<path>covers/[\w-]+\.(?:jpg|png|webp))$", screens.cover),
    path("preview/<int:source_id>/<str:name>", PreviewFile.as_view()),
    path("recordings/<slug:slug>/index.m3u8", replay),
    path("recordings/<slug:slug>/chapters.json", chapters),
    path("healthz", operations.healthz),
    path("readyz", operations.readyz),
    path("metrics", operations.metrics),
    path("admin/login/", operations.guarded_login),
    path("admin/", admin.site.urls),
    re_path(r"^(?!_app/|live/|preview/|media/|static/|ws/).*$", screens.screen),
]
handler400 = "config.operations.bad_request"
handler404 = "config.operations.no_such_address"
handler500 = "config.operations.broken"
