"""The desired state: which keys open which source, and when. Only digests; the keys are never here."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any

from streaming.ingest.errors import Refused

DIGEST = re.compile(r"[0-9a-f]{64}")
MAX_KEYS = 1000


@dataclass(frozen=True)
class Key:
    """One key of one source. `opens` and `closes` are Unix times, None without a bound."""

    source: int
    digest: str
    opens: float | None = None
    closes: float | None = None

    @classmethod
    def read(cls, given: dict[str, Any]) -> Key:
        """From the worker's JSON; raises ValueError, KeyError or TypeError."""
        digest = str(given["digest"])
        if not DIGEST.fullmatch(digest) or int(given["source"]) < 0:
            raise ValueError("a key is its source's number and a SHA-256 in hex")
        return cls(int(given["source"]), digest, _moment(given.get("opens")), _moment(given.get("closes")))


def _moment(value: Any) -> float | None:
    return None if value is None else float(value)


def digest_of(key: str) -> str:
    """How a key is compared."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


class Keyring:
    """The keys of the highest generation that was seen."""

    def __init__(self) -> None:
        self.generation: int | None = None
        self.keys: tuple[Key, ...] = ()

    def replace(self, generation: int, given: list[dict[str, Any]]) -> bool:
        """Take a whole new state; False for an older one.

        Raises ValueError, KeyError or TypeError, and then nothing has changed.
        """
        if self.generation is not None and generation < self.generation:
            return False
        if len(given) > MAX_KEYS:
            raise ValueError("too many keys")
        self.keys = tuple(Key.read(one) for one in given)
        self.generation = generation
        return True

    @property
    def sources(self) -> set[int]:
        """Those that there is a key for."""
        return {key.source for key in self.keys}

    def find(self, presented: str, now: float) -> Key:
        """The key that was presented; `now` is Unix time. Raises Refused; takes the same time for any."""
        if not presented:
            raise Refused("no_key")
        digest = digest_of(presented)
        found = [key for key in self.keys if hmac.compare_digest(key.digest, digest)]
        if not found:
            raise Refused("bad_key")
        key = found[-1]
        if key.opens is not None and now < key.opens:
            raise Refused("not_open")
        if key.closes is not None and now >= key.closes:
            raise Refused("closed")
        return key

    def holds(self, source: int, digest: str) -> bool:
        """Whether a publisher's key is still in the state."""
        return any(key.source == source and key.digest == digest for key in self.keys)
