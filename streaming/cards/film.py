"""The slate as a short film: sent again and again where nothing is encoded."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from streaming.argv.passing import slate_film_argv
from streaming.cards.cache import kept
from streaming.cards.slate import Card, slate_path

WITHIN_S = 60.0


def slate_film(folder: Path, card: Card, size: tuple[int, int], fps: int, picture: Path | None) -> Path:
    """Encoded where it is not there yet; OSError where it cannot be."""
    still = slate_path(folder, card, size, picture)
    return kept(folder, f"{still.stem}-{fps}.ts", lambda: _made(still, size, fps))


def _made(still: Path, size: tuple[int, int], fps: int) -> bytes:
    with TemporaryDirectory(prefix="nhipcau-slate-") as name:
        out = Path(name) / "slate.ts"
        argv = slate_film_argv(str(still), size, fps, str(out))
        try:
            subprocess.run(argv, check=True, capture_output=True, timeout=WITHIN_S)  # noqa: S603  argv is ours
        except subprocess.SubprocessError as error:
            raise OSError(None, f"the slate's film could not be made: {error}") from error
        return out.read_bytes()
