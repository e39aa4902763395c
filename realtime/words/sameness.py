"""Whether two texts say the same: for the same text sent many times with a dot more or in capitals."""

from __future__ import annotations

from hashlib import blake2b

from realtime.words.letters import FOREIGN, MARKS, plain

DROPPED = MARKS | {FOREIGN}


def fingerprint(text: str) -> str:
    """16 hexadecimal digits: the same for texts that differ in marks, case, spaces, signs, drawn-out letters.

    Of a text without letters and digits its signs count, each once: "❤❤❤" is "❤", and is not "👏".
    """
    seen = [char for char in plain(text) if char not in DROPPED and not char.isspace()]
    letters = [char.replace("đ", "d") for char in seen if char.isalnum()] or seen
    kept = [char for at, char in enumerate(letters) if char.isdigit() or letters[at - 1 : at] != [char]]
    return blake2b("".join(kept).encode(errors="replace"), digest_size=8).hexdigest()


def same_text(one: str, other: str) -> bool:
    """Whether they have the same fingerprint."""
    return fingerprint(one) == fingerprint(other)
