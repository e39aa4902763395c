"""The command lines of ffmpeg, built as lists with ffmpeg-python; nothing here starts anything."""

from __future__ import annotations

from typing import Any

import ffmpeg

from streaming.ffmpeg import executable

# Warnings tell what went wrong; `-nostats` with `-progress` on stdout is the machine's own report.
ALWAYS = ("-hide_banner", "-nostdin", "-nostats", "-loglevel", "warning", "-progress", "pipe:1")


def compiled(output: Any) -> list[str]:
    """argv of a finished stream of ffmpeg-python."""
    return [executable(), *ALWAYS, *(str(word) for word in ffmpeg.get_args(output))]
