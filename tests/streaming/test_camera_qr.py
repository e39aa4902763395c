"""The way from the console to the phone that is to be a camera."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import segno
from rest_framework.test import APIClient

from events.keyring import open_sealed
from events.models import Ceremony, User
from streaming.enums import SourceKind
from streaming.models import Source
from streaming.services import sources
from tests.people import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(house: House, technician: User) -> APIClient:
    return house.client(technician)


@pytest.fixture
def camera(technician: User, ceremony: Ceremony) -> Source:
    return sources.add_source(technician, ceremony, kind=SourceKind.CAMERA, name="Máy quay")


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was made into a code."""
    texts: list[str] = []
    make = segno.make

    def heard(text: str, **more: Any) -> Any:
        texts.append(text)
        return make(text, **more)

    monkeypatch.setattr(segno, "make", heard)
    return texts


def url(source: Source) -> str:
    return f"/api/v1/ceremonies/{source.ceremony.slug}/broadcast/sources/{source.pk}/qr/"


@pytest.mark.parametrize(
    "where",
    [
        ({"public_url": "https://le.example.vn"}, "https://le.example.vn"),
        ({"host": "192.0.2.7", "port": 8443, "tls_cert": "/x.pem"}, "https://192.0.2.7:8443"),
        ({"host": "127.0.0.1", "port": 8001}, "http://127.0.0.1:8001"),
    ],
)
def test_the_code_holds_the_screens_address_as_phones_reach_it_and_no_key(
    api: APIClient, camera: Source, settings: Any, coded: list[str], where: tuple[dict[str, Any], str]
) -> None:
    around, base = where
    settings.ENV = replace(settings.ENV, **around)
    answer = api.get(url(camera))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg")
    assert coded == [f"{base}/studio/c/{camera.ceremony.slug}/camera?source={camera.pk}"]
    assert open_sealed(camera.key_sealed) not in coded[0]


def test_a_source_that_is_no_camera_has_none(api: APIClient, test_card: Source) -> None:
    assert api.get(url(test_card)).status_code == 409
