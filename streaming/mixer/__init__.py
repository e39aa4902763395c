"""The mixer: one broadcast's program, which never stops while it is wanted.

    python -m streaming.mixer --control NAME.sock --record NAME.json --lease 60

One process a broadcast, without Django. It owns the sources' ffmpegs, the one encoder and the previews; they
die with it (PDEATHSIG). Thirty times a second it hands one picture with its samples to the encoder, whatever
the sources do. The record (`streaming.host.record.Record`: pid and start time) appears once the socket can be
connected to, and goes at the end; a second mixer under the same record exits with 3. It ends in order (the
encoder's input closed, so that it writes its last segment; then KILL; under 3 s) on SIGTERM, on `shutdown`,
or when no well-formed command came for the lease's time. Exit code 0.

Control is one JSON object a line, each answered by one line `{"id", "ok", …}`; `id` comes back as it was.
Refused: `{"ok": false, "error": "malformed", "where": "sources.12.argv"}`, `"stale"` (a lower generation than
the present one), `"profile_fixed"` (another profile while an encoder is wanted).

    {"op": "heartbeat"}  renews the lease, as every other command does
    {"op": "status", "after": 7}  all that streaming.mixer.report says; of the events those over number 7
    {"op": "watch"}  from now on this connection is also sent every event as it happens:
                     {"event": {"n", "at", "clock_s", "what", "key", "why"}}
    {"op": "shutdown"}
    {"op": "state", …}  the whole desired state; answers {"generation", "changed"}

A state is reconciled by value: what is equal keeps running, the same state twice changes nothing:

    generation    a number that never goes down
    profile       {"width", "height", "fps"}; 1280 × 720 at 30 where left out; 48000 must divide by fps
    slate         path of a raw yuv420p picture of the profile's size, else black; read when the path changes
    order         keys of sources, main first; only these (and `take`) go on air, the others stay warm
    take          a key: on air at the next tick (as soon as it plays), and before all others; null: `order`
    mode          "auto", or "slate": the red button
    sources       {key: {argv, buffer_s, pace, restart, stall_s, mask, cwd, preview, listing}}
    encoder       {argv, restart_args, mask, cwd, begin_s, first_run, resumed}; null: nothing is public
    gain_db       −96 … 24, ramped
    av_offset_ms  −2000 … 2000; positive: the sound is later
    loudness      true: a slow gain towards −16 LUFS, remembered for each source

A source's `argv` holds `{video}` and `{audio}` (either may be missing), where ffmpeg is to write raw yuv420p
of the profile's size at a constant rate from 0 (`fps=30:start_time=0`) and s16le stereo at 48 kHz from 0
(`aresample=48000:async=1:first_pts=0`): picture n belongs to the samples from 1600·n on. `buffer_s` is the
jitter buffer (0.15 in a LAN, 1 for a phone or a pulled address). `pace` says who waits:

    live  (default) nobody: what is too much is skipped, the sender's clock is followed
    pull  the sender, where the buffer is full (a playlist of segments, whatever comes in gulps)
    film  as pull, and it stands still until it is on air: a take begins at its beginning

One that ends is started again after 0.2 s … 5 s; with `restart: false` it is "ended" once it is played out.
`stall_s`: killed and started again when nothing came for so long. Words in `mask` are never shown in a tail.
`listing`: a text that it reads from the pipe `{listing}`, since all users of a machine can read an argv.
A `preview` is {"argv", "fps", "mask", "cwd"}: a small encoder of this source alone, given full-size pictures
at `fps` (default 10) in `{video}` and all the sound in `{audio}`; niced, started again after 2 s, harmless.

The encoder's `argv` holds `{video}`, `{audio}`, `{offset}` (seconds since the program began, on the tick
clock) and `{run}`. Each word `{restart}` becomes `restart_args` in every run but the first (with no such word
they go before the last one). An encoder that dies is started again at once, one that takes nothing for 10 s
is killed. For a mixer that takes over from a dead one: `begin_s` (where the clock begins), `first_run` (the
next run's number) and `resumed: true` (the first run uses `restart_args` too).

Pass-through: with `feed`, {"key", "socket" | "argv", "listing", "stall_s", "mask", "cwd"}, the encoder's argv
copies what it reads at `{in}` and nothing is mixed. `socket`: who listens there in `cwd` (the ingest's
`N-once.sock`, which ends with its sender); `argv` writes into `{out}`; with neither nothing is shown. A run
begins when the first byte is there, ends with what it reads, and the next one goes on behind the gap. Its
report has `feed` {"key", "state": "waiting|flowing|still", "code", "tail"}: of the process that fetches.
"""
