"""Before a source is passed through: what it sends has to be right, since nobody will mend it on the way."""

from __future__ import annotations

from collections.abc import Sequence

from streaming import hosts, messages
from streaming.argv.passing import fetch_argv
from streaming.enums import BY_KEY, Profile, SourceKind, SourcePhase
from streaming.host.server import PROXY
from streaming.inputs import source_wish
from streaming.models import Broadcast, Source, SourceState
from streaming.passing.errors import PassWaits, SentWrong
from streaming.passing.probing import probed
from streaming.passing.sent import Sent, problems, stored
from streaming.services.pass_kind import check_kind
from streaming.targets import guard_policy


def check(broadcast: Broadcast, source: Source | None) -> None:
    """All that can be known now; looks at files and addresses for some seconds, so never in a transaction.

    Raises CannotPass, PassWaits, SentWrong. What an SRT sender sends is known once it is connected only.
    """
    check_kind(broadcast, source)
    if broadcast.profile != Profile.PASS or source is None or broadcast.on_air:
        return
    sent = _sent(source)
    if sent is not None and (wrong := problems(sent)):
        raise SentWrong(wrong[0], name=source.name, what=" ".join(messages.words(code) for code in wrong))
    if source.kind != SourceKind.SRT and (sent is None or sent.keyframe_s is None):
        raise PassWaits(name=source.name)


def _sent(source: Source) -> Sent | None:
    if source.kind in BY_KEY or source.kind == SourceKind.SRT:
        seen = SourceState.objects.filter(pk=source.pk).exclude(state=SourcePhase.OFF).first()
        return stored(seen.sent) if seen else None
    wish = source_wish(source, preview=False)
    return None if wish.fault else probed(*_look(fetch_argv(wish.feed)))


def _look(argv: Sequence[str]) -> tuple[list[str], str | None]:
    """The input of this command line, read as fast as it comes; (words, working folder)."""
    words = [word for word in argv[: argv.index("-map")] if word != "-re"]
    words[words.index("-loglevel") + 1] = "info"
    at = words.index("-progress")
    del words[at : at + 2]
    if PROXY not in words:
        return words, None
    return hosts.guarded(guard_policy(), words), str(hosts.ROOT)
