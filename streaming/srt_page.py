"""A page that takes SRT: what of its address is a secret, and whether anybody answers there.

Stream id and passphrase are sealed like a stream key, as a query string; the address keeps the rest.
Source of the handshake: Haivision, "The SRT Protocol" (draft-sharabayko-srt), sections 3.2.1 and 4.3.1.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from streaming.errors import BadPassphrase, TargetRefused
from streaming.greeting import NoGreeting

SECRETS = ("streamid", "passphrase")
OPEN = ("latency", "mode", "pbkeylen")
PASSPHRASE_CHARS = range(10, 80)
LATENCIES_MS = range(20, 8001)
USUAL_LATENCY_MS = 200
KEY_BYTES = ("16", "24", "32")
HANDSHAKE, INDUCTION, MAGIC = 0x8000_0000, 1, 0x4A17
ASK_EVERY_S = 0.5


def is_srt(address: str) -> bool:
    """By its scheme."""
    return address.startswith("srt://")


def parted(address: str, key: str | None) -> tuple[str, str | None]:
    """(address that anybody may read, secrets to be sealed; None: as they were).

    `key`: as typed in the field for stream keys: a bare stream id, or `streamid=…&passphrase=…`.
    Raises TargetRefused, BadPassphrase.
    """
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if not given.keys() <= {*SECRETS, *OPEN} or not _sound(given):
        raise TargetRefused("srt_options")
    inside = {name: given[name] for name in SECRETS if given.get(name)}
    known = None if key is None else secrets_of(key)
    found = None if known is None and not inside else {**inside, **(known or {})}
    if found and "passphrase" in found and len(found["passphrase"]) not in PASSPHRASE_CHARS:
        raise BadPassphrase
    query = urlencode({name: given[name] for name in OPEN if name in given and name != "mode"})
    bare = urlunsplit((parts.scheme, parts.netloc, "", query, ""))
    return bare, None if found is None else urlencode(found)


def _sound(given: dict[str, str]) -> bool:
    latency = given.get("latency", str(USUAL_LATENCY_MS))
    if not latency.isascii() or not latency.isdigit() or int(latency) not in LATENCIES_MS:
        return False
    return given.get("pbkeylen", "16") in KEY_BYTES and given.get("mode", "caller") == "caller"


def secrets_of(key: str) -> dict[str, str]:
    """By name; a key that names nothing is a stream id."""
    if not key:
        return {}
    if key.partition("=")[0] in SECRETS:
        named = dict(parse_qsl(key))
        return {name: named[name] for name in SECRETS if named.get(name)}
    return {"streamid": key}


def options_of(address: str) -> dict[str, int]:
    """For ffmpeg, which counts latency in microseconds."""
    given = dict(parse_qsl(urlsplit(address).query))
    latency = int(given.get("latency", USUAL_LATENCY_MS)) * 1000
    return {"latency": latency, "pbkeylen": int(given.get("pbkeylen", 16))}


def greet_srt(ip: str, port: int, until: float) -> None:
    """Ask whether SRT is spoken there; nothing is connected, and no secret sent. Raises NoGreeting."""
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    asked = os.urandom(4)
    question = struct.pack(">IIIIIHHIIII", HANDSHAKE, 0, 0, 0, 4, 0, 2, 1, 1500, 8192, INDUCTION)
    question += asked + bytes(20)
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as peer:
            peer.connect((ip, port))
            while (left := until - time.monotonic()) > 0:
                peer.settimeout(min(left, ASK_EVERY_S))
                if _answered(peer, question, asked):
                    return
    except OSError:  # nobody holds the port
        raise NoGreeting("page_unreachable") from None
    raise NoGreeting("page_unreachable")


def _answered(peer: socket.socket, question: bytes, asked: bytes) -> bool:
    peer.send(question)
    try:
        answer = peer.recv(1500)
    except TimeoutError:
        return False
    if len(answer) < 64 or answer[:4] != HANDSHAKE.to_bytes(4, "big") or answer[12:16] != asked:
        raise NoGreeting("page_not_srt")
    return True
