"""The REST addresses of this room, under /api/v1/."""

from django.urls import path

from streaming.api.views import (
    alerts,
    broadcast,
    incidents,
    load,
    loans,
    pages,
    program,
    readiness,
    recording,
    rehearsals,
    relay_groups,
    relays,
    seen,
    sources,
)

B = "ceremonies/<slug:slug>/broadcast/"
PAGE = "pages/<int:page_id>/"
REC = "ceremonies/<slug:slug>/recording/"
DRILL = f"{B}rehearsals/<int:rehearsal_id>"
RELAY = f"{B}relays/<int:page_id>/"
urlpatterns = [
    path("pages/", pages.PagesView.as_view()),
    path("pages/loans/", loans.LoansView.as_view()),
    path(PAGE, pages.PageView.as_view()),
    path(f"{PAGE}check/", pages.CheckView.as_view()),
    path("library/", pages.LibraryView.as_view()),
    path("ceremonies/<slug:slug>/incidents/", incidents.IncidentsView.as_view()),
    path("ceremonies/<slug:slug>/incidents.csv", incidents.IncidentsFileView.as_view()),
    path(B, broadcast.BroadcastView.as_view()),
    path(f"{B}start/", broadcast.StartView.as_view()),
    path(f"{B}stop/", broadcast.StopView.as_view()),
    path(f"{B}slate/picture/", program.SlatePictureView.as_view()),
    path(f"{B}slate/", broadcast.SlateView.as_view()),
    path(f"{B}unslate/", broadcast.UnslateView.as_view()),
    path(f"{B}pause/", broadcast.SlateView.as_view()),
    path(f"{B}take/", program.TakeView.as_view()),
    path(f"{B}preview/", program.PreviewView.as_view()),
    path(f"{B}arm/", program.ArmView.as_view()),
    path(f"{B}arm/seen/", program.ArmSeenView.as_view()),
    path(f"{B}extend/", program.ExtendView.as_view()),
    path(f"{B}sources/order/", program.OrderView.as_view()),
    path(f"{B}sources/<int:source_id>/rotate/", sources.RotateView.as_view()),
    path(f"{B}sources/<int:source_id>/qr/", sources.CameraQrView.as_view()),
    path(f"{B}alerts/", alerts.AlertsView.as_view()),
    path(f"{B}alerts/<int:alert_id>/ack/", alerts.AcknowledgeView.as_view()),
    path(f"{B}monitor/picture/", alerts.MonitorPictureView.as_view()),
    path(f"{B}load/", load.LoadView.as_view()),
    path(f"{B}readiness/", readiness.ReadinessView.as_view()),
    path(f"{B}rehearsals/", rehearsals.RehearsalsView.as_view()),
    path(f"{DRILL}/", rehearsals.RehearsalView.as_view()),
    path(f"{DRILL}.csv", rehearsals.RehearsalFileView.as_view()),
    path(f"{DRILL}/stop/", rehearsals.RehearsalStopView.as_view()),
    path(f"{B}runs/", broadcast.RunsView.as_view()),
    path(f"{B}sources/", sources.SourcesView.as_view()),
    path(f"{B}sources/<int:source_id>/", sources.SourceView.as_view()),
    path(f"{B}relays/start/", relay_groups.RelaysStartView.as_view()),
    path(f"{B}relays/stop/", relay_groups.RelaysStopView.as_view()),
    path(f"{B}relays/retry/", relay_groups.RelaysRetryView.as_view()),
    path(f"{RELAY}start/", relays.RelayStartView.as_view()),
    path(f"{RELAY}stop/", relays.RelayStopView.as_view()),
    path(f"{RELAY}seen/", seen.SeenView.as_view()),
    path(REC, recording.RecordingView.as_view()),
    path(f"{REC}purge/", recording.PurgeView.as_view()),
    path(f"{REC}retry/", recording.RetryView.as_view()),
    path(f"{REC}download/", recording.DownloadView.as_view()),
    path("storage/", recording.StorageView.as_view()),
    path(RELAY, relays.RelayView.as_view()),
]
