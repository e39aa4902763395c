"""The rehearsal of a whole ceremony: the real chain, sent to pages of our own, tried with faults, and judged.

It runs on a stand-in: a ceremony whose slug begins with a dot (no address leads there, no list shows it) with
a broadcast of its own that `rehearses` the real one. So a rehearsal writes nothing of the ceremony itself.

`script` says what happens when (pure), `facts` what is to be remembered, `seeing` looks, `noting` remembers
(pure), `doing` acts, `play` is one on its way, `conductor` looks after all, `judge` draws the verdict (pure),
`words`, `bodies` and `table` say it.
"""
