"""The tree of units."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from events.models import Unit
from tests.people import House


def test_a_moved_unit_takes_its_subtree_along(house: House) -> None:
    hamlet = Unit.objects.create(name="Khu 1", slug="khu-1", parent=house.commune)
    house.commune.parent = house.sibling
    house.commune.save()
    hamlet.refresh_from_db()
    assert hamlet.ancestor_ids() == [house.parent.pk, house.sibling.pk, house.commune.pk, hamlet.pk]


def test_no_unit_stands_below_itself(house: House) -> None:
    house.parent.parent = house.commune
    with pytest.raises(ValidationError, match="chính nó"):
        house.parent.full_clean()


def test_a_zone_that_does_not_exist_is_refused_where_it_is_typed(house: House) -> None:
    house.commune.zone = "Asia/Hanoi"
    with pytest.raises(ValidationError, match="Asia/Ho_Chi_Minh"):
        house.commune.full_clean()
