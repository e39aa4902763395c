"""Moments that people mark: kept once, in the log, in the recording."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from rest_framework.test import APIClient

from events.errors import EndedFixed, TooManyMarks
from events.models import Ceremony, Mark, User
from events.services import rundown
from streaming.incidents.log import lines
from streaming.recording.rows import _moments

pytestmark = pytest.mark.django_db


def test_a_repeat_of_the_same_ref_makes_no_second_mark(ceremony: Ceremony, technician: User) -> None:
    client = APIClient()
    client.force_authenticate(technician)
    url = f"/api/v1/ceremonies/{ceremony.slug}/marks/"
    first = client.post(url, {"ref": "a1", "words": "  Bí thư   phát biểu "}, format="json")
    again = client.post(url, {"ref": "a1", "words": "khác"}, format="json")
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.json()["words"] == "Bí thư phát biểu"
    shown = client.get(f"/api/v1/ceremonies/{ceremony.slug}/rundown/").json()["marks"]
    assert [it["id"] for it in shown] == [first.json()["id"]]
    assert [line["message"] for line in lines(ceremony)] == ["đánh dấu thời điểm này. Bí thư phát biểu"]


def test_the_log_tells_cues_and_marks_in_the_callers_language(ceremony: Ceremony, technician: User) -> None:
    (segment,) = rundown.replace(technician, ceremony, [{"title": "Chào cờ", "kind": "flag"}])
    rundown.cue(technician, ceremony, segment.pk)
    rundown.cue(technician, ceremony, None)
    rundown.mark(technician, ceremony, "b")
    told = [line["message"] for line in lines(ceremony)]
    assert told == [
        "đánh dấu thời điểm này.",
        "chuyển tiết mục: không có tiết mục nào",
        "chuyển tiết mục: Chào cờ",
    ]
    with translation.override("en"):
        assert lines(ceremony)[0]["message"] == "marked this moment."


def test_marks_are_chapters_beside_the_cues_in_the_order_of_time(
    ceremony: Ceremony, technician: User
) -> None:
    (segment,) = rundown.replace(technician, ceremony, [{"title": "Chào cờ", "kind": "flag"}])
    rundown.cue(technician, ceremony, segment.pk)
    rundown.mark(technician, ceremony, "1", "Đọc diễn văn")
    bare = rundown.mark(technician, ceremony, "2")
    early = timezone.now() - timedelta(hours=1)
    Mark.objects.filter(pk=rundown.mark(technician, ceremony, "3", "Thử").pk).update(at=early)
    titles = [title for _, title in _moments(ceremony)]
    assert titles == ["Thử", "Chào cờ", "Đọc diễn văn", f"{timezone.localtime(bare.at):%H:%M:%S}"]


def test_there_is_an_end_to_marks_and_none_after_the_end(
    ceremony: Ceremony, technician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rundown.mark(technician, ceremony, "1")
    monkeypatch.setattr(rundown, "MOST_MARKS", 1)
    with pytest.raises(TooManyMarks):
        rundown.mark(technician, ceremony, "2")
    Ceremony.objects.update(state="ended")
    with pytest.raises(EndedFixed):
        rundown.mark(technician, ceremony, "3")
    assert rundown.mark(technician, ceremony, "1").ref == "1", "what was said before is answered still"
