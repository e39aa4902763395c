"""The log as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from events.errors import in_caller_language
from streaming.incidents.log import Line

BOM = "\ufeff"  # without it Excel takes Vietnamese for something else
HEAD = (("Lúc", "At"), ("Ai", "Who"), ("Việc gì", "What"), ("Mã", "Code"))
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def as_csv(lines: Iterable[Line]) -> str:
    """Oldest first; times as ISO 8601 with their zone."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(in_caller_language(vi, en) for vi, en in HEAD)
    for line in reversed(list(lines)):
        who = line["who"] or in_caller_language("Hệ thống", "The system")
        writer.writerow([line["at"], plain(who), plain(line["message"]), line["code"]])
    return out.getvalue()


def plain(text: str) -> str:
    """Nothing that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(RISKY) else text
