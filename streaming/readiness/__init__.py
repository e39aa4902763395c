"""Whether the pages of a broadcast could be sent to: looked at any time, and by itself before the start.

`findings` judges (pure), `looking` asks the pages and keeps what it found, `timetable` says when a look is
due, `bodies` says it in the caller's language.
"""
