"""The texts of a comment: what is taken, and how they are made fit for a screen."""

from __future__ import annotations

import re
import unicodedata

from events.text import clean_line, clean_lines

REF = re.compile(r"[A-Za-z0-9._:-]{1,64}")  # the client's own id of a comment
HALVES = re.compile("[\ud800-\udfff]")  # of a character: no text, and no wire takes them


def clean_body(text: str) -> str:
    """A comment, with its line breaks."""
    return clean_lines(text)


def folded(text: str) -> str:
    """For searching: small letters without marks, đ as d."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in bare if unicodedata.category(char) != "Mn")


def clean_name(text: str) -> str:
    """A name, on one line."""
    return clean_line(text)
