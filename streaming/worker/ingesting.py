"""The machine's one RTMP ingest: started, adopted, told the keys; what it says of the senders."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import subprocess
import time
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.enums import SourcePhase
from streaming.host.record import read, short_path
from streaming.ingest.__main__ import CANNOT_LISTEN

log = logging.getLogger(__name__)
ANSWER_WITHIN_S = 2.0
MAX_ANSWER = 1024 * 1024
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 15.0
TAKEN = "ingest_port_taken"
PHASES = {"idle": SourcePhase.OFF, "live": SourcePhase.LIVE, "silent": SourcePhase.SILENT}
Answer = dict[str, Any]


class IngestLink:
    """Asked once a step, on a connection of its own each time."""

    def __init__(self, run_dir: Path, host: str, port: int) -> None:
        self.folder, self.out = hosts.folder_of(run_dir), run_dir / "ingest"
        self._address = (host, port)
        self._process: subprocess.Popen[bytes] | None = None
        self._next_try, self._wait = 0.0, FIRST_WAIT_S
        self.problem = ""
        self.told: Answer = {}

    async def tend(self, senders: dict[int, str]) -> None:
        """Have it run where anybody may send, and know who may."""
        self._reap()
        known = read(self.folder / "ingest.json")
        if known is None or not known.alive:
            self.told = {}
            if senders and self._process is None and time.monotonic() >= self._next_try:
                self._spawn()
            return
        self.problem, self._wait = "", FIRST_WAIT_S
        keys = [{"source": number, "digest": digest} for number, digest in senders.items()]
        state = {"op": "state", "generation": int(time.time() * 1000), "keys": keys}
        with contextlib.suppress(OSError, TimeoutError, ValueError):
            self.told = await asyncio.wait_for(self._ask(state), ANSWER_WITHIN_S)

    async def _ask(self, command: Answer) -> Answer:
        with short_path(self.folder, "ingest") as path:
            reader, writer = await asyncio.open_unix_connection(path, limit=MAX_ANSWER)
        try:
            writer.write(json.dumps(command).encode() + b"\n")
            answer: Answer = json.loads(await reader.readline())
            return answer
        finally:
            writer.close()

    def _spawn(self) -> None:
        host, port = self._address
        words = ["--control", str(self.folder / "ingest"), "--out", str(self.out)]
        words += ["--host", host, "--port", str(port), "--lease", str(hosts.PROGRAM_LEASE_S)]
        self._process = hosts.spawned(self.folder / "ingest.log", "streaming.ingest", *words)

    def _reap(self) -> None:
        code = self._process.poll() if self._process else None
        if code is None:
            return
        self._process = None
        self._next_try = time.monotonic() + self._wait
        self._wait = min(LONGEST_WAIT_S, self._wait * 2)
        if code == CANNOT_LISTEN:
            log.error("nobody can send by RTMP: port %s is taken", self._address[1])
            self.problem = TAKEN

    def phases(self, senders: dict[int, str]) -> dict[int, tuple[str, str]]:
        """(phase, problem) of every source that may be sent to."""
        if self.problem:
            return dict.fromkeys(senders, (SourcePhase.FAILED.value, self.problem))
        told = self.told.get("sources") or {}
        words = {number: told.get(str(number), {}).get("state", "idle") for number in senders}
        return {number: (PHASES[word].value, "") for number, word in words.items()}
