"""The public calendar says what can be watched again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Ceremony
from streaming.enums import RecordingState
from streaming.models import Recording

pytestmark = pytest.mark.django_db


def listed() -> dict[str, str | None]:
    return {it["slug"]: it["recording"] for it in Client().get("/api/v1/ceremonies/").json()["results"]}


def test_the_list_says_where_ended_ceremonies_can_be_watched_again_with_one_question_for_all(
    ceremony: Ceremony, make_ceremony: Callable[..., Ceremony]
) -> None:
    others = [make_ceremony(title=f"Lễ số {number}") for number in range(3)]
    for each in (ceremony, others[0]):
        Recording.objects.create(pk=each.pk, state=RecordingState.READY, airing=1, replay=each == ceremony)
    assert set(listed().values()) == {None}, "none has ended"
    Ceremony.objects.update(state="ended")
    with CaptureQueriesContext(connection) as asked:
        found = listed()
    assert found == {
        **dict.fromkeys((other.slug for other in others), None),
        ceremony.slug: f"/recordings/{ceremony.slug}/index.m3u8",
    }
    assert len([query for query in asked.captured_queries if "streaming_recording" in query["sql"]]) == 1
