"""`manage.py web`: the web process (uvicorn)."""

from __future__ import annotations

import tempfile
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand

from config.limits import raise_open_files
from config.uploads import forget_broken_uploads

MAX_FRAME_BYTES = 64 * 1024


class Command(BaseCommand):
    """HTTP and websockets on one port."""

    help = "Chạy tiến trình web (HTTP và websocket)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until SIGTERM."""
        env = settings.ENV
        raise_open_files()
        # Where Django spools a request's body: beside the uploads, not in a small /tmp.
        tempfile.tempdir = str(settings.FILE_UPLOAD_TEMP_DIR)
        forget_broken_uploads()
        uvicorn.run(
            "config.asgi:application",
            host=env.host,
            port=env.port,
            # Measured: the cheapest per delivered frame; compression costs 250 kB a socket.
            ws="websockets-sansio",
            ws_max_size=MAX_FRAME_BYTES,
            ws_per_message_deflate=False,
            ws_ping_interval=25,
            ws_ping_timeout=25,
            access_log=False,
            log_config=None,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=2,
            proxy_headers=bool(env.trusted_proxies),
            forwarded_allow_ips=list(env.trusted_proxies) or None,
            ssl_certfile=env.tls_cert or None,
            ssl_keyfile=env.tls_key or None,
        )
