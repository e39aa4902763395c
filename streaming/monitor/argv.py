"""The ffmpeg that judges a stream."""

from __future__ import annotations

from pathlib import Path

# Keyframes alone are decoded: one a second shows black and frozen pictures as well as thirty do, for a
# fraction of the processor, and in the best quality. Small pictures even out what the encoder makes of it.
DECODE = ["-skip_frame:v", "nokey", "-threads", "1"]
HERE = ["-m3u8_hold_counters", "120", "-live_start_index", "-2"]
READ = ["-rw_timeout", "8000000", *HERE]
PROBE = ["-probesize", "1000000", "-analyzeduration", "1000000"]
PICTURE_EVERY_S = 5
PICTURE_MARK, SOUND_MARK = "nc.picture", "nc.sound"
LOOK = (
    "scale=320:180:flags=area,blackdetect=d=0.1:pic_th=0.98:pix_th=0.10,freezedetect=n=0.001:d=1.5,"
    f"metadata=mode=add:key={PICTURE_MARK}:value=1,metadata=mode=print:file=pipe\\\\:1:direct=1"
)
LISTEN = (
    "aformat=sample_rates=48000:channel_layouts=stereo,ebur128=peak=true:metadata=1,"
    "silencedetect=n=-55dB:d=1:mono=1,"
    "astats=metadata=1:reset=1:measure_perchannel=RMS_level+Peak_level:measure_overall=none,"
    f"ametadata=mode=add:key={SOUND_MARK}:value=1,ametadata=mode=print:file=pipe\\\\:1:direct=1"
)


def judging(ffmpeg: str, url: str, picture: Path | None = None, proxy: str = "") -> list[str]:
    """Says on its stdout what it sees and hears; `picture`: a JPEG every five seconds, too."""
    through = ["-http_proxy", proxy] if proxy else []
    argv = [ffmpeg, "-hide_banner", "-nostdin", "-nostats", "-loglevel", "quiet"]
    here = url.startswith("/")  # a rehearsal's, which no address leads to; what a person types is http
    argv += [*(HERE if here else READ), *PROBE, *through, *DECODE]
    argv += ["-protocol_whitelist", "file" if here else "http,https,tcp,tls,crypto,httpproxy"]
    argv += ["-i", url, "-map", "0:v:0?", "-map", "0:a:0?", "-vf", LOOK, "-af", LISTEN, "-f", "null", "-"]
    return argv + (_picture(picture) if picture else [])


def _picture(path: Path) -> list[str]:
    often = f"select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,{PICTURE_EVERY_S - 0.5})"
    still = ["-vf", f"{often},scale=320:-2", "-fps_mode", "passthrough", "-c:v", "mjpeg", "-q:v", "6"]
    return ["-map", "0:v:0", *still, "-f", "image2", "-update", "1", "-atomic_writing", "1", str(path)]
