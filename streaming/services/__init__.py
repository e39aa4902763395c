"""Verbs of this room: each checks, changes, records and announces; slow looks come first."""
