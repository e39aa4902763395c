"""Asks every route as everybody, and holds the answers against the matrix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.views import APIView

from events.models import Ceremony, User
from tests.people import House
from tests.permissions.columns import columns, passes
from tests.permissions.matrix import EVERYBODY, MATRIX, Row
from tests.permissions.things import Things, make_things


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """(method, route) of everything the product answers; the admin guards itself."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield from ((method, route) for method in methods(entry))


def methods(entry: URLPattern) -> list[str]:
    view: type[APIView] | None = getattr(entry.callback, "cls", None) or getattr(
        entry.callback, "view_class", None
    )
    names = ("get", "post", "put", "patch", "delete")
    return [name.upper() for name in names if hasattr(view, name)] if view else ["GET"]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(routes()) == set(MATRIX)


def ask(things: Things, method: str, route: str, row: Row, person: User | None) -> int:
    client = things.house.client(person)
    path = "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(things.ids[found[1]]), route.removeprefix("^"))
    body = {key: things.filled(value) for key, value in row.body.items()}
    call: Callable[..., Any] = getattr(client, method.lower())
    return (
        int(call(path, body, format="json").status_code) if method != "GET" else int(call(path).status_code)
    )


PERMISSIONED = sorted(key for key, row in MATRIX.items() if row.unit != EVERYBODY)


@pytest.mark.parametrize(("method", "route"), PERMISSIONED)
def test_only_those_of_the_matrix_get_in(
    method: str, route: str, house: House, make_ceremony: Callable[..., Ceremony]
) -> None:
    row = MATRIX[method, route]
    wrong = {}
    ceremony, other = make_ceremony(), make_ceremony()
    for column, person in columns(house, ceremony, other).items():
        with transaction.atomic():  # every question finds the same house
            status = ask(make_things(house, ceremony), method, route, row, person)
            transaction.set_rollback(True)
        assert status < 500, (column, status)
        let_in = status not in (401, 403, 404)
        if let_in != passes(row, column):
            wrong[column] = status
    assert not wrong


def test_a_draft_is_nothing_to_those_without_standing(
    house: House, make_ceremony: Callable[..., Ceremony]
) -> None:
    draft = make_ceremony(published=False)
    for person in (None, house.person("organizer", "sibling")):
        for path in ("", "comments/", "room/", "rundown/", "broadcast/", "crew/"):
            answer = house.client(person).get(f"/api/v1/ceremonies/{draft.slug}/{path}")
            assert answer.status_code in (401, 404), (path, person)
