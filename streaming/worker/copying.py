"""A step's part in what is passed through: its public master, its slate, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from streaming.cards.film import slate_film
from streaming.folder import LiveFolder
from streaming.passing.sent import Sent
from streaming.playlist import Playlist
from streaming.worker import passed
from streaming.worker.memory import Memory
from streaming.worker.observer import Picture
from streaming.worker.passed import Passed
from streaming.worker.scene import Scene
from streaming.worker.wishes import ProgramWish


def judge(scene: Scene, memory: Memory, senders: Mapping[str, Mapping[str, Any]], made: Picture) -> None:
    """What every source sends, and of those that are to be passed on what is wrong with it."""
    copied: dict[int, Sent] = {}
    for key, wish in scene.wishes.programs.items():
        number, sent = made.programs[key.id]["showing_source"], memory.mixing(key.broadcast).passed.sent
        if wish.passing and number is not None and sent is not None:
            copied[number] = sent
    memory.sent = passed.sent_by(senders, copied, memory.sent)
    made.sent = {number: sent.body() for number, sent in memory.sent.items()}
    for number in scene.wishes.passing & made.sources.keys():
        made.sources[number] = passed.judged(made.sources[number], memory.sent.get(number))


def offer(folder: LiveFolder, known: Playlist, seen: Passed) -> None:
    """The public master, by what the segments hold."""
    seen.look(folder, known)
    folder.offer(seen.variants(settings.ENV.ladder))


def film(cards: Path, wish: ProgramWish, sent: Mapping[int, Sent]) -> Path:
    """The slate, made ahead in the size of what is sent: the red button has no time to wait for it."""
    size, fps = passed.shape_of(sent.get(wish.first) if wish.first is not None else None)
    return slate_film(cards, wish.card, size, fps, wish.slate_picture)
