"""The monitor: watches what a broadcast sends to the public, as a viewer would. One process a broadcast.

    python -m streaming.monitor --hosts FOLDER --name monitor-12 --folder FOLDER

Without Django, and nothing depends on it: it may crash, hang or be killed, and the worker starts it again.
It owns one player (libvlc, in a process of its own, because that can crash or hang: `player`) and one
ffmpeg a stream that judges what it decodes (`argv`, `reading`, `judge`). They die with it.

Two files in its folder, each with one writer, replaced whole; `mono` is CLOCK_MONOTONIC, which all
processes of a machine share:

    wanted.json   the worker, twice a second: {"mono", "streams": {key: {"url", "policy"?}}, "play", "still",
                  "quiet", "nothing"}. `play`: the player's address; `still`: the picture may stand (slate,
                  test card), `quiet`: the sound may be silent, `nothing`: passed through, nobody sends.
                  A stream with `policy` passes the guard. Older than 20 s: the monitor ends itself.
    report.json   the monitor, twice a second: {"mono", "pid", "cpu_pct", "player", "streams": {key:
                  {"state", "restarts", "faults": {code: since}, "numbers"}}}; `since` is monotonic, too.

`own` is the key of the broadcast's own stream, all others are ids of pages. Pictures, every five seconds:
`played.jpg`, what the player shows; `seen.jpg`, what ffmpeg decoded.
"""
