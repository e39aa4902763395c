"""/live/: the stream's own files."""

from django.urls import path

from streaming.api.live import live_file

urlpatterns = [path("<slug:slug>/<str:name>", live_file)]
