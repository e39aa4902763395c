"""The sockets' addresses, for the URLRouter of channels."""

from typing import Any

from django.urls import path, re_path

from realtime.sockets.camera import camera_socket
from realtime.sockets.desk import desk_socket
from realtime.sockets.nowhere import refuse
from realtime.sockets.viewer import viewer_socket

# Django's stubs know of views alone; these are ASGI applications.
_viewer: Any = viewer_socket
_desk: Any = desk_socket
_camera: Any = camera_socket
_refuse: Any = refuse
websocket_urlpatterns = [
    path("ws/ceremonies/<slug:slug>/", _viewer),
    path("ws/ceremonies/<slug:slug>/desk/", _desk),
    path("ws/sources/<int:source_id>/camera/", _camera),
    re_path(r"", _refuse),
]
