"""What the worker asks for, as closed, frozen types: anything else is refused with the place of the fault."""

from __future__ import annotations

from dataclasses import dataclass

from streaming.mixer.fields import Fields, Malformed, is_word

RATE = 48_000  # samples a second, everywhere
MAX_SOURCES = 32
MAX_OFFSET_MS, MAX_GAIN_DB, MAX_BUFFER_S = 2000.0, 24.0, 8.0
LIVE, PULL, FILM = "live", "pull", "film"
AUTO, SLATE = "auto", "slate"


@dataclass(frozen=True)
class Profile:
    """The program's shape; fixed while an encoder runs."""

    width: int = 1280
    height: int = 720
    fps: int = 30

    @property
    def picture(self) -> int:
        """Bytes of one yuv420p picture."""
        return self.width * self.height * 3 // 2

    @property
    def samples(self) -> int:
        """Samples (stereo pairs) of one picture's time."""
        return RATE // self.fps


@dataclass(frozen=True)
class PreviewSpec:
    """A small encoder of one source's own pictures, `fps` of them a second (a divisor of the profile's)."""

    argv: tuple[str, ...]
    fps: int = 10
    mask: tuple[str, ...] = ()
    cwd: str | None = None


@dataclass(frozen=True)
class SourceSpec:
    """One way in. `pace`, `listing`: see the package. `stall_s`: started anew when nothing came so long.

    `cut`: held away, as if its cable were pulled; a rehearsal does that.
    """

    argv: tuple[str, ...]
    buffer_s: float = 1.0
    pace: str = LIVE
    restart: bool = True
    stall_s: float | None = None
    mask: tuple[str, ...] = ()
    cwd: str | None = None
    preview: PreviewSpec | None = None
    listing: str | None = None
    cut: bool = False


@dataclass(frozen=True)
class FeedSpec:
    """What is copied: who listens at `socket` in `cwd`, or what `argv` writes into `{out}`; neither: nothing.

    `key`: the source's, for the report. `stall_s`: opened anew when nothing came out for so long.
    """

    key: str
    socket: str | None = None
    argv: tuple[str, ...] = ()
    listing: str | None = None
    stall_s: float | None = None
    mask: tuple[str, ...] = ()
    cwd: str | None = None


@dataclass(frozen=True)
class EncoderSpec:
    """The one encoder, or with a `feed` the copier in its place.

    `begin_s`, `first_run` and `resumed` matter at the first run of this mixer only.
    """

    argv: tuple[str, ...]
    restart_args: tuple[str, ...] = ()
    mask: tuple[str, ...] = ()
    cwd: str | None = None
    begin_s: float = 0.0
    first_run: int = 1
    resumed: bool = False
    feed: FeedSpec | None = None


@dataclass(frozen=True)
class Wanted:
    """The whole desired state."""

    generation: int
    profile: Profile
    slate: str | None
    order: tuple[str, ...]
    mode: str
    take: str | None
    sources: dict[str, SourceSpec]
    encoder: EncoderSpec | None
    gain_db: float
    av_offset_ms: float
    loudness: bool


def parse_state(data: object) -> Wanted:
    """The whole of a `state` command; Malformed where it is not one."""
    given = Fields(data, "")
    profile = given.nested("profile", _profile) or Profile()
    sources = given.nested("sources", lambda found: _sources(found, profile)) or {}
    order = given.words("order")
    if len(set(order)) != len(order) or not set(order) <= sources.keys():
        raise Malformed("order")
    return Wanted(
        generation=given.whole("generation", -1, 0, 2**53),
        profile=profile,
        slate=given.text("slate"),
        order=order,
        mode=given.one_of("mode", AUTO, (AUTO, SLATE)),
        take=_take(given, sources),
        sources=sources,
        encoder=given.nested("encoder", _encoder),
        gain_db=given.number("gain_db", 0, -MAX_GAIN_DB * 4, MAX_GAIN_DB),
        av_offset_ms=given.number("av_offset_ms", 0, -MAX_OFFSET_MS, MAX_OFFSET_MS),
        loudness=given.flag("loudness", False),
    )


def _take(given: Fields, sources: dict[str, SourceSpec]) -> str | None:
    take = given.text("take")
    if take is not None and take not in sources:
        raise Malformed("take")
    return take


def _profile(given: Fields) -> Profile:
    made = Profile(
        given.whole("width", 1280, 16, 3840),
        given.whole("height", 720, 16, 3840),
        given.whole("fps", 30, 5, 60),
    )
    if made.width % 2 or made.height % 2 or RATE % made.fps:
        raise Malformed(given.place)
    return made


def _sources(given: Fields, profile: Profile) -> dict[str, SourceSpec]:
    if len(given.data) > MAX_SOURCES or not all(map(is_word, given.data)):
        raise Malformed(given.place)
    found = {key: given.nested(key, lambda one: _source(one, profile)) for key in given.data}
    return {key: spec for key, spec in found.items() if spec is not None}


def _source(given: Fields, profile: Profile) -> SourceSpec:
    return SourceSpec(
        argv=given.words("argv", needed=True),
        buffer_s=given.number("buffer_s", 1.0, 0.0, MAX_BUFFER_S),
        pace=given.one_of("pace", LIVE, (LIVE, PULL, FILM)),
        restart=given.flag("restart", True),
        stall_s=None if given.data.get("stall_s") is None else given.number("stall_s", 30, 1, 3600),
        mask=given.words("mask"),
        cwd=given.text("cwd"),
        preview=given.nested("preview", lambda one: _preview(one, profile)),
        listing=given.text("listing"),
        cut=given.flag("cut", False),
    )


def _preview(given: Fields, profile: Profile) -> PreviewSpec:
    fps = given.whole("fps", min(10, profile.fps), 1, profile.fps)
    if profile.fps % fps:
        raise Malformed(f"{given.place}.fps")
    return PreviewSpec(given.words("argv", needed=True), fps, given.words("mask"), given.text("cwd"))


def _encoder(given: Fields) -> EncoderSpec:
    return EncoderSpec(
        argv=given.words("argv", needed=True),
        restart_args=given.words("restart_args"),
        mask=given.words("mask"),
        cwd=given.text("cwd"),
        begin_s=given.number("begin_s", 0, 0, 1e7),
        first_run=given.whole("first_run", 1, 0, 2**53),
        resumed=given.flag("resumed", False),
        feed=given.nested("feed", _feed),
    )


def _feed(given: Fields) -> FeedSpec:
    return FeedSpec(
        key=given.text("key") or "",
        socket=given.text("socket"),
        argv=given.words("argv"),
        listing=given.text("listing"),
        stall_s=None if given.data.get("stall_s") is None else given.number("stall_s", 30, 1, 3600),
        mask=given.words("mask"),
        cwd=given.text("cwd"),
    )
