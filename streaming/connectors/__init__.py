"""Platforms confirm what they show: one typed port, one connector a kind of page.

`port` is what every connector is held to, `registry` knows which kind of page has one, `rehearsal` talks to
the fake platform of our own rehearsal pages. Facebook and YouTube have none yet: see docs/architecture.md.
"""
