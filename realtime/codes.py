"""Receipt codes: short enough to be read out on the telephone, too many to be guessed."""

from __future__ import annotations

import re
import secrets

# Without 0, O, 1 and I, which are taken for one another; 32 letters are five bits each, forty in all.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PREFIX, GROUP = "KN", 4
WRITTEN = re.compile(rf"(?:{PREFIX})?([{ALPHABET}]{{{2 * GROUP}}})")
BETWEEN = re.compile(r"[\s.\-–—_]+")
MAX_TYPED = 40  # characters that are looked at


def new_code() -> str:
    """One that nobody can foresee."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(2 * GROUP))
    return _written(letters)


def code_in(typed: str) -> str | None:
    """The code as it is kept, however it was typed ("kn 7f3k 9qxa"); None where it cannot be one."""
    found = WRITTEN.fullmatch(BETWEEN.sub("", typed[:MAX_TYPED]).upper())
    return _written(found[1]) if found else None


def _written(letters: str) -> str:
    return f"{PREFIX}-{letters[:GROUP]}-{letters[GROUP:]}"
