"""Verbs of this room: each checks, changes, records and announces in one transaction."""
