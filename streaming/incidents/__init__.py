"""The incident log: what the system saw and did (written here), beside what people did (events.audit).

`happenings` says what is worth a line (pure), `noting` writes it in the worker's own transaction, `log` reads
both halves as one, `words` says them in the caller's language, `table` makes the file.
"""
