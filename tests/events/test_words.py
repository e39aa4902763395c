"""Every refusal speaks the caller's language: all error classes, all of DRF's codes that can occur."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import get_resolver
from django.utils import translation
from rest_framework import exceptions, serializers
from rest_framework.test import APIClient

from events.api.errors import WORDS, answer_error
from events.api.words import VIETNAMESE, said
from events.enums import Act
from events.errors import ACTS, DomainError, IllegalTransition
from streaming import messages
from streaming.errors import TargetRefused
from tests.people import House

PLACE = re.compile(r"{(\w+)}")
ROOMS = ("config", "events", "streaming", "realtime")


def below(base: type[Any]) -> Iterator[type[Any]]:
    for kind in base.__subclasses__():
        yield kind
        yield from below(kind)


def pairs() -> Iterator[tuple[str, str, str]]:
    """Everything that is said by code: where, in Vietnamese, in English."""
    assert get_resolver("config.urls").url_patterns  # every module with an error is loaded
    kinds: list[type[DomainError]] = [DomainError, *below(DomainError)]
    for kind in kinds:
        if kind.__module__.split(".")[0] in ROOMS:
            yield kind.__name__, kind.vi, kind.en
    yield from ((f"refused {name}", *both) for name, both in TargetRefused.REASONS.items())
    yield from ((name, *both) for name, both in messages.WORDS.items())
    yield from ((kind.__name__, vi, en) for kind, (_, vi, en) in WORDS.items())


def is_vietnamese(text: str) -> bool:
    return not text.isascii()


def test_every_error_has_both_languages_with_the_same_values_in_them() -> None:
    found = list(pairs())
    assert len(found) > 80
    for name, vi, en in found:
        assert is_vietnamese(vi), name
        assert en.replace("“", "").replace("”", "").isascii(), name
        assert set(PLACE.findall(vi)) == set(PLACE.findall(en)), name


def test_every_act_has_words_and_a_refused_one_names_no_code() -> None:
    assert set(Act) <= set(ACTS)
    for act in ACTS:
        refused = IllegalTransition(act, [str(each) for each in Act])
        with translation.override("vi"):
            told = refused.message
            assert ACTS[act][0] in told
            assert not re.search(r"submit|send_back|publish|reopen|go_live|start", told)
        with translation.override("en"):
            assert ACTS[act][1] in refused.message
    with translation.override("vi"):
        assert is_vietnamese(IllegalTransition("cancel", []).message.rpartition(":")[2])


API_ERRORS: list[exceptions.APIException] = [
    exceptions.APIException(),
    exceptions.ParseError(),
    exceptions.AuthenticationFailed(),
    exceptions.NotAuthenticated(),
    exceptions.PermissionDenied(),
    exceptions.NotFound(),
    exceptions.MethodNotAllowed("PUT"),
    exceptions.NotAcceptable(),
    exceptions.UnsupportedMediaType("text/x"),
    exceptions.Throttled(3),
    exceptions.ValidationError("Bad.", "somewhere_new"),
    exceptions.ValidationError({"a": ["Bad."], "b": ["Bad."]}),
]


def test_every_exception_of_drf_is_answered_in_vietnamese() -> None:
    kinds = {kind for kind in below(exceptions.APIException) if kind.__module__ == exceptions.__name__}
    assert kinds <= {type(error) for error in API_ERRORS}
    for error in API_ERRORS:
        with translation.override("vi"):
            answer = answer_error(error, {})
        assert answer is not None
        said_words = [answer.data["message"], *answer.data["fields"].values()]
        assert all(is_vietnamese(words) for words in said_words), error
        assert answer.data["code"] != "error" or type(error) is exceptions.APIException


def fields_of(serializer: serializers.BaseSerializer[Any]) -> Iterator[serializers.Field[Any, Any, Any, Any]]:
    yield serializer
    for field in getattr(serializer, "fields", {}).values():
        yield from fields_of(field)
    child = getattr(serializer, "child", None)
    if child is not None:
        yield from fields_of(child)


def codes_in_use() -> set[str]:
    assert get_resolver("config.urls").url_patterns
    ours = [kind for kind in below(serializers.Serializer) if kind.__module__.split(".")[0] in ROOMS]
    assert len(ours) > 30
    codes: set[str] = set()
    for kind in ours:
        for field in fields_of(kind()):
            codes |= set(field.error_messages)
            codes |= {code for check in field.validators if (code := getattr(check, "code", None))}
    return codes


def test_every_code_of_a_field_that_we_use_has_vietnamese_words() -> None:
    assert codes_in_use() <= set(VIETNAMESE)
    assert all(is_vietnamese(words) for words in VIETNAMESE.values())


@pytest.mark.parametrize(
    ("english", "code", "vietnamese"),
    [
        ("Ensure this field has no more than 200 characters.", "max_length", "Quá dài: tối đa 200."),
        ("Ensure this value is greater than or equal to -1.", "min_value", "Quá nhỏ: tối thiểu -1."),
        ('"đỏ" is not a valid choice.', "invalid_choice", VIETNAMESE["invalid_choice"]),
        ("Năm phải từ 2000 đến 2100.", "far_year", "Năm phải từ 2000 đến 2100."),
        ("Hãy nhập một URL hợp lệ.", "invalid", "Hãy nhập một URL hợp lệ."),
        ("Something new.", "something_new", "Giá trị này không hợp lệ."),
    ],
)
def test_what_the_library_says_is_put_into_our_words(english: str, code: str, vietnamese: str) -> None:
    with translation.override("vi"):
        assert said(exceptions.ErrorDetail(english, code)) == vietnamese
    with translation.override("en"):
        assert said(exceptions.ErrorDetail(english, code)) == english


BAD = {
    "unit": 10**9,
    "slug": "có dấu",
    "kind": "đám cưới",
    "title": "a" * 201,
    "summary": None,
    "place": ["x"],
    "starts_at": "hôm qua",
    "ends_at": "1816-04-16T00:00:00Z",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_form_full_of_mistakes_is_answered_in_one_language(house: House, language: str) -> None:
    client: APIClient = house.client(house.person("organizer"))
    answer = client.post("/api/v1/ceremonies/", BAD, format="json", headers={"accept-language": language})
    body = answer.json()
    assert set(body["fields"]) == set(BAD)
    for words in (body["message"], *body["fields"].values()):
        assert is_vietnamese(words.replace("đám cưới", "")) is (language == "vi"), words
