"""What a segment of ours holds: read from its own parameter sets, since nobody encoded it here."""

from __future__ import annotations

from pathlib import Path

from streaming.passing import aac, avc
from streaming.passing.sent import Sent, made
from streaming.recording.mpegts import PACKET, SYNC, length_of, pictures_of

VIDEO_PES, AUDIO_PES = range(0xE0, 0xF0), range(0xC0, 0xE0)


def sent_in(path: Path) -> Sent | None:
    """None where it cannot be read. Codecs are certain: no other gets into our segments."""
    try:
        data = path.read_bytes()  # the sound may begin behind a second of picture
    except OSError:
        return None
    video, audio = _stream(data, VIDEO_PES), _stream(data, AUDIO_PES)
    picture, sound = _picture(video), aac.of_adts(audio)
    length = length_of(path)
    if not length:
        return None
    fps = round(pictures_of(path) / length, 2)
    rate = round(len(data) * 8 / 1000 / length, 1)
    names = {"video": "h264" if picture else "", "audio": "aac" if sound else ""}
    return made(picture, sound, **names, keyframe_s=None, kbps=rate, fps=fps)


def _picture(stream: bytes) -> avc.Picture | None:
    at = stream.find(b"\0\0\1")
    while 0 <= at < len(stream) - 4:
        if stream[at + 3] & 31 == avc.SPS:
            end = stream.find(b"\0\0\1", at + 3)
            return avc.of_sps(stream[at + 3 : end if end > 0 else at + 259].rstrip(b"\0"))
        at = stream.find(b"\0\0\1", at + 3)
    return None


def _stream(data: bytes, wanted: range) -> bytes:
    """The first packetized unit of this kind, without its head."""
    pid, parts = -1, bytearray()
    for at in range(0, len(data) - PACKET + 1, PACKET):
        if data[at] != SYNC:
            break
        mine, begins = (data[at + 1] & 0x1F) << 8 | data[at + 2], bool(data[at + 1] & 0x40)
        start = at + 4 + (1 + data[at + 4] if data[at + 3] & 0x20 else 0)
        if not data[at + 3] & 0x10 or start >= at + PACKET:
            continue
        body = data[start : at + PACKET]
        if pid < 0 and begins and body[:3] == b"\0\0\1" and len(body) > 9 and body[3] in wanted:
            pid, parts = mine, bytearray(body[9 + body[8] :])
        elif mine == pid:
            if begins:
                break
            parts += body
    return bytes(parts)
