"""The machine's one RTMP ingest: started, adopted, told the keys; what it says of the senders."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streaming import hosts
from streaming.enums import SourcePhase
from streaming.host.record import read, short_path
from streaming.ingest.__main__ import BAD_CERTIFICATE, CANNOT_LISTEN

log = logging.getLogger(__name__)
ANSWER_WITHIN_S = 2.0
MAX_ANSWER = 1024 * 1024
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 15.0
PROBLEMS = {CANNOT_LISTEN: "ingest_port_taken", BAD_CERTIFICATE: "ingest_bad_certificate"}
TOLD_FOR_S = 60.0  # so long a refusal is shown beside the sources that somebody may have meant
# Why a sender was turned away → what the technician is told; the sender's address is in the ingest's log.
REFUSED = {
    "bad_key": "sender_bad_key",
    "no_key": "sender_no_key",
    "in_use": "sender_in_use",
    "taken_over": "sender_taken_over",
    "key_removed": "sender_old_key",
    "codec": "sender_codec",
    "multitrack": "sender_codec",
}  # A wrong key is for no source, so it is said at all that nobody sends to.
# What the mixer makes of a source that is sent: the ingest cannot know it.
OF_MIXER = frozenset({"source_broken", "source_no_video", "source_no_audio"})
PHASES = {"idle": SourcePhase.OFF, "live": SourcePhase.LIVE, "silent": SourcePhase.SILENT}
Answer = dict[str, Any]
Phase = tuple[str, str]


@dataclass(frozen=True)
class Door:
    """Where senders come. `secure`: port, certificate and key of RTMPS."""

    host: str
    port: int
    secure: tuple[int, str, str] | None = None

    def words(self) -> list[str]:
        """For its command line."""
        plain = ["--host", self.host, "--port", str(self.port)]
        if self.secure is None:
            return plain
        port, cert, key = self.secure
        return [*plain, "--tls-port", str(port), "--cert", cert, "--key", key]

    def is_that_of(self, record: Path) -> bool:
        """Whether the ingest that runs stands there: the settings may be others than at its start."""
        with contextlib.suppress(OSError, ValueError):
            said = json.loads(record.read_text())
            ports = (self.port, self.secure[0] if self.secure else None)
            return (said["host"], said["port"], said["tls_port"]) == (self.host, *ports)
        return True  # it is being written, or gone


def door_of(env: Any) -> Door:
    """As the machine's environment says (config.env.Env)."""
    secure = (env.rtmps_port, env.tls_cert, env.tls_key) if env.rtmps_port else None
    return Door(env.host, env.rtmp_port, secure)


class IngestLink:
    """Asked once a step, on a connection of its own each time."""

    def __init__(self, run_dir: Path, door: Door) -> None:
        self.folder, self.out = hosts.folder_of(run_dir), run_dir / "ingest"
        self._door = door
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
        if not self._door.is_that_of(self.folder / "ingest.json"):
            await self._say({"op": "shutdown"})
            self.told = {}
            return
        keys = [{"source": number, "digest": digest} for number, digest in senders.items()]
        await self._say({"op": "state", "generation": int(time.time() * 1000), "keys": keys})

    async def _say(self, command: Answer) -> None:
        with contextlib.suppress(OSError, TimeoutError, ValueError):
            self.told = await asyncio.wait_for(self._ask(command), ANSWER_WITHIN_S)

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
        words = ["--control", str(self.folder / "ingest"), "--out", str(self.out)]
        words += [*self._door.words(), "--lease", str(hosts.PROGRAM_LEASE_S)]
        self._process = hosts.spawned(self.folder / "ingest.log", "streaming.ingest", *words)

    def _reap(self) -> None:
        code = self._process.poll() if self._process else None
        if code is None:
            return
        self._process = None
        self._next_try = time.monotonic() + self._wait
        self._wait = min(LONGEST_WAIT_S, self._wait * 2)
        self.problem = PROBLEMS.get(code, "")
        if self.problem:
            log.error("nobody can send by RTMP (%s): %s", self._door.port, self.problem)

    def phases(self, senders: dict[int, str], mixed: dict[int, Phase]) -> dict[int, Phase]:
        """(phase, problem) of every source that may be sent to; `mixed`: as the mixers see them."""
        if self.problem:
            return dict.fromkeys(senders, (SourcePhase.FAILED.value, self.problem))
        told = self.told.get("sources") or {}
        words = {number: told.get(str(number), {}).get("state", "idle") for number in senders}
        return {number: self._phase(number, words[number], mixed.get(number)) for number in senders}

    def _phase(self, number: int, word: str, mixed: Phase | None) -> Phase:
        if word != "live":
            return PHASES[word].value, self._refused({number, None})
        if mixed is not None and mixed[1] in OF_MIXER:
            return mixed
        return SourcePhase.LIVE.value, self._refused({number})

    def _refused(self, meant: set[int | None]) -> str:
        """Why somebody who meant this source, or may have, was turned away lately."""
        for entry in reversed(self.told.get("refused") or []):
            if time.time() - entry["at"] > TOLD_FOR_S:
                break
            if entry["source"] in meant and entry["code"] in REFUSED:
                return REFUSED[entry["code"]]
        return ""
