"""One source: who sends it, what is kept for readers that come later, and the readers."""

from __future__ import annotations

import time
from collections import deque
from typing import Protocol

from streaming.ingest import amf0, tags
from streaming.ingest.chunks import Message
from streaming.ingest.messages import AUDIO, DATA, VIDEO
from streaming.ingest.rate import Rate
from streaming.ingest.reader import Reader, Tag
from streaming.ingest.tags import Part
from streaming.ingest.timeline import WHOLE, Timeline

KEPT_MS, KEPT_BYTES = 10_000, 16 * 1024 * 1024
KEPT_AUDIO_MS = 1_000  # where there is no picture
SETTLE_MS = 500  # how long a track may be late before the source begins without it
SILENT_S = 2.0
MAX_READERS = 8
LONG_GROUP_MS = 2_000  # beyond that it is worth a word before it has ended


class Publisher(Protocol):
    """Who sends."""

    address: str
    digest: str

    def end(self, code: str) -> None:
        """Turn it away with a name of errors.REFUSALS."""


class Source:
    """Takes media of one publisher at a time, gives FLV to its readers. Times are monotonic seconds."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.publisher: Publisher | None = None
        self.readers: set[Reader] = set()
        self.timeline = Timeline()
        self.heard_at = self.changed_at = time.monotonic()  # the last media; the last start or stop
        self._serial = 0
        self._forget()

    def _forget(self) -> None:
        self.codecs = {VIDEO: "", AUDIO: ""}
        self.said: dict[str, amf0.Value] = {}
        self.rate = Rate()
        self.ready = False
        self._headers: dict[int, bytes] = {}
        self._kept: deque[Tag] = deque()
        self._kept_bytes = 0
        self._fresh: list[Tag] = []
        self._first: int | None = None  # where its first frame is
        self.keyframe_ms: int | None = None
        self._key_at: int | None = None

    def start(self, publisher: Publisher, now: float) -> None:
        """Somebody begins to send; the readers stay and wait."""
        self.stop()
        self.publisher, self.heard_at, self.changed_at = publisher, now, now
        self.timeline.new_sender()
        if not self.readers:
            self.timeline = Timeline()

    def stop(self) -> None:
        """Nobody sends any more."""
        self.flush()
        if self.publisher is not None:
            self.changed_at = time.monotonic()
        self.publisher = None
        self._forget()
        self._pause()

    def _pause(self) -> None:
        for reader in list(self.readers):
            reader.pause()

    def silent(self, now: float) -> bool:
        """Whether a publisher is there and says nothing."""
        return self.publisher is not None and now - self.heard_at >= SILENT_S

    @property
    def tracks(self) -> tuple[str, str]:
        """(video codec, audio codec), empty where there is none."""
        return self.codecs[VIDEO], self.codecs[AUDIO]

    @property
    def keyframe_s(self) -> float | None:
        """The time between keyframes: the last whole one, or longer where the next is still awaited."""
        if self._key_at is None:
            return None
        waited = self.timeline.last - self._key_at
        known = self.keyframe_ms or (waited if waited > LONG_GROUP_MS else None)
        return None if known is None else max(known, waited) / 1000

    @property
    def form(self) -> tuple[str, str, bytes]:
        """What has to stay as it is for a reader that goes on."""
        return *self.tracks, self._headers.get(AUDIO, b"")

    def header(self, kind: int) -> bytes:
        """The decoder's configuration of one track as it was sent; empty where there is none."""
        return self._headers.get(kind, b"")

    def take(self, media: Message, now: float) -> None:
        """One tag's body; raises Refused and Malformed."""
        self.heard_at = now
        if media.kind == DATA:
            self.said = tags.metadata(media.payload) or self.said
            return
        look = tags.video(media.payload) if media.kind == VIDEO else tags.audio(media.payload)
        if look.part is Part.HEADER:
            self._header(media, look.codec)
        elif look.part is not Part.NOTHING and media.kind in self._headers:
            at = self.timeline.place(media.kind, media.timestamp)
            self._frame(media, at, key=look.part is Part.KEY or not self.codecs[VIDEO])

    def _header(self, media: Message, codec: str) -> None:
        """A decoder's configuration. Said again it changes nothing; a new one makes what was kept useless."""
        if self._headers.get(media.kind) == media.payload:
            return
        # A decoder takes another picture on its way; other sound would begin at 0 again behind it.
        changed = codec != self.codecs[media.kind] or (media.kind == AUDIO and AUDIO in self._headers)
        if media.kind == VIDEO or media.kind in self._headers:
            self._clear()
        self._headers[media.kind], self.codecs[media.kind] = media.payload, codec
        if not self.ready:
            return
        if changed:
            self._begin_again()
        else:
            self._fresh.append(self._tag(media, self.timeline.place(media.kind, media.timestamp), key=False))
            for reader in [reader for reader in self.readers if reader.once]:
                reader.pause()

    def _begin_again(self) -> None:
        """Other tracks than the readers know: they have to open it anew."""
        self.flush()
        self.ready, self._first = False, None
        self._pause()

    def _frame(self, media: Message, at: int, key: bool) -> None:
        tag = self._tag(media, at, key)
        self._first = at if self._first is None else self._first
        if key and self.codecs[VIDEO]:
            self._key(at)
        if key or self._kept:
            self._keep(tag)
        if self.ready:
            self._fresh.append(tag)
        else:
            self._settle()

    def _tag(self, media: Message, at: int, key: bool) -> Tag:
        self._serial += 1
        return Tag(tags.tag(media.kind, at % WHOLE, media.payload), at, key, self._serial)

    def _key(self, at: int) -> None:
        self._clear()
        if self._key_at is not None:
            self.keyframe_ms = at - self._key_at
        self._key_at = at

    def _keep(self, tag: Tag) -> None:
        self._kept.append(tag)
        self._kept_bytes += len(tag.data)
        if not self.codecs[VIDEO]:
            while tag.at - self._kept[0].at > KEPT_AUDIO_MS:
                self._kept_bytes -= len(self._kept.popleft().data)
        elif self._kept_bytes > KEPT_BYTES or tag.at - self._kept[0].at > KEPT_MS:
            self._clear()

    def _clear(self) -> None:
        self._kept.clear()
        self._kept_bytes = 0

    def flush(self) -> None:
        """Hand on what came since the last time, as one piece."""
        fresh, self._fresh = self._fresh, []
        if not fresh:
            return
        joined = b"".join([tag.data for tag in fresh]) if self.readers else b""
        for reader in list(self.readers):
            if reader.waiting:
                self._begin(reader)
            else:
                reader.send(fresh, joined)

    def _settle(self) -> None:
        """Begin when both tracks are there, or the one that is has run for a while."""
        if not self._kept or self._first is None:
            return
        if all(self.tracks) or self._kept[-1].at - self._first >= SETTLE_MS:
            self.ready = True
            for reader in list(self.readers):
                self._begin(reader)

    def _begin(self, reader: Reader) -> None:
        """From the last picture that can be begun with, where there is one that this reader has not had."""
        if not self.ready or not self._kept or self._kept[0].serial <= reader.seen:
            return
        if reader.form not in (None, self.form) or (reader.once and reader.form is not None):
            reader.close()
            return
        reader.begin([*self._preface(reader.form is None), *self._kept])
        reader.form = self.form

    def _preface(self, whole: bool) -> list[Tag]:
        """What a decoder needs before the first frame; `whole`: with the file's own header."""
        at = self._kept[0].at
        has = {name for name, codec in zip(("video", "audio"), self.tracks, strict=True) if codec}
        written = [tags.tag(kind, at % WHOLE, body) for kind, body in self._headers.items()]
        if whole:
            first = tags.file_header("video" in has, "audio" in has)
            written.insert(0, first + tags.metadata_tag(self.said, has))
        return [Tag(data, at, False, 0) for data in written]

    def joined(self, reader: Reader) -> None:
        """A reader came."""
        if len(self.readers) >= MAX_READERS:
            reader.close()
            return
        self.readers.add(reader)
        self._begin(reader)

    def left(self, reader: Reader) -> None:
        """A reader went."""
        self.readers.discard(reader)
