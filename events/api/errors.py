"""The one handler at the edge: every error leaves as the contract's envelope."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from events.api.words import said
from events.errors import (
    DomainError,
    Malformed,
    NotFound,
    NotPermitted,
    TooBig,
    Unavailable,
    in_caller_language,
)

WORDS: dict[type[exceptions.APIException], tuple[str, str, str]] = {
    exceptions.NotAuthenticated: ("not_logged_in", "Hãy đăng nhập.", "Log in first."),
    exceptions.AuthenticationFailed: ("not_logged_in", "Hãy đăng nhập lại.", "Log in again."),
    exceptions.PermissionDenied: ("not_permitted", NotPermitted.vi, NotPermitted.en),
    exceptions.NotFound: ("not_found", NotFound.vi, NotFound.en),
    exceptions.ParseError: (
        "malformed",
        "Nội dung gửi lên không đọc được (JSON hỏng).",
        "The body is not valid JSON.",
    ),
    exceptions.MethodNotAllowed: ("method_not_allowed", "Thao tác này không có ở đây.", "Not possible here."),
    exceptions.UnsupportedMediaType: (
        "unsupported_type",
        "Kiểu nội dung không nhận.",
        "This content type is not taken.",
    ),
    exceptions.NotAcceptable: ("not_acceptable", "Chỉ trả lời bằng JSON.", "Answers are JSON only."),
    exceptions.Throttled: ("busy", "Bạn thao tác quá nhanh, hãy chờ một chút.", "Too fast; wait a moment."),
}


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; None leaves a bug to be a 500."""
    if isinstance(error, Http404):
        error = NotFound()
    elif isinstance(error, PermissionDenied):
        error = NotPermitted()
    elif isinstance(error, RequestDataTooBig):
        error = TooBig()
    elif isinstance(error, SuspiciousOperation):
        error = Malformed()
    elif isinstance(error, OperationalError):
        error = Unavailable()
    if isinstance(error, DomainError):
        return Response(error.body(), status=error.status)
    answer = exception_handler(error, context)
    if answer is not None and isinstance(error, exceptions.APIException):
        answer.data = _envelope(error)
    return answer


def _envelope(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error.detail)
    code, vi, en = next(
        (words for kind, words in WORDS.items() if isinstance(error, kind)),
        ("error", DomainError.vi, DomainError.en),
    )
    body: dict[str, Any] = {"code": code, "message": in_caller_language(vi, en), "fields": {}}
    wait: float | None = getattr(error, "wait", None)  # only a throttle knows how long
    if wait is not None:
        body["retry_after"] = int(wait) + 1
    return body


def _invalid(detail: Any) -> dict[str, Any]:
    fields = dict(_flatten(detail)) if isinstance(detail, dict) else {}
    general = in_caller_language(
        "Có chỗ chưa đúng, xem bên dưới.", "Some fields need a correction, see below."
    )
    message = next(iter(fields.values())) if len(fields) == 1 else general
    if not fields and isinstance(detail, list) and detail:
        message = said(detail[0])
    return {"code": "invalid", "message": message, "fields": fields}


def _flatten(detail: Any, path: str = "") -> list[tuple[str, str]]:
    """{"segments": [{}, {"title": ["…"]}]} → ("segments.1.title", "…"): one sentence a field."""
    if isinstance(detail, dict):
        return [
            pair for key, value in detail.items() for pair in _flatten(value, f"{path}.{key}".lstrip("."))
        ]
    if isinstance(detail, list) and detail and isinstance(detail[0], dict | list):
        return [pair for index, value in enumerate(detail) for pair in _flatten(value, f"{path}.{index}")]
    return [(path, " ".join(said(part) for part in detail))] if isinstance(detail, list) and detail else []
