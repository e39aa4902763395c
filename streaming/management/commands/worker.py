"""`manage.py worker`: carries out what people want of the broadcasts."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from streaming.host import descriptors
from streaming.worker import loop


class Command(BaseCommand):
    """Programs and relays, in hosts that outlive this process."""

    help = "Chạy tiến trình phát: tín hiệu chương trình và các luồng tiếp sóng."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Until SIGTERM or SIGINT; what is on air goes on for the next worker to adopt."""
        os.umask(0o077)
        descriptors.raise_limit()
        with loop.only_worker(settings.ENV.run_dir):
            asyncio.run(self._run())

    async def _run(self) -> None:
        over = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, over.set)
        settings.ENV.live_dir.mkdir(parents=True, exist_ok=True)
        settings.ENV.live_dir.chmod(0o755)  # the umask takes this from what mkdir makes
        await loop.run(settings.ENV.run_dir, settings.ENV.live_dir, over)
