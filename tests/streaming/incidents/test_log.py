"""The log of a real broadcast: what people did and what the system saw, to read and to take away."""

from __future__ import annotations

import csv
import io

import pytest

from events.audit import record
from events.models import AuditEntry, Ceremony, User
from streaming.enums import Happening
from streaming.incidents.log import lines
from streaming.incidents.words import DEEDS, HAPPENINGS, done, happened
from streaming.models import Incident, Source
from streaming.services import pages
from streaming.services.relay_groups import GroupAct, Whom, act_on_many
from tests.people import House
from tests.streaming.conftest import MakePage
from tests.streaming.stage import Stage, db


@pytest.mark.django_db(transaction=True)
async def test_a_page_that_drops_and_a_source_that_is_shown_are_in_the_log_and_its_file(
    stage: Stage, test_card: Source, make_page: MakePage, house: House
) -> None:
    page = await db(lambda: make_page("=Trang xã", behaviour="refuse_key"))
    await stage.add(page)
    await stage.start(test_card)
    await stage.until(lambda: stage.relay(page).error_code == "page_refused_key")
    await db(pages.edit_page, stage.technician, page, behaviour="accept")
    await db(act_on_many, stage.technician, stage.ceremony, GroupAct.RETRY, Whom())
    await stage.running(page)
    told = await stage.until(lambda: _whole(stage.ceremony))
    assert "lên sóng" in told
    assert any(line.startswith("Chương trình chiếu Hình thử") for line in told)
    assert any(line.startswith("=Trang xã bị gián đoạn. Trang từ chối luồng") for line in told)
    assert any(line.startswith("=Trang xã có lại sau") for line in told)
    assert len([line for line in told if "Trang từ chối luồng" in line]) == 1
    at = f"/api/v1/ceremonies/{stage.ceremony.slug}/incidents"
    api = house.client(stage.technician)
    answer = await db(lambda: api.get(f"{at}.csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Lúc", "Ai", "Việc gì", "Mã"]
    assert any(row[2].startswith("'=Trang xã") for row in rows)  # no formula for a spreadsheet
    listed = (await db(lambda: api.get(f"{at}/"))).json()
    assert [line["at"] for line in listed] == sorted((line["at"] for line in listed), reverse=True)
    assert len(listed) == len(rows) - 1
    older = (await db(lambda: api.get(f"{at}/", {"before": listed[0]["at"]}))).json()
    assert older == [line for line in listed if line["at"] < listed[0]["at"]]


def _whole(ceremony: Ceremony) -> list[str]:
    """Oldest first, once the trouble is over."""
    told = [line["message"] for line in lines(ceremony)][::-1]
    return told if any("có lại sau" in line for line in told) else []


@pytest.mark.django_db
def test_every_kind_of_line_has_its_words_in_both_languages(ceremony: Ceremony, technician: User) -> None:
    for action in DEEDS:
        record(technician, action, ceremony, page="Trang xã")
    said = [done(entry) for entry in AuditEntry.objects.filter(action__in=DEEDS)]
    assert len(said) >= len(DEEDS)
    assert all(words and "{" not in words for words in said)
    for happening in (*HAPPENINGS, Happening.SHOWS):
        line = Incident(name="Trang xã", happening=happening, cause="page_closed", lasted_s=2.4)
        assert "{" not in happened(line)
        assert "Trang xã" in happened(line)


@pytest.mark.django_db
def test_a_line_is_written_once(ceremony: Ceremony) -> None:
    line = Incident.objects.create(ceremony=ceremony, about="page", subject=1, name="A", happening="lost")
    with pytest.raises(TypeError):
        line.save()
    with pytest.raises(TypeError):
        line.delete()
