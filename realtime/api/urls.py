"""The REST addresses of this room, under /api/v1/."""

from django.urls import path

from realtime.api import views

ONE = "ceremonies/<slug:slug>/"
COMMENT = "comments/<int:comment_id>/"
urlpatterns = [
    path(f"{ONE}room/", views.RoomView.as_view()),
    path(f"{ONE}comments/", views.CommentsView.as_view()),
    path(f"{COMMENT}publish/", views.PublishView.as_view()),
    path(f"{COMMENT}hide/", views.HideView.as_view()),
    path(f"{COMMENT}pin/", views.PinView.as_view()),
    path(f"{COMMENT}unpin/", views.UnpinView.as_view()),
]
