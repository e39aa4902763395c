"""The recording: the program's segments kept on the disk, a playlist to go back in, one MP4 at the end.

journal (what was written) → dvr, stretches (pure) → keeper (looks, writes, deletes) → make (the child).
"""
