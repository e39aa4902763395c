"""A unit's list of words is saved: whole, checked, by version."""

from __future__ import annotations

from django.db import transaction

from events.audit import record
from events.models import Unit, User
from realtime.errors import WordsChanged, WordsNotListed
from realtime.models import WordRules
from realtime.words import Filter, TermError, parse

MOST_SHOWN = 40


def checked(text: str) -> Filter:
    """The filter of a text. Raises WordsNotListed, which names the term."""
    try:
        return Filter(parse(text))
    except TermError as error:
        raise WordsNotListed(term=error.text[:MOST_SHOWN]) from None


@transaction.atomic
def set_words(actor: User, unit: Unit, text: str, version: int) -> WordRules:
    """Save it where `version` is what was read, 0 for none. Raises WordsNotListed, WordsChanged."""
    listed = checked(text)
    fields = {"text": text, "changed_by": actor}
    if version == 0:
        rules, made = WordRules.objects.get_or_create(pk=unit.pk, defaults=fields)
        if not made:
            raise WordsChanged
    else:
        found = WordRules.objects.select_for_update().filter(pk=unit.pk, version=version).first()
        if found is None:
            raise WordsChanged
        rules = found
        rules.text, rules.changed_by, rules.version = text, actor, version + 1
        rules.save()
    record(actor, "words.set", unit=unit.name, version=rules.version, terms=len(listed))
    return rules
