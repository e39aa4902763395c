"""Pass-through, for weak servers: the main source's own H.264 and AAC are copied to the public as they are.

`avc` and `aac` read what a sender's headers say, `ts` what a segment says; `sent` is what is known of a
source, and the rules that it has to keep; `probing` looks at what can be looked at before. Pure, but for
`probing`, which runs ffmpeg.
"""
