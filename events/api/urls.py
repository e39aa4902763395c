"""The REST addresses of this room, under /api/v1/."""

from django.urls import path

from events.api.views import ceremonies, rundown, session

ONE = "ceremonies/<slug:slug>/"
urlpatterns = [
    path("session/", session.SessionView.as_view()),
    path("token/", session.TokenView.as_view()),
    path("units/", session.UnitsView.as_view()),
    path("units/<int:unit_id>/people/", session.PeopleView.as_view()),
    path("ceremonies/", ceremonies.CeremoniesView.as_view()),
    path(ONE, ceremonies.CeremonyView.as_view()),
    path(f"{ONE}submit/", ceremonies.SubmitView.as_view()),
    path(f"{ONE}approve/", ceremonies.ApproveView.as_view()),
    path(f"{ONE}send_back/", ceremonies.SendBackView.as_view()),
    path(f"{ONE}publish/", ceremonies.PublishView.as_view()),
    path(f"{ONE}cancel/", ceremonies.CancelView.as_view()),
    path(f"{ONE}reopen/", ceremonies.ReopenView.as_view()),
    path(f"{ONE}rundown/", rundown.RundownView.as_view()),
    path(f"{ONE}cue/", rundown.CueView.as_view()),
    path(f"{ONE}marks/", rundown.MarkView.as_view()),
    path(f"{ONE}crew/", rundown.CrewView.as_view()),
    path(f"{ONE}audit/", ceremonies.AuditView.as_view()),
]
