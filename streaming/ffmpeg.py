"""Where ffmpeg is: the one that pip brought, the same on every machine."""

from __future__ import annotations

from functools import cache

import imageio_ffmpeg


@cache
def executable() -> str:
    """The absolute path of ffmpeg."""
    return str(imageio_ffmpeg.get_ffmpeg_exe())


# Containers that hold their media themselves. Playlists (hls, concat, dash, sdp) name other files and
# addresses, so a "video" of that kind could read what the sender may not.
CONTAINERS = "mov,matroska,mpegts,avi,flv,mpeg,mpegvideo,ogg,asf,mxf,h264,hevc,ivf,rm,wtv,gxf,nut"
FILE_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": CONTAINERS}
