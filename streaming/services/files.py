"""Video files of sources: uploaded ones get a name of ours, library ones stay where they are."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from streaming.bodies import LIBRARY
from streaming.errors import NoSuchFile, NotAVideo
from streaming.models import Source
from streaming.probe import probe_video
from streaming.selectors import library_folder

SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


def file_of(source: Source) -> Path:
    """The file of a source, absolute."""
    return part_file(source.path)


def part_file(path: str) -> Path:
    """A path under the media folder, absolute."""
    return Path(settings.MEDIA_ROOT) / path


def look_into(source: Source, uploaded: bool) -> None:
    """Decode a little; its length and whether it has sound go into the source. Raises NotAVideo."""
    file = file_of(source)
    try:
        video = probe_video(file)
    except NotAVideo:
        if uploaded:
            file.unlink(missing_ok=True)
        raise
    source.duration_s, source.has_audio = video.duration_s, video.has_audio


def look_into_films(source: Source, paths: list[str]) -> None:
    """Every film of a playlist. Raises NoSuchFile, NotAVideo."""
    films: list[dict[str, Any]] = []
    for path in paths:
        known = in_library(path)
        video = probe_video(part_file(known))
        seen = {"has_audio": video.has_audio, "progressive": video.progressive}
        films.append({"path": known, "duration_s": video.duration_s or 0.0, **seen})
    source.files, source.duration_s = films, sum(film["duration_s"] for film in films)


def in_library(path: str) -> str:
    """The path under the media folder. Raises NoSuchFile for anything outside the library."""
    root = library_folder().resolve()
    wanted = path.removeprefix(LIBRARY)
    try:
        found = (root / wanted).resolve()
        inside = bool(wanted) and found.is_relative_to(root) and found.is_file()
    except (OSError, ValueError):  # a null byte, a name that is too long
        inside = False
    if not inside:
        raise NoSuchFile
    return f"{LIBRARY}{found.relative_to(root)}"


def kept(upload: UploadedFile[Any], ceremony_id: int) -> str:
    """Move the upload to its place under a name of ours; what the sender called it picks the suffix alone."""
    suffix = Path(upload.name or "").suffix.lower()
    suffix = suffix if SUFFIX.fullmatch(suffix) else ".bin"
    path = f"sources/{ceremony_id}/{secrets.token_hex(8)}{suffix}"
    place = Path(settings.MEDIA_ROOT) / path
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if isinstance(upload, TemporaryUploadedFile):
        with contextlib.suppress(OSError):  # another disk
            os.link(upload.temporary_file_path(), place)  # the temporary name goes by itself
            return path
    with place.open("wb") as file:
        file.writelines(upload.chunks())
    return path
