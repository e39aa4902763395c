"""The tables of the word filter's tests, read from the text files beside this one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from realtime.words import Filter, parse

HERE = Path(__file__).parent
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
TERMS = parse((HERE / "terms.txt").read_text())
FILTER = Filter(TERMS)


@dataclass(frozen=True)
class Evasion:
    """A text, the places where a term is hidden in it, and what becomes of it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    term: str
    decision: str


def lines(name: str) -> list[str]:
    """Of a table, without headings."""
    raw = (HERE / name).read_text().splitlines()
    return [line for line in raw if line and not line.startswith("# ")]


def evasions() -> list[Evasion]:
    """Of evasions.txt."""
    return [_evasion(line) for line in lines("evasions.txt")]


def _evasion(line: str) -> Evasion:
    marked, term, decision = line.rsplit(" | ", 2)
    text, spans = "", []
    for part in re.split("[⟦⟧]", ESCAPE.sub(lambda found: chr(int(found[1], 16)), marked)):
        spans.append((len(text), len(text) + len(part)))
        text += part
    return Evasion(text, tuple(spans[1::2]), term, decision)


def without_marks(text: str) -> str:
    """As it is typed on a telephone without a Vietnamese keyboard."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in apart if not unicodedata.combining(char))
