"""Helpers for the OpenAPI schema: every operation names its errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import extend_schema

from events.api.serializers.common import ErrorBody

View = TypeVar("View", bound=Callable[..., Any])
ERRORS = dict.fromkeys((400, 401, 403, 404, 405, 406, 409, 413, 415, 429), ErrorBody)


def described(
    *, answers: dict[int, Any], takes: Any = None, query: Any = None, **more: Any
) -> Callable[[View], View]:
    """`extend_schema` with the answers of success; the contract's error envelope is added for the rest."""
    parameters = [query] if query is not None else []
    return extend_schema(request=takes, responses={**ERRORS, **answers}, parameters=parameters, **more)
