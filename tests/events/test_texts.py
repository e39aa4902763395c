"""What cannot be seen, or turns the line around, stays in no title and no name that staff writes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from events.api.serializers.common import LineIn, LinesIn
from events.models import Ceremony, Unit
from tests.people import House

Make = Callable[..., Ceremony]
TYPED = "\u202eLễ\u200b thượng\x07 cờ\u2066\n2027\ufeff"
SHOWN = "Lễ thượng cờ 2027"
C = "/api/v1/ceremonies/"


def test_a_ceremonys_texts_are_cleaned(make_ceremony: Make, house: House) -> None:
    ceremony = make_ceremony()
    organizer = house.client(house.person("organizer"))
    given = {"title": TYPED, "place": TYPED, "summary": TYPED}
    body = organizer.patch(f"{C}{ceremony.slug}/", given, format="json").json()
    assert (body["title"], body["place"]) == (SHOWN, SHOWN)
    assert body["summary"] == "Lễ thượng cờ\n2027"
    cancelled = organizer.post(f"{C}{ceremony.slug}/cancel/", {"reason": TYPED}, format="json")
    assert cancelled.json()["cancel_reason"] == SHOWN


def test_a_segments_texts_are_cleaned(make_ceremony: Make, house: House) -> None:
    ceremony = make_ceremony()
    organizer = house.client(house.person("organizer"))
    segment = {"title": TYPED, "responsible": TYPED, "notes": TYPED}
    body = organizer.put(f"{C}{ceremony.slug}/rundown/", {"segments": [segment]}, format="json").json()
    (shown,) = body["segments"]
    assert (shown["title"], shown["responsible"], shown["notes"]) == (SHOWN, SHOWN, "Lễ thượng cờ\n2027")


def test_a_pages_and_a_sources_names_are_cleaned(make_ceremony: Make, house: House) -> None:
    ceremony = make_ceremony()
    technician = house.client(house.person("technician"))
    page = {"unit": house.commune.pk, "name": TYPED, "kind": "rehearsal"}
    assert technician.post("/api/v1/pages/", page, format="json").json()["name"] == SHOWN
    source = {"kind": "test_card", "name": TYPED}
    made = technician.post(f"{C}{ceremony.slug}/broadcast/sources/", source, format="json").json()
    assert made["name"] == SHOWN
    edited = technician.patch(
        f"{C}{ceremony.slug}/broadcast/sources/{made['id']}/", {"name": f"{TYPED}!"}, format="json"
    )
    assert edited.json()["name"] == f"{SHOWN}!"


def test_a_units_and_a_persons_names_are_cleaned_wherever_they_come_from(house: House) -> None:
    house.commune.name = TYPED
    house.commune.save()
    assert Unit.objects.get(pk=house.commune.pk).name == SHOWN
    person = house.person("organizer")
    person.name = TYPED
    person.save()
    assert type(person).objects.get(pk=person.pk).name == SHOWN


@pytest.mark.parametrize("field", [LineIn(max_length=5), LinesIn(max_length=5)])
def test_the_bounds_are_for_what_is_left(field: LineIn) -> None:
    assert field.run_validation("\u200b" * 9 + "Chào\u202e") == "Chào"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("\u200b\u202e", "blank"), ("", "blank"), ("a" * 6, "max_length"), ("\u200b" * 51, "max_length")],
)
def test_nothing_and_too_much_are_refused(typed: str, code: str) -> None:
    from rest_framework.exceptions import ValidationError

    with pytest.raises(ValidationError) as refused:
        LineIn(max_length=5).run_validation(typed)
    assert refused.value.get_codes() == [code]
