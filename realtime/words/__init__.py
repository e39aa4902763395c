"""What the moderators' word filter knows of Vietnamese; pure functions, no Django, no files, no network."""

from realtime.words.filter import Filter
from realtime.words.terms import Fault, Term, TermError, WordList, parse
from realtime.words.verdict import Decision, Disguise, Hit, Verdict

__all__ = [
    "Decision",
    "Disguise",
    "Fault",
    "Filter",
    "Hit",
    "Term",
    "TermError",
    "Verdict",
    "WordList",
    "parse",
]
