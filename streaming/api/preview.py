"""/preview/: the small stream of one source, for the staff who may see the broadcast and nobody else."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import FileResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from events.api.access import ceremony_for
from events.errors import NotFound
from events.permissions import May
from streaming.models import Source

NAME = re.compile(r"index\.m3u8|look-\d{1,9}\.ts", re.ASCII)
TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t"}


class PreviewFile(APIView):
    """A playlist of four seconds and its segments."""

    @extend_schema(exclude=True)
    def get(self, request: Request, source_id: int, name: str) -> Any:
        """404 before the first second, and for everybody else."""
        source = Source.objects.select_related("ceremony").filter(pk=source_id).first()
        if source is None or not NAME.fullmatch(name):
            raise NotFound
        ceremony_for(request, source.ceremony.slug, May.SEE_BROADCAST)
        path = settings.ENV.run_dir / "previews" / str(source_id) / name
        try:
            file = path.open("rb")
        except OSError:
            raise NotFound from None
        kept = {"Cache-Control": "private, no-store"}
        return FileResponse(file, content_type=TYPES[path.suffix], headers=kept)
