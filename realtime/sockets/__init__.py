"""The websockets, as bare ASGI applications: a consumer object a socket would cost more than the socket."""
