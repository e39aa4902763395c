"""The REST addresses of this room, under /api/v1/."""

from django.urls import path

from streaming.api.views import broadcast, loans, pages, relays, sources

B = "ceremonies/<slug:slug>/broadcast/"
PAGE = "pages/<int:page_id>/"
RELAY = f"{B}relays/<int:page_id>/"
urlpatterns = [
    path("pages/", pages.PagesView.as_view()),
    path("pages/loans/", loans.LoansView.as_view()),
    path(PAGE, pages.PageView.as_view()),
    path(f"{PAGE}check/", pages.CheckView.as_view()),
    path("library/", pages.LibraryView.as_view()),
    path(B, broadcast.BroadcastView.as_view()),
    path(f"{B}start/", broadcast.StartView.as_view()),
    path(f"{B}stop/", broadcast.StopView.as_view()),
    path(f"{B}runs/", broadcast.RunsView.as_view()),
    path(f"{B}sources/", sources.SourcesView.as_view()),
    path(f"{B}sources/<int:source_id>/", sources.SourceView.as_view()),
    path(f"{RELAY}start/", relays.RelayStartView.as_view()),
    path(f"{RELAY}stop/", relays.RelayStopView.as_view()),
    path(RELAY, relays.RelayView.as_view()),
]
