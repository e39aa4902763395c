"""Verbs of this room: each checks, changes, numbers, records and announces in one transaction."""
