"""The ingest as a process, a worker's connection to it, a sender and a reader of the tests' own."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from streaming.ingest import amf0, messages
from streaming.ingest.chunks import ChunkReader, Message
from tests.streaming.ingest.wire import ECHO, HELLO, Talk, Writer
from tests.waiting import eventually

ROOT = Path(__file__).resolve().parents[3]
KEY = "nc-test-key-4f2b"
SOURCE = 12


def digest(key: str) -> str:
    """As the worker stores it."""
    return hashlib.sha256(key.encode()).hexdigest()


def key(word: str = KEY, source: int = SOURCE, **window: float | None) -> dict[str, Any]:
    """A key for the state."""
    return {"source": source, "digest": digest(word), "opens": None, "closes": None, **window}


def hung_up(peer: socket.socket) -> bool:
    """Read until the other side ends it, in order or not; a time-out is an error."""
    with contextlib.suppress(ConnectionError):
        while peer.recv(65536):
            pass
    return True


@dataclass
class Ingest:
    """One process in one folder."""

    folder: Path
    words: tuple[str, ...] = ()
    generation: int = 0
    process: subprocess.Popen[bytes] = field(init=False)
    record: dict[str, Any] = field(init=False)
    _worker: socket.socket | None = None

    def start(self, *keys: dict[str, Any]) -> None:
        """Start it, and say what is wanted."""
        self.spawn()
        self.state(*keys)

    def spawn(self) -> None:
        """Start it; it is there when its record is."""
        log = (self.folder / "log").open("wb")
        argv = [sys.executable, "-m", "streaming.ingest", "--control", str(self.folder / "c"), *self.words]
        argv += ["--out", str(self.folder / "out"), "--host", "127.0.0.1", "--port", "0"]
        self.process = subprocess.Popen(argv, cwd=ROOT, stderr=log)
        path = self.folder / "c.json"
        eventually(path.exists, 10, told=self.log)
        self.record = json.loads(path.read_text())

    def ask(self, **said: Any) -> dict[str, Any]:
        """One command over a connection that is kept."""
        if self._worker is None:
            self._worker = socket.socket(socket.AF_UNIX)
            self._worker.settimeout(10)
            self._worker.connect(str(self.folder / "c"))
        self._worker.sendall(json.dumps(said).encode() + b"\n")
        line = b""
        while not line.endswith(b"\n"):
            piece = self._worker.recv(65536)
            assert piece, "the control connection ended"
            line += piece
        answer: dict[str, Any] = json.loads(line)
        return answer

    def leave(self) -> None:
        """The worker goes."""
        if self._worker is not None:
            self._worker.close()
        self._worker = None

    def state(self, *keys: dict[str, Any]) -> dict[str, Any]:
        """The next generation of what is wanted."""
        self.generation += 1
        return self.ask(op="state", generation=self.generation, keys=list(keys))

    def source(self, number: int = SOURCE) -> dict[str, Any]:
        """What is observed of one source."""
        found: dict[str, Any] = self.ask(op="status")["sources"][str(number)]
        return found

    def refused(self) -> list[str]:
        """The codes of those that were turned away."""
        return [entry["code"] for entry in self.ask(op="status")["refused"]]

    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "log").read_text()

    @property
    def port(self) -> int:
        """Where senders come."""
        return int(self.record["port"])

    def reader_path(self, number: int = SOURCE) -> Path:
        """Where FLV is."""
        return self.folder / "out" / f"{number}.sock"

    def rss_mb(self) -> float:
        """Its memory."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(text.split("VmRSS:")[1].split()[0]) / 1024

    def cpu_s(self) -> float:
        """Its time on a core so far."""
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[0]) / 1e9

    def end(self) -> None:
        """End it, whatever it is at."""
        self.leave()
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()


def idle(ingest: Ingest) -> None:
    """The sender has gone, and the readers' sockets have everything: a reader that ends now has it whole."""
    eventually(lambda: (ingest.source()["state"], ingest.source()["unsent"]) == ("idle", 0), 10)


@contextlib.contextmanager
def running(folder: Path, *keys: dict[str, Any], words: Sequence[str] = ()) -> Iterator[Ingest]:
    """An ingest with these keys, ended in any case."""
    ingest = Ingest(folder, tuple(words))
    try:
        ingest.start(*keys)
        yield ingest
    finally:
        ingest.end()


class Encoder:
    """A sender over a blocking socket."""

    def __init__(self, port: int, size: int = 65536) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.talk, self.size = Talk(Writer()), size
        self.reader = ChunkReader()
        self.answers: list[Message] = []

    def publish(self, word: str) -> str:
        """Go through all of it; the status code that came back."""
        self.talk_only(word)
        return self.status()

    def talk_only(self, word: str) -> None:
        """All that is said before the status comes."""
        self.socket.sendall(HELLO)
        greeting = b""
        while len(greeting) < 3073:
            greeting += self.socket.recv(3073 - len(greeting))
        self.socket.sendall(
            ECHO + self.talk.connect() + self.talk.publish(word) + self.talk.chunk_size(self.size)
        )

    def status(self) -> str:
        """The next onStatus's code; "" where the connection ended before."""
        while True:
            for message in self.answers:
                words = amf0.decode(message.payload) if message.kind == messages.COMMAND else []
                if words[:1] == ["onStatus"] and isinstance(words[3], dict):
                    self.answers.remove(message)
                    return str(words[3]["code"])
            if not self._read():
                return ""

    def _read(self) -> bool:
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            return False
        for message in self.reader.feed(data):
            if message.kind == messages.SET_CHUNK_SIZE:
                self.reader.size = int.from_bytes(message.payload, "big")
            self.answers.append(message)
        return bool(data)

    def greeted(self) -> bool:
        """Whether the other side so much as shakes hands."""
        with contextlib.suppress(ConnectionError):
            self.socket.sendall(HELLO)
            return bool(self.socket.recv(1))
        return False

    def send(self, tags: Sequence[Message]) -> None:
        """Media."""
        self.socket.sendall(self.talk.media(tags))

    def ended(self) -> bool:
        """Whether the other side has hung up, within the socket's time-out."""
        while self._read():
            pass
        return True

    def close(self) -> None:
        """Hang up."""
        self.socket.close()


class Tap:
    """A reader of a source's socket."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(10)
        self.socket.connect(str(path))
        self.data = b""

    def until(self, size: int) -> bytes:
        """Read until this much has come, or its end."""
        while len(self.data) < size:
            piece = self.socket.recv(1 << 20)
            if not piece:
                break
            self.data += piece
        return self.data

    def close(self) -> None:
        """Go."""
        self.socket.close()
