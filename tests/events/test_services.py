"""The organizers' verbs: what they change, record, and refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.enums import Act
from events.errors import BadRundown, EndBeforeStart, IllegalTransition, SlugFixed, SlugTaken, UnknownPerson
from events.models import AuditEntry, Ceremony
from events.services import ceremonies, crew, lifecycle, rundown
from tests.people import House

Make = Callable[..., Ceremony]


def test_an_end_before_the_start_is_refused_and_nothing_is_kept(house: House, make_ceremony: Make) -> None:
    start = timezone.now()
    with pytest.raises(EndBeforeStart):
        make_ceremony(starts_at=start, ends_at=start - timedelta(minutes=1))
    assert not Ceremony.objects.exists()


def test_a_chosen_slug_that_exists_is_refused(make_ceremony: Make) -> None:
    make_ceremony(slug="le-lon")
    with pytest.raises(SlugTaken):
        make_ceremony(slug="le-lon")
    assert Ceremony.objects.count() == 1


def test_the_slug_is_fixed_once_published(house: House, make_ceremony: Make) -> None:
    ceremony = make_ceremony()
    with pytest.raises(SlugFixed):
        ceremonies.edit(house.person("organizer"), ceremony, slug="khac")


def test_publishing_numbers_the_versions_and_an_unchanged_text_gets_no_new_number(
    house: House, make_ceremony: Make
) -> None:
    organizer, ceremony = house.person("organizer"), make_ceremony()
    assert _number(lifecycle.publish(organizer, ceremony)) == 1
    ceremonies.edit(organizer, ceremony, title="Lễ thượng cờ, đổi giờ")
    ceremony.refresh_from_db()
    assert ceremony.review_state == "draft"
    assert _number(ceremony) == 1
    assert _number(lifecycle.publish(organizer, ceremony)) == 2


def _number(ceremony: Ceremony) -> int:
    assert ceremony.published is not None
    return ceremony.published.number


def test_an_illegal_act_says_what_would_be_legal(house: House, make_ceremony: Make) -> None:
    ceremony = make_ceremony(published=False)
    with pytest.raises(IllegalTransition) as refused:
        lifecycle.act_on(house.person("organizer"), ceremony, Act.APPROVE)
    assert refused.value.legal == ["submit", "publish", "cancel"]
    assert refused.value.body()["legal"] == refused.value.legal


def test_an_ended_ceremony_can_be_reopened_for_two_hours_only(house: House, make_ceremony: Make) -> None:
    ceremony, organizer = make_ceremony(), house.person("organizer")
    lifecycle.mark_live(ceremony.pk)
    lifecycle.mark_ended(ceremony.pk)
    Ceremony.objects.update(ended_at=timezone.now() - timedelta(hours=2, seconds=1))
    with pytest.raises(IllegalTransition):
        lifecycle.act_on(organizer, ceremony, Act.REOPEN)
    Ceremony.objects.update(ended_at=timezone.now() - timedelta(hours=1, minutes=59))
    assert lifecycle.act_on(organizer, ceremony, Act.REOPEN).state == "scheduled"


def test_ending_what_was_never_live_leaves_it_scheduled(make_ceremony: Make) -> None:
    ceremony = make_ceremony()
    lifecycle.mark_ended(ceremony.pk)
    ceremony.refresh_from_db()
    assert ceremony.state == "scheduled"


ITEMS: list[dict[str, Any]] = [
    {"title": "Chào cờ", "kind": "flag", "duration_s": 240},
    {"title": "Diễn văn", "kind": "speech", "duration_s": 900},
]


def test_a_kept_segment_keeps_its_cues_and_a_new_order_is_written(house: House, make_ceremony: Make) -> None:
    organizer, ceremony = house.person("organizer"), make_ceremony()
    _, second = rundown.replace(organizer, ceremony, ITEMS)
    cue = rundown.cue(organizer, ceremony, second.pk)
    rundown.replace(organizer, ceremony, [{"id": second.pk, **ITEMS[1]}, {"title": "Bế mạc"}])
    cue.refresh_from_db()
    assert cue.segment_id == second.pk
    assert [segment.title for segment in ceremony.segments.all()] == ["Diễn văn", "Bế mạc"]


@pytest.mark.parametrize("wrong", ["foreign", "twice"])
def test_a_segment_of_another_ceremony_or_named_twice_is_refused_whole(
    wrong: str, house: House, make_ceremony: Make
) -> None:
    organizer, ceremony, other = house.person("organizer"), make_ceremony(), make_ceremony()
    mine = rundown.replace(organizer, ceremony, ITEMS)[0]
    theirs = rundown.replace(organizer, other, ITEMS)[0]
    row = {"id": theirs.pk if wrong == "foreign" else mine.pk, **ITEMS[0]}
    with pytest.raises(BadRundown):
        rundown.replace(organizer, ceremony, [{"id": mine.pk, **ITEMS[0]}, row])
    assert ceremony.segments.count() == 2


def test_notes_of_the_rundown_need_no_new_approval_but_its_titles_do(
    house: House, make_ceremony: Make
) -> None:
    organizer, ceremony = house.person("organizer"), make_ceremony(published=False)
    segment = rundown.replace(organizer, ceremony, ITEMS[:1])[0]
    lifecycle.publish(organizer, ceremony)
    rundown.replace(organizer, ceremony, [{"id": segment.pk, **ITEMS[0], "notes": "mở loa"}])
    ceremony.refresh_from_db()
    assert ceremony.review_state == "approved"
    rundown.replace(organizer, ceremony, [{"id": segment.pk, **ITEMS[0], "title": "Khác"}])
    ceremony.refresh_from_db()
    assert ceremony.review_state == "draft"


def test_the_crew_comes_from_the_units_own_tree(house: House, make_ceremony: Make) -> None:
    organizer, ceremony = house.person("organizer"), make_ceremony()
    above, beside = house.person("technician", "parent"), house.person("technician", "sibling")
    assert len(crew.replace(organizer, ceremony, [(above.pk, "technician")])) == 1
    with pytest.raises(UnknownPerson):
        crew.replace(organizer, ceremony, [(beside.pk, "technician")])
    assert ceremony.crew.get().user == above


def test_every_change_leaves_an_entry_that_cannot_be_changed_or_deleted(
    house: House, make_ceremony: Make
) -> None:
    make_ceremony()
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["ceremony.create", "ceremony.publish"]
    entry = AuditEntry.objects.latest("id")
    for change in (entry.save, entry.delete):
        with pytest.raises(TypeError):
            change()
