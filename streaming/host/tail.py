"""The last lines that a process said, bounded, with secrets masked before they are kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from urllib.parse import quote, quote_plus, unquote

MAX_LINES, MAX_CHARS = 40, 500
GLIMPSE = 5
MASK = "•••"


def spellings(words: Iterable[str]) -> tuple[str, ...]:
    """Each secret as it is and as URLs spell it, the longest first."""
    found = {s for w in words if w for s in (w, quote(w), quote(w, safe=""), quote_plus(w), unquote(w))}
    return tuple(sorted((s for s in found if s), key=len, reverse=True))


class Tail:
    """Takes raw bytes as they come; keeps the last 40 lines of at most 500 characters."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self.secrets = spellings(secrets)
        self.lines: deque[str] = deque(maxlen=MAX_LINES)
        # A secret may be cut by a read, so what is not a whole line yet is kept raw, up to this bound.
        self._bound = MAX_CHARS * 8 + max(map(len, self.secrets), default=0)
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Some more bytes."""
        *lines, rest = (self._rest + data).replace(b"\r", b"\n").split(b"\n")
        self._rest = rest[: self._bound]
        for line in lines[-MAX_LINES:]:
            self._keep(line)

    def close(self) -> None:
        """What came without an end of line is a line too."""
        self._keep(self._rest)
        self._rest = b""

    def shown(self, whole: bool) -> list[str]:
        """All lines, or of one that lives only the newest: it is asked twice a second."""
        return list(self.lines) if whole else list(self.lines)[-GLIMPSE:]

    def _keep(self, line: bytes) -> None:
        text = self.masked(line[: self._bound].decode("utf-8", "replace")).strip()[:MAX_CHARS]
        if text:
            self.lines.append(text)

    def masked(self, text: str) -> str:
        """The same without the secrets."""
        for secret in self.secrets:
            text = text.replace(secret, MASK)
        return text
