"""The worker's lookout: beside its steps, so that pages that do not answer hold up no broadcast."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connection
from django.utils import timezone

from streaming.readiness.looking import look_where_due

LOOK_EVERY_S = 10.0
log = logging.getLogger(__name__)
_own = ThreadPoolExecutor(1, thread_name_prefix="lookout")


async def run() -> None:
    """Until it is cancelled."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        await asyncio.get_running_loop().run_in_executor(_own, _look)


def _look() -> None:
    try:
        close_old_connections()
        if count := look_where_due(timezone.now()):
            log.info("looked at the pages of %d ceremonies", count)
    except Exception:
        log.exception("the look at the pages failed")
    finally:
        connection.close()
